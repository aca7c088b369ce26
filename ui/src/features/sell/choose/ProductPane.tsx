import { CalendarX2, RotateCw } from 'lucide-react';
import { memo } from 'react';
import { useTranslations } from 'use-intl';
import type { ProductView, SlotView } from '../../../ipc/bindings';
import { useNow } from '../../../shared/clock';
import { Age } from '../../../shared/components/Age';
import { Button } from '../../../shared/components/Button';
import { Empty, Skeleton } from '../../../shared/components/Empty';
import { ProblemNote } from '../../../shared/components/ProblemNote';
import { Rating } from '../../../shared/components/Rating';
import { useCustomerView } from '../../../shared/customerView';
import { oldestOf } from '../../../shared/format/age';
import { foreignZone } from '../../../shared/format/day';
import { SafeHtml } from '../../../shared/format/SafeHtml';
import { useFormat } from '../../../shared/format/useFormat';
import { PaneStar } from '../shelf/Stars';
import { Facts } from './Facts';
import { MonthCalendar } from './MonthCalendar';
import { LeadPicture, PictureStrip } from './Pictures';
import { Slots } from './Slots';
import { Terms } from './Terms';
import { Texts } from './Texts';
import type { Availability } from './useAvailability';
import { Variants } from './Variants';

/** How long an answer about free places passes for one of this moment. */
const LIVE_FOR = 10 * 60_000;

type Props = {
  product: ProductView;
  /** The month one looks at. */
  availability: Availability;
  /** The month of the chosen day. */
  chosen: Availability;
  /** The chosen time. */
  slot: SlotView | null;
  onAskAgain: () => void;
  focused: string;
  onFocusDay: (day: string) => void;
  day: string | null;
  time: string | null | undefined;
  onDay: (day: string) => void;
  onTime: (time: string | null) => void;
  grabDay: number;
  grabSlot: number;
  onStar: (on: boolean) => void;
};

type StandingProps = Pick<Props, 'product' | 'availability' | 'onAskAgain'> & { askedAt: number | null };
type HeadProps = Pick<Props, 'product' | 'slot' | 'onStar'>;

const Head = memo(function Head({ product, slot, onStar }: HeadProps) {
  const t = useTranslations('sell');
  const f = useFormat();
  const { card } = product;
  const { on: customer } = useCustomerView();
  const pictures = product.pictures.length > 0 ? product.pictures : card.picture ? [card.picture] : [];
  return (
    <header className="mb-4 flex gap-4">
      <div className="min-w-0 flex-1">
        <div className="flex items-start gap-2">
          <h1 className="min-w-0 text-xl font-semibold tracking-[-0.01em]" dir="auto">
            {card.title}
          </h1>
          <PaneStar on={card.favourite} onPress={() => onStar(!card.favourite)} />
        </div>
        <p className="mt-1 text-ink-2" dir="auto">
          {[product.card.venue_name !== card.title && card.venue_name, product.address ?? card.city_name]
            .filter(Boolean)
            .join(' · ')}
          {!customer && <span className="text-ink-3"> · {t('soldBy', { name: product.supplier_name })}</span>}
        </p>
        <div className="mt-1 mb-2.5 flex flex-wrap items-center gap-x-3">
          <Rating rating={card.rating} votes={card.votes} />
          {card.price && (
            <span className="text-sm">
              {t('from')} <b className="font-semibold">{f.money(card.price)}</b>
            </span>
          )}
          <Age at={card.fetched_at} className="-ms-2 text-xs" />
          {card.price_before_discount && (
            <span className="text-sm text-ink-3 line-through">{f.amount(card.price_before_discount)}</span>
          )}
          {card.promotion && (
            <span className="rounded-sm bg-accent-soft px-1.5 text-sm font-medium text-accent">
              {card.promotion}
            </span>
          )}
        </div>
        <Facts product={product} />
        <p className="mt-1.5 flex min-h-[38px] items-start gap-1.5 text-ink-2">
          <CalendarX2 className="mt-0.5 size-3.5 flex-none text-ink-3" aria-hidden="true" />
          <span className="sr-only">{t('cancellation')}: </span>
          <Terms rule={product.cancellation} until={slot?.cancel_until ?? null} zone={product.time_zone} />
        </p>
      </div>
      <LeadPicture
        pictures={pictures}
        title={card.title}
        className="h-[104px] w-[156px] flex-none rounded-md max-narrow:hidden"
      />
    </header>
  );
});

