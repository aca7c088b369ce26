import { ArrowLeft } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { Age } from '../../../shared/components/Age';
import { Button } from '../../../shared/components/Button';
import { oldestOf } from '../../../shared/format/age';
import { useFormat } from '../../../shared/format/useFormat';
import { useAsk } from '../../../shared/query';
import { ShelfBar } from '../shelf/ShelfBar';
import { refOf } from './item';
import type { Find } from './useFind';

/** The age of a list is that of its oldest part: of the cities it comes from, or of what it shows. */
function useListAge(find: Find): number | null {
  const cities = useAsk('list_cities', { country: find.country, enabled_only: true });
  if (find.mode === 'products') return find.opened.data?.fetched_at ?? null;
  if (find.mode === 'experiences')
    return oldestOf(
      (cities.data ?? [])
        .filter((city) => !find.city || city.id === find.city)
        .map((city) => city.fetched_at),
    );
  const times: (number | null)[] = [];
  for (let n = 0; n < find.count; n++) {
    const item = find.itemAt(n);
    if (refOf(item)) times.push(item?.kind === 'hit' ? item.hit.fetched_at : (item?.card.fetched_at ?? null));
  }
  return oldestOf(times);
}

/** What the list is, how long, how old. */
export function FindHead({ find }: { find: Find }) {
  const t = useTranslations('sell');
  const common = useTranslations('common');
  const f = useFormat();
  const age = useListAge(find);
  const count =
    find.mode === 'hits'
      ? find.search.data &&
        t('hits', { shown: f.number(find.count), total: f.number(find.search.data.total) })
      : find.mode === 'products'
        ? find.opened.data && t('productCount', { n: find.opened.data.products.length })
        : find.mode === 'shelf'
          ? find.kept.data && f.number(find.count)
          : find.browse.first.data && f.number(find.count);
  const told = (
    <p className="min-w-0 flex-1 truncate text-end text-xs text-ink-3">
      <span role="status">{count}</span>
      {count && find.count > 0 && (
        <>
          {' · '}
          <Age at={age} testId="list-age" />
        </>
      )}
    </p>
  );
  if (find.mode === 'products')
    return (
      <div className="flex h-10 flex-none items-center gap-1 border-b border-line pe-3 ps-1.5">
        <Button kind="quiet" icon aria-label={common('back')} onPress={find.back}>
          <ArrowLeft className="size-4 rtl:rotate-180" aria-hidden="true" />
        </Button>
        <h2 className="max-w-[70%] min-w-0 truncate font-semibold" dir="auto">
          {find.opened.data?.card.title ?? ''}
        </h2>
        {told}
      </div>
    );
  if (find.mode === 'hits')
    return (
      <div className="flex h-10 flex-none items-center gap-2 border-b border-line px-3">
        <h2 className="font-semibold">{t('results')}</h2>
        {told}
      </div>
    );
  return (
    <ShelfBar shelf={find.shelf} onShelf={find.setShelf} layout={find.layout} onLayout={find.setLayout}>
      {told}
    </ShelfBar>
  );
}
