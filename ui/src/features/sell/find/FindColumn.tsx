import { ArrowLeft, SearchX } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { Button } from '../../../shared/components/Button';
import { Empty, Skeleton } from '../../../shared/components/Empty';
import { ProblemNote } from '../../../shared/components/ProblemNote';
import { useFormat } from '../../../shared/format/useFormat';
import { BrowseBar } from './BrowseBar';
import { ROW_HEIGHT, Row } from './Row';
import type { Find } from './useFind';
import { VirtualRows } from './VirtualRows';

function Waiting() {
  return (
    <div aria-hidden="true">
      {Array.from({ length: 8 }, (_, n) => (
        <div
          key={n}
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
      ))}
    </div>
  );
}

/** Left finds: hits while one types, else the catalogue by country and city, else one experience's products. */
export function FindColumn({ find, chosen }: { find: Find; chosen: string | null }) {
  const t = useTranslations('sell');
  const common = useTranslations('common');
  const f = useFormat();
  const asked = find.mode === 'hits' ? find.search : find.mode === 'products' ? find.opened : find.browse;
  const total = find.browse.data?.pages[0]?.total ?? 0;
  const label =
    find.mode === 'hits' ? t('results') : find.mode === 'products' ? t('products') : t('experiences');
  const rowOf = (n: number) => {
    const item = find.items[n];
    if (!item) return null;
    const id = item.kind === 'hit' ? item.hit.id : item.card.id;
    return (
      <Row
        key={`${item.kind}-${id}`}
        item={item}
        n={n}
        active={n === find.active}
        chosen={id === chosen}
        onOpen={() => find.open(item)}
      />
    );
  };
  return (
    <div className="flex h-full min-h-0 flex-col">
      {find.mode === 'experiences' && <BrowseBar find={find} />}
      {find.mode === 'products' ? (
        <div className="flex h-[47px] flex-none items-center gap-1 border-b border-line pe-3 ps-1.5">
          <Button kind="quiet" icon aria-label={common('back')} onPress={find.back}>
            <ArrowLeft className="size-4 rtl:rotate-180" aria-hidden="true" />
          </Button>
          <h2 className="min-w-0 flex-1 truncate font-semibold" dir="auto">
            {find.opened.data?.card.title ?? ''}
          </h2>
          <span className="text-sm text-ink-3">
            {find.opened.data && t('productCount', { n: find.opened.data.products.length })}
          </span>
        </div>
      ) : (
        <p
          className="flex h-7 flex-none items-center justify-between border-b border-line px-3 text-xs text-ink-3"
          role="status"
        >
          <span>{find.mode === 'hits' ? t('results') : t('experiences')}</span>
          <span>
            {find.mode === 'hits'
              ? find.search.data &&
                t('hits', { shown: f.number(find.items.length), total: f.number(find.search.data.total) })
              : find.browse.data && f.number(total)}
          </span>
        </p>
      )}
      {asked.error ? (
        <ProblemNote className="m-3" problem={asked.error} onRetry={() => void asked.refetch()} />
      ) : asked.isPending ? (
        <Waiting />
      ) : find.items.length === 0 ? (
        <Empty
          icon={<SearchX className="size-6" aria-hidden="true" />}
          title={
            find.mode === 'hits'
              ? t('nothingFound', { text: find.text.trim() })
              : find.mode === 'products'
                ? t('noProducts')
                : t('noExperiences')
          }
        >
          {find.mode === 'hits'
            ? t('nothingFoundHint')
            : find.mode === 'products'
              ? t('noProductsHint')
              : t('noExperiencesHint')}
        </Empty>
      ) : find.mode === 'experiences' ? (
        <VirtualRows
          label={label}
          count={find.items.length}
          active={find.active}
          rowOf={rowOf}
          onEnd={() =>
            find.browse.hasNextPage && !find.browse.isFetchingNextPage && void find.browse.fetchNextPage()
          }
        />
      ) : (
        <div id="find-list" role="listbox" aria-label={label} tabIndex={-1} className="scroll min-h-0 flex-1">
          {find.items.map((_, n) => rowOf(n))}
        </div>
      )}
    </div>
  );
}
