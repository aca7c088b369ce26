import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useReducer, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { MoneyView, OrderView, Problem, VariantView } from '../../ipc/bindings';
import { asProblem, useHost } from '../../ipc/host';
import { useTell } from '../../shared/components/notices';
import { useNav } from '../../shared/nav';
import { payBacks } from '../../shared/order/pay/kinds';
import { isMoving, isOver } from '../../shared/order/states';
import { useKeepOrder, useOrder } from '../../shared/order/useOrder';
import { useTellPrice } from '../../shared/order/useTellPrice';
import { heads } from './rules';
import { useSettle } from './useSettle';
import { NEW_SALE, sell, WishReference, wishOf } from './wish';

export type Busy = 'hold' | 'pay' | 'confirm' | 'release';

/** What a refusal to hold may be about: then what is free is looked at again. */
const ABOUT_DAYS = new Set(['NOT_AVAILABLE', 'PRICE_CHANGED', 'SUPPLIER_REFUSED', 'ERR00014']);

/** One sale from the first choice to the tickets, and what else the same client takes. */
export function useSale(onRefused: (why: Problem) => void) {
  const t = useTranslations('party');
  const common = useTranslations('common');
  const host = useHost();
  const nav = useNav();
  const tell = useTell();
  const keep = useKeepOrder();
  const client = useQueryClient();
  const tellPrice = useTellPrice();
  const [sale, dispatch] = useReducer(sell, NEW_SALE);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState<Busy | null>(null);
  const reference = useRef(new WishReference());
  // A second press arrives before React knows of the first.
  const onTheWay = useRef(false);
  const { data: order = null } = useOrder(sale.order);
  const { data: first = null } = useOrder(sale.order === null ? sale.basket : null);
  const basket = (order ?? first)?.basket ?? null;

  /** One thing at a time; what goes wrong stays readable until the next. */
  const once = useCallback(
    async <T>(what: Busy, call: (busy: (what: Busy) => void) => Promise<T>): Promise<T | null> => {
      if (onTheWay.current) return null;
      onTheWay.current = true;
      setBusy(what);
      setProblem(null);
      try {
        return await call(setBusy);
      } catch (thrown) {
        const said = asProblem(thrown);
        setProblem(said);
        // Whatever was refused: the window shows how it stands now.
        void client.invalidateQueries({ queryKey: ['get_order'] });
        if (what === 'hold') {
          reference.current.refused(said);
          if (ABOUT_DAYS.has(said.code)) onRefused(said);
        }
        return null;
      } finally {
        onTheWay.current = false;
        setBusy(null);
      }
    },
    [client, onRefused],
  );
  const settling = useSettle(order, basket, sale.product !== null, once);

  /** `shown` is what the window says it costs; another price is told instead of held. */
  const hold = async (variants: VariantView[], shown: MoneyView | null) => {
    const wish = wishOf(sale, variants);
    if (!wish || (order && !isOver(order.card.state))) return;
    // What was paid for an order that fell through pays the next one of the same client.
    const paid = order && order.basket.payments.length > 0 ? order.basket.id : null;
    const input = {
      ...wish,
      basket: wish.basket ?? paid,
      external_reference: reference.current.of(wish),
      expected_total: shown && { minor: shown.minor, currency: shown.currency },
    };
    const made = await once('hold', async () => {
      const answer = await host.call('create_order', input);
      keep(answer);
      return answer;
    });
    if (!made) return;
    reference.current.made();
    dispatch({ do: 'order', id: made.card.id });
  };
  const holdAgain = async () => {
    if (!order?.can_hold_again) return;
    const made = await once('hold', async () => {
      const answer = await host.call('hold_again', { id: order.card.id });
      keep(answer);
      return answer;
    });
    if (!made) return;
    tellPrice(order, made);
    dispatch({ do: 'order', id: made.card.id });
  };
  const release = async () => {
    if (order?.card.state !== 'held') return;
    const { code, id } = order.card;
    const gone = await once('release', async () => {
      const answer: OrderView = await host.call('cancel_order', { id, reason: 'OTHER' });
      keep(answer);
      return answer;
    });
    if (!gone) return;
    // Money that was taken for it stays in sight, and pays what is held next.
    const paid = gone.basket.payments.length > 0;
    dispatch({ do: 'order', id: null, basket: paid ? gone.basket.id : null });
    tell({ text: t('released', { code }) });
  };
  /** Tells of what stays behind when the window turns to another client. */
  const leave = () => {
    const holds = basket?.orders.filter((o) => o.state === 'held') ?? [];
    const [held] = holds;
    const state = order?.card.state;
    const owed = basket && payBacks(basket).length > 0 ? (order ?? first) : null;
    if (owed)
      tell({
        text: t('keptPayBack', { code: owed.card.code }),
        tone: 'warn',
        action: { label: t('openOrder'), run: () => nav.openOrder(owed.card.id) },
      });
    else if (held && holds.length > 1) tell({ text: t('keptHolds', { n: String(holds.length) }) });
    else if (held) tell({ text: t('keptHold', { code: held.code }) });
    else if (order && state && isMoving(state)) tell({ text: t('stillOpen', { code: order.card.code }) });
    else if (!order && sale.product && heads(sale.party) > 0)
      tell({
        text: t('cleared'),
        action: { label: common('undo'), run: () => dispatch({ do: 'restore', sale }) },
      });
  };
  const start = () => {
    if (onTheWay.current) return;
    leave();
    setProblem(null);
    settling.forget();
    dispatch({ do: 'new' });
  };
  /** Whether something else may be chosen for the same client: there is a hold or a sale of theirs. */
  const canAdd = order !== null && !isOver(order.card.state);
  const add = () => {
    if (onTheWay.current || !canAdd || !order) return false;
    setProblem(null);
    dispatch({ do: 'add', basket: order.basket.id });
    return true;
  };
  /** Turns to another line of the basket, or to none: then all of it. */
  const show = (id: string | null) => {
    if (onTheWay.current || !basket) return;
    setProblem(null);
    dispatch({ do: 'show', id, basket: basket.id });
  };
  return {
    sale,
    dispatch,
    order,
    basket,
    /** The order in the till, or the basket's first where none is. */
    anchor: order ?? first,
    problem,
    busy,
    hold,
    holdAgain,
    release,
    start,
    add,
    canAdd,
    show,
    ...settling,
    editable: !order || isOver(order.card.state),
  };
}

export type SaleState = ReturnType<typeof useSale>;
