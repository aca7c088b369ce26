import { ChevronRight, MapPin } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useTranslations } from 'use-intl';
import type { MoneyView, PictureView } from '../../../ipc/bindings';
import { Age } from '../../../shared/components/Age';
import { Picture } from '../../../shared/components/Picture';
import { Rating } from '../../../shared/components/Rating';
import { useFormat } from '../../../shared/format/useFormat';
import type { Item } from './useFind';

type Face = {
  title: React.ReactNode;
  name: string;
  line: string;
  why: string | null;
  picture: PictureView | null;
  rating: number | null;
  votes: number;
  price: MoneyView | null;
  fetchedAt: number | null;
  opens: 'city' | 'experience' | 'product';
  products: number | null;
  off: boolean;
  testId: string;
};

function faceOf(item: Item): Face {
  if (item.kind === 'hit') {
    const { hit } = item;
    return {
      title: hit.title.map((part, n) =>
        part.hit ? (
          <mark key={n} className="bg-transparent font-bold text-accent">
            {part.text}
          </mark>
        ) : (
          <span key={n}>{part.text}</span>
        ),
      ),
      name: hit.title.map((part) => part.text).join(''),
      line: hit.subtitle,
      why: hit.why,
      picture: hit.picture,
      rating: hit.rating,
      votes: hit.votes,
      price: hit.price,
      fetchedAt: hit.fetched_at,
      opens: hit.kind,
      products: null,
      off: false,
      testId: 'search-hit',
    };
  }
  const { card } = item;
  const experience = item.kind === 'experience' ? item.card : null;
  const product = item.kind === 'product' ? item.card : null;
  return {
    title: card.title,
    name: card.title,
    line: [card.city_name, card.tagline].filter(Boolean).join(' · '),
    why: null,
    picture: card.picture,
    rating: card.rating,
    votes: card.votes,
    price: experience ? experience.from_price : (product?.price ?? null),
    fetchedAt: product?.fetched_at ?? null,
    opens: item.kind,
    products: experience?.products ?? null,
    off: product ? !product.on_sale : false,
    testId: item.kind === 'experience' ? 'experience-item' : 'product-item',
  };
}

type Props = { item: Item; n: number; active: boolean; chosen: boolean; onOpen: () => void };
export const ROW_HEIGHT = 80;

/** One line of the left column: what it is, why it is here, what it costs and how old that is. */
export function Row({ item, n, active, chosen, onOpen }: Props) {
  const t = useTranslations('sell');
  const f = useFormat();
  const face = faceOf(item);
  const row = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (active) row.current?.scrollIntoView?.({ block: 'nearest' });
  }, [active]);
  const ground = active
    ? 'bg-accent-soft shadow-[inset_3px_0_var(--accent)] rtl:shadow-[inset_-3px_0_var(--accent)]'
    : chosen
      ? 'bg-raised'
      : 'hover:bg-panel';
  return (
    <div
      ref={row}
      id={`find-${n}`}
      role="option"
      aria-selected={active}
      tabIndex={-1}
      data-testid={face.testId}
      data-kind={face.opens}
      onClick={onOpen}
      onKeyDown={(event) => event.key === 'Enter' && onOpen()}
      style={{ height: ROW_HEIGHT }}
      className={`grid grid-cols-[56px_minmax(0,1fr)_auto] items-center gap-2.5 border-b border-line px-3 ${ground} ${face.off ? 'opacity-60' : ''}`}
    >
      {face.opens === 'city' ? (
        <div className="grid size-14 place-items-center rounded-[6px] bg-accent-soft text-accent">
          <MapPin className="size-5" aria-hidden="true" />
        </div>
      ) : (
        <Picture picture={face.picture} title={face.name} className="size-14 rounded-[6px]" />
      )}
      <div className="min-w-0">
        <h3 className="line-clamp-2 leading-[1.3] font-semibold" dir="auto" title={face.name}>
          {face.title}
        </h3>
        <p
          className={`truncate ${face.why ? 'text-accent' : 'text-ink-2'}`}
          dir="auto"
          title={face.why ?? face.line}
        >
          {face.why ?? face.line}
        </p>
        <Rating rating={face.rating} votes={face.votes} />
      </div>
      <div className="self-start pt-3 text-end whitespace-nowrap">
        {face.off ? (
          <span className="text-sm text-ink-2">{t('offSale')}</span>
        ) : face.price ? (
          <>
            <div className="font-semibold">{f.amount(face.price)}</div>
            <div className="text-xs text-ink-3">
              {face.price.currency}
              {face.fetchedAt !== null && (
                <>
                  {' · '}
                  <Age at={face.fetchedAt} />
                </>
              )}
            </div>
          </>
        ) : null}
        {face.opens === 'city' && <span className="text-sm text-ink-3">{t('kindCity')}</span>}
        {face.products !== null && face.products > 1 && (
          <div className="text-xs text-ink-3">{t('productCount', { n: face.products })}</div>
        )}
        {face.opens === 'experience' && face.products === null && (
          <div className="flex items-center justify-end text-xs text-ink-3">
            {t('kindExperience')}
            <ChevronRight className="size-3 rtl:rotate-180" aria-hidden="true" />
          </div>
        )}
      </div>
    </div>
  );
}
