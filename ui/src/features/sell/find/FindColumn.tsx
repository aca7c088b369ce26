import { Clock, SearchX, Star } from 'lucide-react';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { Empty, Skeleton } from '../../../shared/components/Empty';
import { ProblemNote } from '../../../shared/components/ProblemNote';
import { FreeBar } from '../free/FreeBar';
import type { Free } from '../free/useFree';
import type { SetFavourite } from '../shelf/useFavourite';
import { BrowseBar } from './BrowseBar';
import { FindHead } from './FindHead';
import { CARD_HEIGHT, CARD_WIDTH, GridCard } from './GridCard';
import { type Item, keyOf, refOf } from './item';
import { ROW_HEIGHT, Row } from './Row';
import { steer } from './steer';
import { TagChips } from './TagChips';
import type { Find } from './useFind';
import { VirtualList } from './VirtualList';

/** The place of a row whose page is on the way. */
function Waiting({ n, card }: { n: number; card?: boolean }) {
  return card ? (
    <div key={n} aria-hidden="true" className="m-1.5 overflow-hidden rounded-md border border-line">
      <Skeleton className="h-[98px] rounded-none!" />
      <div className="space-y-2 p-2">
        <Skeleton className="h-3.5 w-4/5" />
        <Skeleton className="h-3 w-3/5" />
      </div>
    </div>
  ) : (
    <div
      key={n}
      aria-hidden="true"
      style={{ height: ROW_HEIGHT }}
      className="grid grid-cols-[56px_1fr_48px] items-center gap-2.5 border-b border-line px-3"
    >
      <Skeleton className="size-14" />
      <div className="space-y-2">
        <Skeleton className="h-3.5 w-4/5" />
        <Skeleton className="h-3 w-3/5" />
      </div>
      <Skeleton className="h-3.5" />
    </div>
  );
}

/** Nothing to show: why, and what to do about it. */
function Nothing({ find }: { find: Find }) {
  const t = useTranslations('sell');
  const ts = useTranslations('shelf');
  const tt = useTranslations('tags');
  const [icon, title, hint] =
    find.mode === 'hits'
      ? [SearchX, t('nothingFound', { text: find.text.trim() }), t('nothingFoundHint')]
      : find.mode === 'products'
        ? [SearchX, t('noProducts'), t('noProductsHint')]
        : find.mode === 'shelf'
          ? find.shelf === 'recent'
            ? [Clock, ts('noRecent'), ts('noRecentHint')]
            : [Star, ts('noFavourites'), ts('noFavouritesHint')]
          : find.tags.length > 0
            ? [SearchX, tt('nothing'), tt('nothingHint')]
            : [SearchX, t('noExperiences'), t('noExperiencesHint')];
  const Icon = icon as typeof SearchX;
  return (
    <Empty icon={<Icon className="size-6" aria-hidden="true" />} title={title as string}>
      {hint as string}
    </Empty>
  );
}

type Props = { find: Find; free: Free; chosen: string | null; onStar: SetFavourite };

/** Left finds: hits while one types, else the catalogue by country, city and tags, the shelf, or one experience's products. */
export function FindColumn({ find, free, chosen, onStar }: Props) {
  const t = useTranslations('sell');
  const ts = useTranslations('shelf');
  const asked =
    find.mode === 'hits'
      ? find.search
      : find.mode === 'products'
        ? find.opened
        : find.mode === 'shelf'
          ? find.kept
          : find.browse.first;
  const label =
    find.mode === 'hits'
      ? t('results')
      : find.mode === 'products'
        ? t('products')
        : find.mode === 'shelf'
          ? ts(find.shelf)
          : t('experiences');
  const [sight, setSight] = useState<[number, number]>([0, -1]);
  const { look } = find.browse;
  const browsing = find.mode === 'experiences';
  const onSight = useCallback(
    (from: number, to: number) => {
      setSight([from, to]);
      // What is hidden shifts the rest; the pages around are asked as well.
      if (browsing) look(Math.max(0, from - 4), to + 12);
    },
    [look, browsing],
  );
  const { see } = free;
  useEffect(() => {
    if (!free.wish) return;
    const refs = [];
    for (let n = sight[0]; n <= Math.min(sight[1], find.count - 1); n++) {
      const ref = refOf(find.itemAt(n));
      if (ref) refs.push(ref);
    }
    see(refs);
  });
  // Rows are drawn again only when something of their own changes: what they call stays the same.
  const latest = useRef({ find, onStar });
  latest.current = { find, onStar };
  const open = useCallback((item: Item, n: number) => {
    latest.current.find.moveTo(n);
    latest.current.find.open(item);
  }, []);
  const star = useCallback((item: Item) => {
    const ref = refOf(item);
    if (ref) void latest.current.onStar(ref, !ref.favourite);
  }, []);
  const grid = find.layout === 'grid';
  const Shown = grid ? GridCard : Row;
  const itemOf = (n: number) => {
    const item = find.itemAt(n);
    if (!item) return <Waiting key={n} n={n} card={grid} />;
    const ref = refOf(item);
    return (
      <Shown
        key={ref ? keyOf(ref) : `city:${n}`}
        item={item}
        n={n}
        of={find.count}
        active={n === find.active}
        chosen={ref?.kind === 'product' && ref.id === chosen}
        free={free.of(ref)}
        onOpen={open}
        onStar={star}
      />
    );
  };
  return (
    <div className="find-column @container">
      <FindHead find={find} />
      {/* Made once and hidden: the first letter of a search must not wait for it to go, nor the last for it to come. */}
      <div className={browsing ? 'contents' : 'hidden'}>
        <BrowseBar
          country={find.country}
          city={find.city}
          setCountry={find.setCountry}
          setCity={find.setCity}
        />
        <TagChips
          country={find.country}
          city={find.city}
          tags={find.tags}
          toggleTag={find.toggleTag}
          clearTags={find.clearTags}
        />
      </div>
      <FreeBar free={free} />
      {asked.error ? (
        <ProblemNote className="m-3" problem={asked.error} onRetry={() => void asked.refetch()} />
      ) : asked.isPending ? (
        <div className="min-h-0 flex-1 overflow-hidden">
          {Array.from({ length: 8 }, (_, n) => (
            <Waiting key={n} n={n} />
          ))}
        </div>
      ) : find.count === 0 ? (
        <Nothing find={find} />
      ) : (
        <VirtualList
          label={label}
          count={find.count}
          columns={find.columns}
          height={grid ? CARD_HEIGHT : ROW_HEIGHT}
          active={find.active}
          of={[
            find.mode,
            find.shelf,
            find.city,
            find.country,
            find.tags.join(),
            find.text,
            find.experience,
          ].join('|')}
          itemOf={itemOf}
          onSight={onSight}
          onWidth={(width) => find.setFitting(Math.max(2, Math.floor(width / CARD_WIDTH)))}
          onKeyDown={(event) => {
            if (event.ctrlKey || event.altKey || event.metaKey) return;
            if (event.key === 'Enter') find.enter();
            else if (!steer(find, event.key)) return;
            event.preventDefault();
          }}
        />
      )}
    </div>
  );
}
