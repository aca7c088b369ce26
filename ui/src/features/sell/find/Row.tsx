import { ChevronRight, MapPin } from 'lucide-react';
import { memo, useEffect, useRef } from 'react';
import { useTranslations } from 'use-intl';
import type { FreeView } from '../../../ipc/bindings';
import { Age } from '../../../shared/components/Age';
import { Picture } from '../../../shared/components/Picture';
import { Rating } from '../../../shared/components/Rating';
import { useFormat } from '../../../shared/format/useFormat';
import { FreeMark } from '../free/FreeMark';
import { RowStar } from '../shelf/Stars';
import { type Face, faceOf, groundOf } from './face';
import type { Item } from './item';

export type RowProps = {
  item: Item;
  n: number;
  of: number;
  active: boolean;
  chosen: boolean;
  free: FreeView | 'asking' | null;
  onOpen: (item: Item, n: number) => void;
  onStar: (item: Item) => void;
};
export const ROW_HEIGHT = 80;
export const isFull = (free: RowProps['free']) => free !== null && free !== 'asking' && free.state === 'full';

/** The active row comes into sight, also where the whole column scrolls. */
export function useInSight(active: boolean) {
  const row = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (active) row.current?.scrollIntoView?.({ block: 'nearest' });
  }, [active]);
  return row;
}

/** What a screen reader needs of a row beyond its words. */
export function rowRole(props: RowProps, face: Face) {
  return {
    id: `find-${props.n}`,
    role: 'option',
    'aria-selected': props.active,
    'aria-posinset': props.n + 1,
    'aria-setsize': props.of,
    tabIndex: -1,
    'data-testid': face.testId,
    'data-kind': face.opens,
    'data-active': props.active || undefined,
    onClick: () => props.onOpen(props.item, props.n),
  };
}

export function FavouriteWord({ on }: { on: boolean }) {
  const t = useTranslations('shelf');
  return on ? <span className="sr-only">{t('favourite')}</span> : null;
}

/** One line of the left column: what it is, why it is here, what it costs and how old that is. */
export const Row = memo(function Row(props: RowProps) {
  const t = useTranslations('sell');
  const f = useFormat();
  const { item, active, chosen, free } = props;
  const face = faceOf(item);
  const row = useInSight(active);
  return (
    <div
      ref={row}
      {...rowRole(props, face)}
      className={`group relative grid h-full grid-cols-[56px_minmax(0,1fr)_auto] items-center gap-2.5 border-b border-line px-3 ${groundOf(active, chosen)} ${face.off || isFull(free) ? 'dimmed' : ''}`}
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
          <FavouriteWord on={face.favourite} />
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
        {face.opens === 'city' ? (
          <span className="text-sm text-ink-3">{t('kindCity')}</span>
        ) : free ? (
          <FreeMark free={free} />
        ) : face.products !== null && face.products > 1 ? (
          <div className="text-xs text-ink-3">{t('productCount', { n: face.products })}</div>
        ) : face.opens === 'experience' && face.products === null ? (
          <div className="flex items-center justify-end text-xs text-ink-3">
            {t('kindExperience')}
            <ChevronRight className="size-3 rtl:rotate-180" aria-hidden="true" />
          </div>
        ) : null}
      </div>
      {face.opens !== 'city' && (
        <RowStar
          on={face.favourite}
          onPress={() => props.onStar(item)}
          className="absolute start-[46px] top-[50px] bg-panel"
        />
      )}
    </div>
  );
});
