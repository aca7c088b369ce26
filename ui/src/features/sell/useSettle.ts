import { useReducer, useState } from 'react';
import type { BasketView, OrderCard, OrderView, Problem } from '../../ipc/bindings';
import { asProblem, useHost } from '../../ipc/host';
import { useDeskTime } from '../../shared/clock';
import { openOf } from '../../shared/order/pay/kinds';
import { usePayment } from '../../shared/order/pay/usePayment';
import { isOver } from '../../shared/order/states';
import { useHoldEnd } from '../../shared/order/useHoldEnd';
import { useKeepOrder } from '../../shared/order/useOrder';
import type { Busy } from './useSale';

type Once = <T>(what: Busy, call: (busy: (what: Busy) => void) => Promise<T>) => Promise<T | null>;

const heldOf = (basket: BasketView | null, now: number): OrderCard[] =>
  basket?.orders.filter((o) => o.confirmable && (o.hold_expires_at ?? now + 1) > now) ?? [];

/** Takes the money once for everything the client holds, and then confirms each of it, one after the other. */
export function useSettle(order: OrderView | null, basket: BasketView | null, choosing: boolean, once: Once) {
  const host = useHost();
  const keep = useKeepOrder();
  const deskTime = useDeskTime();
  /** Why an order of several could not be confirmed. */
  const [failures, setFailures] = useState<Record<string, Problem>>({});
  const now = deskTime();
  const held = heldOf(basket, now);
  const ends = held.flatMap((o) => o.hold_expires_at ?? []);
  // No money is asked for what has ended, also where nothing else is drawn anew.
  const [, draw] = useReducer((n: number) => n + 1, 0);
  useHoldEnd(ends.length > 0 ? Math.min(...ends) : null, draw);
  // While something else is being chosen, the next step is to hold it.
  const settles = held.length > 0 && (order ? !isOver(order.card.state) : !choosing);
  const open = settles && basket ? openOf(basket, now) : [];
  const payment = usePayment(basket?.id ?? null, open);

  const settle = async () => {
    if (!settles || !basket) return;
    if (payment.wrong) return void payment.correct();
    await once(open.length > 0 ? 'pay' : 'confirm', async (busy) => {
      let latest = basket;
      if (open.length > 0) {
        const answer = await payment.record(order?.card.id ?? basket.id);
        if (answer) {
          keep(answer);
          latest = answer.basket;
        }
      }
      if (openOf(latest, deskTime()).length > 0) return;
      busy('confirm');
      const lines = heldOf(latest, deskTime());
      setFailures({});
      for (const { id } of lines) {
        try {
          keep(await host.call('confirm_order', { id }));
        } catch (thrown) {
          if (lines.length === 1) throw thrown;
          // One that fails does not stop the others; its line says why.
          setFailures((all) => ({ ...all, [id]: asProblem(thrown) }));
        }
      }
    });
  };
  return {
    held,
    settles,
    payment,
    settle,
    failures,
    forget: () => setFailures({}),
  };
}
