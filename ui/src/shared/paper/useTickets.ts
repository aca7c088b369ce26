import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { TicketsView } from '../../ipc/bindings';
import { useAsk } from '../query';
import { isOnTheWay } from './state';

/** The tickets of an order, followed: by events, and by a slow look of our own while something is on its way. */
export function useTickets(id: string | null) {
  return useAsk(
    'get_tickets',
    { id: id ?? '' },
    {
      enabled: id !== null,
      staleTime: 0,
      refetchInterval: ({ state }) =>
        state.data?.jobs.some(isOnTheWay) || state.data?.mails.some((mail) => mail.state === 'sending')
          ? 2_500
          : false,
    },
  );
}

/** Puts tickets that a call brought back where everyone reads them. */
export function useKeepTickets() {
  const client = useQueryClient();
  return useCallback(
    (tickets: TicketsView) => client.setQueryData(['get_tickets', { id: tickets.order }], tickets),
    [client],
  );
}
