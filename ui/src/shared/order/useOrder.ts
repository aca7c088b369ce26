import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { OrderView } from '../../ipc/bindings';
import { useAsk } from '../query';
import { isMoving } from './states';

/** One order, followed: by events, and by a slow look of our own while it moves. */
export function useOrder(id: string | null) {
  return useAsk(
    'get_order',
    { id: id ?? '' },
    {
      enabled: id !== null,
      staleTime: 0,
      refetchInterval: (query) => (query.state.data && isMoving(query.state.data.card.state) ? 2_500 : false),
    },
  );
}

/** Puts an order that a call brought back where everyone reads it. */
export function useKeepOrder() {
  const client = useQueryClient();
  return useCallback(
    (order: OrderView) => {
      client.setQueryData(['get_order', { id: order.card.id }], order);
      for (const name of ['list_orders', 'list_holds', 'get_desk'])
        void client.invalidateQueries({ queryKey: [name] });
      // Those of its basket show it, and what was paid for it.
      for (const { id } of order.basket.orders)
        if (id !== order.card.id) void client.invalidateQueries({ queryKey: ['get_order', { id }] });
    },
    [client],
  );
}
