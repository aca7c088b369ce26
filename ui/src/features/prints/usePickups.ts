import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { MediaView, PickupView } from '../../ipc/bindings';
import { WishKey } from '../../shared/paper/wishKey';
import { useAct, useAsk } from '../../shared/query';

/** The orders of a day as the print room sees them; those that are chosen, and what would be printed of them. */
export function usePickups(day: string) {
  const query = useAsk('list_pickups', { day }, { staleTime: 0 });
  const [marked, setMarked] = useState<{ day: string; ids: Set<string> }>({ day, ids: new Set() });
  const items = query.data ?? [];
  const ids = marked.day === day ? marked.ids : new Set<string>();
  const chosen = items.filter(({ order }) => ids.has(order.id));
  const meant = chosen.length > 0 ? chosen : items;
  const printable = meant.filter((pickup) => pickup.may_print.ok);
  const sum = (of: PickupView[]) => of.reduce((n, pickup) => n + pickup.to_print, 0);
  return {
    query,
    items,
    chosen,
    choose: (to: Set<string>) => setMarked({ day, ids: to }),
    printable,
    toPrint: sum(printable),
    toPrintAll: sum(items.filter((pickup) => pickup.may_print.ok)),
  };
}

/** Prints whatever is not printed of these orders. */
export function useBatch() {
  const client = useQueryClient();
  const keys = useRef(new WishKey());
  const onTheWay = useRef(false);
  const print = useAct('print_batch', {
    onSuccess: () => keys.current.heard(),
    onSettled: () => {
      onTheWay.current = false;
      for (const name of ['list_prints', 'list_pickups', 'get_tickets'])
        void client.invalidateQueries({ queryKey: [name] });
    },
  });
  return {
    busy: print.isPending,
    problem: print.error,
    print(orders: string[], media: MediaView) {
      if (onTheWay.current || orders.length === 0) return;
      onTheWay.current = true;
      const wish = { orders, media };
      print.mutate({ ...wish, key: keys.current.of(wish) });
    },
  };
}
