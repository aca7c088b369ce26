import { CircleX, RefreshCw, RotateCcw } from 'lucide-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { OrderView } from '../../ipc/bindings';
import { Button } from '../../shared/components/Button';
import { ProblemNote } from '../../shared/components/ProblemNote';
import { useKeys } from '../../shared/keys/useKeys';
import { useNav } from '../../shared/nav';
import { PayBackBox } from '../../shared/order/pay/PayBackBox';
import { PaymentForm } from '../../shared/order/pay/PaymentForm';
import { usePaidLabel } from '../../shared/order/pay/usePaidLabel';
import { useKeepOrder } from '../../shared/order/useOrder';
import { useTellPrice } from '../../shared/order/useTellPrice';
import { mayHaveTickets, TicketsPart } from '../../shared/paper/TicketsPart';
import { useTicketDesk } from '../../shared/paper/useTicketDesk';
import { useAct } from '../../shared/query';
import { CancelDialog } from './CancelDialog';
import { usePaidConfirm } from './usePaidConfirm';

/** What may be done with an order now: pay and confirm, hold again, look up, cancel; and its tickets. */
export function OrderActions({ order }: { order: OrderView }) {
  const t = useTranslations('orders');
  const tp = useTranslations('pay');
  const to = useTranslations('order');
  const nav = useNav();
  const keep = useKeepOrder();
  const tellPrice = useTellPrice();
  const paidLabel = usePaidLabel();
  const [cancelling, setCancelling] = useState(false);
  const { payment, busy, problem: unpaid, confirm } = usePaidConfirm(order);
  const check = useAct('check_order', { onSuccess: keep });
  const again = useAct('hold_again', {
    onSuccess: (made) => {
      keep(made);
      tellPrice(order, made);
      nav.openOrder(made.card.id);
    },
  });
  const state = order.card.state;
  const ready = state === 'ready';
  const id = order.card.id;
  const tickets = useTicketDesk(mayHaveTickets(state) ? id : null);
  useKeys({
    ...payment.keys,
    'ctrl+enter': confirm,
    'ctrl+p': () => ready && tickets.print(),
    'ctrl+m': () => ready && tickets.open('mail'),
    'ctrl+s': () => ready && tickets.files.save(),
    'ctrl+shift+s': () => ready && tickets.files.saveAs(),
    'ctrl+o': () => ready && tickets.files.open(),
  });
  const paying = payment.open.length > 0;
  const problem = unpaid ?? check.error ?? again.error;
  return (
    <div className="flex flex-col gap-2">
      <PayBackBox order={order} />
      {order.can_confirm && (
        <>
          {paying && <PaymentForm payment={payment} isDisabled={busy !== null} />}
          <Button
            kind="primary"
            big
            keys="Control+Enter"
            isDisabled={busy !== null}
            onPress={confirm}
            data-testid="confirm-order"
          >
            {busy === 'pay' ? tp('recording') : paying ? paidLabel(payment, 1) : t('confirm')}
          </Button>
        </>
      )}
      {mayHaveTickets(state) && (
        <div className="mb-2 flex flex-col gap-4">
          <TicketsPart desk={tickets} state={state} />
        </div>
      )}
      <div className="flex flex-wrap gap-1.5">
        {order.can_hold_again && (
          <Button onPress={() => again.mutate({ id })} isDisabled={again.isPending} data-testid="hold-again">
            <RotateCcw className="size-3.5 rtl:-scale-x-100" aria-hidden="true" />
            {to('holdAgain')}
          </Button>
        )}
        <Button onPress={() => check.mutate({ id })} isDisabled={check.isPending} data-testid="check-order">
          <RefreshCw className={`size-3.5 ${check.isPending ? 'animate-spin' : ''}`} aria-hidden="true" />
          {t('check')}
        </Button>
        {order.can_cancel && (
          <Button kind="loss" onPress={() => setCancelling(true)} data-testid="cancel-order">
            <CircleX className="size-3.5" aria-hidden="true" />
            {state === 'held' ? t('release') : t('cancel')}
          </Button>
        )}
      </div>
      {problem && <ProblemNote problem={problem} />}
      <CancelDialog order={order} open={cancelling} onClose={() => setCancelling(false)} />
    </div>
  );
}