/** How old the answer is and how far it reaches, ticking by itself: the month above need not be drawn each second. */
function Standing({ product, availability, askedAt, onAskAgain }: StandingProps) {
  const t = useTranslations('calendar');
  const ts = useTranslations('sell');
  const f = useFormat();
  const now = useNow();
  const zone = foreignZone(product.time_zone, now);
  const { data } = availability;
  return (
    <div className="mt-2 flex min-h-7 flex-wrap items-center gap-x-3 text-xs text-ink-3">
      <span
        className={`inline-block min-w-[12ch] ${askedAt !== null && now - askedAt > LIVE_FOR ? 'font-medium text-warn' : ''}`}
        data-testid="availability-age"
      >
        {askedAt !== null
          ? t('asked', { age: f.ago(askedAt, now) })
          : availability.isFetching
            ? t('loading')
            : ''}
      </span>
      {data?.max_per_order && <span>{t('upTo', { n: f.number(data.max_per_order) })}</span>}
      {data?.known_until && data.known_until < data.to && (
        <span>{t('knownUntil', { day: f.day(data.known_until) })}</span>
      )}
      {zone && <span className="text-ink-2">{ts('venueTime', { place: zone })}</span>}
      <Button kind="quiet" className="min-h-6! px-1.5! text-xs" keys="R" onPress={onAskAgain}>
        <RotateCw className={`size-3 ${availability.isFetching ? 'animate-spin' : ''}`} aria-hidden="true" />
        {t('askAgain')}
      </Button>
    </div>
  );
}

/**
 * Middle decides: what it is, which day, which time. Drawn again only when something of its own changes, not with each
 * letter that is typed beside it.
 */
export const ProductPane = memo(function ProductPane(props: Props) {
  const { product, availability, chosen, slot, onAskAgain, focused, onFocusDay } = props;
  const { day, time, onDay, onTime, grabDay, grabSlot, onStar } = props;
  const t = useTranslations('calendar');
  const ts = useTranslations('sell');
  const { data, error } = availability;
  const shown = day ? chosen.days.get(day) : undefined;
  const free = [...availability.days.values()].some((d) => d.state === 'free');
  // The older of what is shown speaks for both: the month one looks at, and the times of the chosen day.
  const askedAt = data ? oldestOf([data.asked_at, (shown && chosen.data?.asked_at) ?? null]) : null;
  if (!product.card.on_sale)
    return (
      <div className="p-5">
        <Head product={product} slot={slot} onStar={onStar} />
        <Empty title={ts('offSale')}>{product.card.off_sale_reason ?? t('salesOff')}</Empty>
        <Texts product={product} />
      </div>
    );
  return (
    <article className="px-5 pt-4 pb-8 max-narrow:px-3" key={product.card.id}>
      <Head product={product} slot={slot} onStar={onStar} />
      <div className="grid grid-cols-[272px_minmax(0,1fr)] gap-4 max-narrow:grid-cols-1">
        <MonthCalendar
          today={product.today}
          focused={focused}
          onFocus={onFocusDay}
          chosen={day}
          onChoose={onDay}
          availability={availability}
          grab={grabDay}
        />
        <div className="min-h-[120px] min-w-0">
          {error ? (
            <ProblemNote problem={error} onRetry={onAskAgain} />
          ) : data && !data.sales_enabled ? (
            <p className="rounded-md border border-line p-3 text-ink-2">{t('salesOff')}</p>
          ) : shown ? (
            shown.slots.length > 0 ? (
              <Slots
                key={shown.day}
                day={shown}
                chosen={time}
                onChoose={onTime}
                perOrder={chosen.data?.max_per_order ?? null}
                grab={grabSlot}
              />
            ) : (
              <p className="rounded-md border border-line p-3 text-ink-2">{t('noTimes')}</p>
            )
          ) : availability.isPending && availability.range ? (
            <div className="grid gap-1.5 p-0.5" aria-hidden="true">
              {[0, 1, 2, 3].map((n) => (
                <Skeleton key={n} className="h-10" />
              ))}
            </div>
          ) : (
            <p className="rounded-md border border-dashed border-line-strong p-3 text-ink-3">
              {data && !free ? t('noneThisMonth') : t('chooseDay')}
            </p>
          )}
        </div>
      </div>
      <Standing product={product} availability={availability} askedAt={askedAt} onAskAgain={onAskAgain} />
      {product.must_know && (
        <section className="selectable mt-3 mb-4 border-s-3 border-warn-line ps-3 text-ink-2">
          <h2 className="font-semibold text-ink">{ts('mustKnow')}</h2>
          <SafeHtml html={product.must_know} />
        </section>
      )}
      <PictureStrip pictures={product.pictures} title={product.card.title} from={1} />
      <Variants
        product={product}
        variants={product.variants.length > 0 ? product.variants : (data?.variants ?? [])}
      />
      <Texts product={product} />
    </article>
  );
});
