import { useCallback, useReducer, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { OrderView, Problem, VariantView } from '../../ipc/bindings';
import { asProblem, useHost } from '../../ipc/host';
import { useTell } from '../../shared/components/notices';
import { isMoving, isOver } from '../../shared/order/states';
import { useKeepOrder, useOrder } from '../../shared/order/useOrder';
import { heads } from './rules';
import { NEW_SALE, sell, WishReference, wishOf } from './wish';

/** One sale from the first choice to the tickets. */
export function useSale(onGone: () => void) {
  const t = useTranslations('party');
  const common = useTranslations('common');
  const host = useHost();
  const tell = useTell();
  const keep = useKeepOrder();
  const [sale, dispatch] = useReducer(sell, NEW_SALE);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState<'hold' | 'confirm' | 'release' | null>(null);
  const reference = useRef(new WishReference());
  // A second press arrives before React knows of the first.
  const onTheWay = useRef(false);
  const { data: order = null } = useOrder(sale.order);

  const once = useCallback(
    async (what: 'hold' | 'confirm' | 'release', call: () => Promise<OrderView>) => {
      if (onTheWay.current) return null;
      onTheWay.current = true;
      setBusy(what);
      setProblem(null);
      try {
        const answer = await call();
        keep(answer);
        return answer;
      } catch (thrown) {
        const said = asProblem(thrown);
        setProblem(said);
        if (what === 'hold') reference.current.refused(said);
        if (said.code === 'NOT_AVAILABLE') {
          onGone();
          tell({ text: t('gone'), tone: 'warn' });
        }
        return null;
      } finally {
        onTheWay.current = false;
        setBusy(null);
      }
    },
    [keep, onGone, t, tell],
  );

  const hold = async (variants: VariantView[]) => {
    const wish = wishOf(sale, variants);
    if (!wish || (order && !isOver(order.card.state))) return;
    const input = { external_reference: reference.current.of(wish), ...wish };
    const made = await once('hold', () => host.call('create_order', input));
    if (!made) return;
    reference.current.made();
    dispatch({ do: 'order', id: made.card.id });
  };
  const confirm = () => {
    if (order?.can_confirm) void once('confirm', () => host.call('confirm_order', { id: order.card.id }));
  };
  const release = async () => {
    if (order?.card.state !== 'held') return;
    const code = order.card.code;
    const gone = await once('release', () =>
      host.call('cancel_order', { id: order.card.id, reason: 'OTHER' }),
    );
    if (!gone) return;
    dispatch({ do: 'order', id: null });
    tell({ text: t('released', { code }) });
  };
  const start = () => {
    if (onTheWay.current) return;
    const state = order?.card.state;
    if (order && state === 'held') tell({ text: t('keptHold', { code: order.card.code }) });
    else if (order && state && isMoving(state)) tell({ text: t('stillOpen', { code: order.card.code }) });
    else if (!order && sale.product && heads(sale.party) > 0)
      tell({
        text: t('cleared'),
        action: { label: common('undo'), run: () => dispatch({ do: 'restore', sale }) },
      });
    setProblem(null);
    dispatch({ do: 'new' });
  };
  return {
    sale,
    dispatch,
    order,
    problem,
    busy,
    hold,
    confirm,
    release,
    start,
    editable: !order || isOver(order.card.state),
  };
}

export type SaleState = ReturnType<typeof useSale>;
