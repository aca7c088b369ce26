import { useRef, useState } from 'react';
import type { OrderView, Problem } from '../../ipc/bindings';
import { asProblem, useHost } from '../../ipc/host';
import { usePayment } from '../../shared/order/pay/usePayment';
import { useKeepOrder } from '../../shared/order/useOrder';

/** One press: writes down the payment and, once all of it is paid, confirms. */
export function usePaidConfirm(order: OrderView) {
  const host = useHost();
  const keep = useKeepOrder();
  const { id } = order.card;
  const payment = usePayment(id, order.can_confirm && order.to_pay ? [order.to_pay] : []);
  const [busy, setBusy] = useState<'pay' | 'confirm' | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  // A second press arrives before React knows of the first.
  const onTheWay = useRef(false);
  const send = async () => {
    if (!order.can_confirm || onTheWay.current) return;
    if (payment.wrong) return payment.correct();
    onTheWay.current = true;
    setProblem(null);
    try {
      if (payment.open.length > 0) {
        setBusy('pay');
        const paid = await payment.record(id);
        if (paid) keep(paid);
        if (paid && paid.to_pay !== null) return;
      }
      setBusy('confirm');
      keep(await host.call('confirm_order', { id }));
    } catch (thrown) {
      setProblem(asProblem(thrown));
    } finally {
      onTheWay.current = false;
      setBusy(null);
    }
  };
  return { payment, busy, problem, confirm: () => void send() };
}
