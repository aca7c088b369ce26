import { useEffect, useRef } from 'react';
import type { OrderView } from '../../ipc/bindings';
import { useAct } from '../query';
import { useKeepOrder } from './useOrder';

/** What happened to an order by itself counts as seen once the order is on the screen. */
export function useSeen(order: OrderView | null | undefined) {
  const keep = useKeepOrder();
  const { mutate } = useAct('acknowledge_order', { onSuccess: keep });
  const told = useRef('');
  const id = order?.card.id;
  const at = order?.notice_at ?? null;
  useEffect(() => {
    const name = `${id} ${at}`;
    if (id === undefined || at === null || told.current === name) return;
    told.current = name;
    mutate({ id });
  }, [id, at, mutate]);
}
