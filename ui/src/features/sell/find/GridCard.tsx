import { memo } from 'react';
import { useTranslations } from 'use-intl';
import { Age } from '../../../shared/components/Age';
import { Picture } from '../../../shared/components/Picture';
import { Rating } from '../../../shared/components/Rating';
import { useFormat } from '../../../shared/format/useFormat';
import { FreeMark } from '../free/FreeMark';
import { RowStar } from '../shelf/Stars';
import { faceOf } from './face';
import { FavouriteWord, isFull, type RowProps, rowRole, useInSight } from './Row';

export const CARD_HEIGHT = 206;
/** As narrow as a card may get. */
export const CARD_WIDTH = 150;

/** One experience or product as a card: for choosing by the picture. */
export const GridCard = memo(function GridCard(props: RowProps) {
  const t = useTranslations('sell');
  const f = useFormat();
  const { item, active, chosen, free } = props;
  const face = faceOf(item);
  const place = useInSight(active);
  return (
    <div
      ref={place}
      {...rowRole(props, face)}
      className={`group relative m-1.5 flex flex-col overflow-hidden rounded-md border ${active ? 'border-accent bg-accent-soft shadow-[0_0_0_1px_var(--accent)]' : chosen ? 'border-line-strong bg-raised' : 'border-line bg-raised hover:border-line-strong'} ${face.off || isFull(free) ? 'dimmed' : ''}`}
    >
      <Picture picture={face.picture} title={face.name} className="h-[98px] w-full flex-none" />
      <div className="flex min-h-0 flex-1 flex-col px-2 pt-1.5 pb-1.5">
        <h3 className="line-clamp-2 leading-[1.25] font-semibold" dir="auto" title={face.name}>
          {face.title}
          <FavouriteWord on={face.favourite} />
        </h3>
        <div className="mt-0.5 flex items-center gap-2 text-sm">
          <span className="min-w-0 truncate text-ink-2" dir="auto">
            {face.line.split(' · ')[0]}
          </span>
          <Rating rating={face.rating} votes={face.votes} />
        </div>
        <div className="mt-auto flex items-baseline gap-1 text-xs text-ink-3">
          {face.off ? (
            <span className="text-ink-2">{t('offSale')}</span>
          ) : free ? (
            <FreeMark free={free} className="truncate" />
          ) : face.price ? (
            <>
              <b className="text-base font-semibold text-ink">{f.amount(face.price)}</b>
              {face.price.currency}
              <span className="flex-1" />
              <Age at={face.fetchedAt} className="truncate" />
            </>
          ) : null}
        </div>
      </div>
      <RowStar
        on={face.favourite}
        onPress={() => props.onStar(item)}
        className="absolute end-1.5 top-1.5 bg-panel"
      />
    </div>
  );
});
