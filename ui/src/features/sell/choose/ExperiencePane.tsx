import { ChevronRight } from 'lucide-react';
import { memo } from 'react';
import { useTranslations } from 'use-intl';
import type { ExperienceView, ProductCard } from '../../../ipc/bindings';
import { Age } from '../../../shared/components/Age';
import { CopyText } from '../../../shared/components/CopyText';
import { Rating } from '../../../shared/components/Rating';
import { useCustomerView } from '../../../shared/customerView';
import { SafeHtml } from '../../../shared/format/SafeHtml';
import { useFormat } from '../../../shared/format/useFormat';
import { PaneStar } from '../shelf/Stars';
import { LeadPicture, PictureStrip } from './Pictures';
import { CopyPoint, FactList } from './Place';

function ProductLine({ card, onOpen }: { card: ProductCard; onOpen: () => void }) {
  const t = useTranslations('sell');
  const f = useFormat();
  const facts = [
    card.duration_minutes ? f.span(card.duration_minutes * 60_000) : null,
    card.skip_line ? t('skipLine') : null,
    card.instant ? t('instant') : null,
    card.promotion,
  ].filter(Boolean);
  return (
    <button
      type="button"
      onClick={onOpen}
      data-testid="pane-product"
      className="flex w-full items-center gap-3 border-b border-line px-3 py-2 text-start last:border-0 hover:bg-panel"
    >
      <span className={`min-w-0 flex-1 ${card.on_sale ? '' : 'dimmed'}`}>
        <span className="block font-medium" dir="auto">
          {card.title}
        </span>
        <span className="block truncate text-sm text-ink-3">{facts.join(' · ')}</span>
      </span>
      <span className="text-end whitespace-nowrap">
        {card.on_sale && card.price ? (
          <>
            <b className="font-semibold">{f.money(card.price)}</b>
            {card.price_before_discount && (
              <span className="block text-xs text-ink-3 line-through">
                {f.amount(card.price_before_discount)}
              </span>
            )}
          </>
        ) : (
          <span className="text-ink-2">{t('offSale')}</span>
        )}
      </span>
      <ChevronRight className="size-4 flex-none text-ink-3 rtl:rotate-180" aria-hidden="true" />
    </button>
  );
}

type Props = {
  experience: ExperienceView;
  onProduct: (id: string) => void;
  onStar: (on: boolean) => void;
};

/** An experience with several products: what it is, where, and what of it one can buy. */
export const ExperiencePane = memo(function ExperiencePane({ experience, onProduct, onStar }: Props) {
  const t = useTranslations('sell');
  const tp = useTranslations('pane');
  const { on: customer } = useCustomerView();
  const { card } = experience;
  const pictures = experience.pictures.length > 0 ? experience.pictures : card.picture ? [card.picture] : [];
  return (
    <article className="selectable px-5 pt-4 pb-8 max-narrow:px-3">
      <LeadPicture
        pictures={pictures}
        title={card.title}
        className="mb-3 block h-[180px] w-full rounded-lg"
      />
      <div className="flex items-start gap-3">
        <h1 className="flex-1 text-xl font-semibold tracking-[-0.01em]" dir="auto">
          {card.title}
        </h1>
        <PaneStar on={card.favourite} onPress={() => onStar(!card.favourite)} />
      </div>
      <div className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-1">
        <span className="text-ink-2">{[card.city_name, card.country_name].join(' · ')}</span>
        <Rating rating={card.rating} votes={card.votes} />
        <Age at={experience.fetched_at} className="text-xs" />
      </div>
      {card.tags.length > 0 && (
        <ul aria-label={tp('tags')} className="mt-2 flex flex-wrap gap-1.5">
          {card.tags.map((tag) => (
            <li
              key={tag}
              className="rounded-full border border-line-strong px-2 text-sm text-ink-2"
              dir="auto"
            >
              {tag}
            </li>
          ))}
        </ul>
      )}
      <section className="mt-4">
        <h2 className="mb-1 font-semibold">{t('products')}</h2>
        {experience.products.length > 0 ? (
          <div className="card overflow-hidden">
            {experience.products.map((product) => (
              <ProductLine key={product.id} card={product} onOpen={() => onProduct(product.id)} />
            ))}
          </div>
        ) : (
          <p className="text-ink-3">{t('noProductsHint')}</p>
        )}
      </section>
      <PictureStrip pictures={pictures} title={card.title} from={1} />
      {experience.description && <SafeHtml html={experience.description} className="mt-3 text-ink-2" />}
      <div className="mt-4 border-t border-line pt-3">
        <FactList
          facts={[
            [tp('address'), experience.address],
            [tp('coordinates'), experience.geo && <CopyPoint point={experience.geo} />],
            [
              tp('googlePlace'),
              experience.google_place_id && !customer && (
                <CopyText text={experience.google_place_id} label={tp('googlePlace')} />
              ),
            ],
            [
              tp('page'),
              experience.url && !customer && <CopyText text={experience.url} label={tp('page')} wrap />,
            ],
          ].map(([name, value]) => [name as string, value || null])}
        />
      </div>
    </article>
  );
});
