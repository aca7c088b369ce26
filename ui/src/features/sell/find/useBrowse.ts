import { keepPreviousData, useQueries, useQueryClient } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import type { BrowseQuery, ExperienceCard, ExperiencePage, Problem } from '../../../ipc/bindings';
import { useHost } from '../../../ipc/host';
import { useAsk } from '../../../shared/query';

/** As many as the core gives at once: fewer questions while one scrolls. */
export const PAGE = 100;
export type Choice = { city: string | null; country: string | null; tags: string[] };
const pageOf = (n: number) => Math.floor(n / PAGE) + 1;

/**
 * The whole list by its length; of its pages only those that are in sight. So the scroll bar is right from the start
 * and the end is as near as the beginning.
 */
export function useBrowse(choice: Choice, active: number) {
  const host = useHost();
  const client = useQueryClient();
  const inputOf = (page: number): BrowseQuery => ({ ...choice, experience: null, page, page_size: PAGE });
  const first = useAsk('list_experiences', inputOf(1), { placeholderData: keepPreviousData });
  const total = first.data?.total ?? 0;
  const [span, setSpan] = useState<[number, number]>([1, 1]);
  const pages = new Set<number>();
  for (let page = span[0]; page <= span[1]; page++) pages.add(page);
  if (active >= 0) pages.add(pageOf(active));
  useQueries({
    queries: [...pages]
      .filter((page) => page > 1 && page <= pageOf(total - 1))
      .map((page) => ({
        queryKey: ['list_experiences', inputOf(page)],
        queryFn: () => host.call('list_experiences', inputOf(page)),
      })),
  });
  const itemsOf = (page: number): ExperienceCard[] =>
    (page === 1 ? first.data : client.getQueryData<ExperiencePage>(['list_experiences', inputOf(page)]))
      ?.items ?? [];
  return {
    first,
    total,
    isPending: first.isPending,
    error: first.error as Problem | null,
    /** `undefined` while its page is on the way. */
    cardAt: (n: number): ExperienceCard | undefined => itemsOf(pageOf(n))[n % PAGE],
    /** Where the rest of the list is without some ids; what is not here yet stays. */
    indexesWithout: (hidden: ReadonlySet<string>): number[] => {
      const kept: number[] = [];
      for (let page = 1; page <= pageOf(total - 1); page++) {
        const items = itemsOf(page);
        for (let n = (page - 1) * PAGE; n < Math.min(total, page * PAGE); n++) {
          const card = items[n % PAGE];
          if (!card || !hidden.has(card.id)) kept.push(n);
        }
      }
      return kept;
    },
    /** Tells which rows are in sight. */
    look: useCallback((from: number, to: number) => {
      const next: [number, number] = [pageOf(from), pageOf(to)];
      setSpan((span) => (span[0] === next[0] && span[1] === next[1] ? span : next));
    }, []),
  };
}

export type Browse = ReturnType<typeof useBrowse>;
