import { CircleX, RefreshCw, RotateCcw, TicketCheck } from 'lucide-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { OrderView } from '../../ipc/bindings';
import { Button } from '../../shared/components/Button';
import { Dialog } from '../../shared/components/Dialog';
import { ProblemNote } from '../../shared/components/ProblemNote';
import { useKeys } from '../../shared/keys/useKeys';
import { useNav } from '../../shared/nav';
import { PayBackBox } from '../../shared/order/pay/PayBackBox';
import { PaymentForm } from '../../shared/order/pay/PaymentForm';
import { usePaidLabel } from '../../shared/order/pay/usePaidLabel';
import { TicketActions } from '../../shared/order/TicketActions';
import { TicketPages } from '../../shared/order/TicketPages';
import { useKeepOrder } from '../../shared/order/useOrder';
import { useSaveTickets } from '../../shared/order/useSaveTickets';
import { useTellPrice } from '../../shared/order/useTellPrice';
import { useAct } from '../../shared/query';
import { CancelDialog } from './CancelDialog';
import { usePaidConfirm } from './usePaidConfirm';

/** What may be done with an order now: pay and confirm, hold again, save, look up, cancel. */
export function OrderActions({ order }: { order: OrderView }) {
  const t = useTranslations('orders');
  const tp = useTranslations('pay');
  const to = useTranslations('order');
  const nav = useNav();
  const keep = useKeepOrder();
  const tellPrice = useTellPrice();
  const paidLabel = usePaidLabel();
  const tickets = useSaveTickets(order.card.id);
  const [cancelling, setCancelling] = useState(false);
  const [showing, setShowing] = useState(false);
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
  useKeys({
    ...payment.keys,
    'ctrl+enter': confirm,
    'ctrl+s': () => ready && tickets.save(),
    'ctrl+shift+s': () => ready && tickets.saveAs(),
    'ctrl+o': () => ready && tickets.open(),
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
      {ready && <TicketActions tickets={tickets} />}
      <div className="flex flex-wrap gap-1.5">
        {order.can_hold_again && (
          <Button onPress={() => again.mutate({ id })} isDisabled={again.isPending} data-testid="hold-again">
            <RotateCcw className="size-3.5 rtl:-scale-x-100" aria-hidden="true" />
            {to('holdAgain')}
          </Button>
        )}
        {ready && (
          <Button onPress={() => setShowing(true)} data-testid="show-tickets">
            <TicketCheck className="size-3.5" aria-hidden="true" />
            {t('viewTickets')}
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
      <Dialog open={showing} onClose={() => setShowing(false)} title={order.card.title} wide>
        <TicketPages id={id} />
      </Dialog>
    </div>
  );
}
