import { keepPreviousData, useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import type { MailPage, Problem } from '../../ipc/bindings';
import { useHost } from '../../ipc/host';
import { useAct } from '../../shared/query';

const PAGE = 50;

/** Mails page by page: those a person is asked about first. */
export function useMails(openOnly: boolean) {
  const host = useHost();
  const query = useInfiniteQuery<MailPage, Problem>({
    queryKey: ['list_mails', { openOnly }],
    initialPageParam: 1,
    staleTime: 0,
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) =>
      state.data?.pages.some((page) => page.items.some((mail) => mail.state === 'sending')) ? 2_500 : false,
    queryFn: ({ pageParam }) =>
      host.call('list_mails', {
        order: null,
        open_only: openOnly,
        page: pageParam as number,
        page_size: PAGE,
      }),
    getNextPageParam: (last) => (last.page * last.page_size < last.total ? last.page + 1 : undefined),
  });
  return {
    ...query,
    items: query.data?.pages.flatMap((page) => page.items) ?? [],
    total: query.data?.pages[0]?.total ?? 0,
  };
}

/** Says what becomes of a mail. */
export function useAnswerMail() {
  const client = useQueryClient();
  return useAct('answer_mail', {
    onSettled: () => {
      for (const name of ['list_mails', 'get_tickets']) void client.invalidateQueries({ queryKey: [name] });
    },
  });
}
