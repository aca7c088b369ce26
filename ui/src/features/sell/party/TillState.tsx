import { useTranslations } from 'use-intl';
import type { OrderView } from '../../../ipc/bindings';
import { Button } from '../../../shared/components/Button';
import { HoldCountdown } from '../../../shared/order/HoldCountdown';
import { OrderSteps } from '../../../shared/order/OrderSteps';
import { StateBadge } from '../../../shared/order/StateBadge';
import { isOver } from '../../../shared/order/states';
import { UnknownNote } from '../../../shared/order/UnknownNote';

type Props = { order: OrderView; busy: boolean; onHoldAgain: () => void };

/** How the order stands, and what that means when it is over. */
export function TillState({ order, busy, onHoldAgain }: Props) {
  const t = useTranslations('party');
  const to = useTranslations('order');
  const ts = useTranslations('state');
  const now = order.card.state;
  return (
    <div className="flex flex-col gap-2">
      {now === 'held' && order.card.hold_expires_at !== null ? (
        <>
          <HoldCountdown until={order.card.hold_expires_at} code={order.card.code} />
          <span className="sr-only" data-testid="order-state" data-state={now}>
            {ts(now)}
          </span>
        </>
      ) : (
        <div className="flex items-center gap-2">
          <StateBadge state={now} testId="order-state" />
          <span className="selectable flex-1 text-end font-medium normal-nums">{order.card.code}</span>
        </div>
      )}
      {now === 'unknown' && <UnknownNote order={order} />}
      {!isOver(now) && now !== 'unknown' && now !== 'held' && <OrderSteps state={now} />}
      {isOver(now) && (
        <div role="alert" className="rounded-md border border-loss-line bg-loss-soft p-2.5 text-loss">
          <p className="font-medium">{order.trouble ?? order.meaning}</p>
          <p className="mt-0.5 text-ink-2">{now === 'expired' ? t('expiredNext') : t('refusedNext')}</p>
          {order.can_hold_again && (
            <Button className="mt-2" isDisabled={busy} onPress={onHoldAgain} data-testid="hold-again">
              {to('holdAgain')}
            </Button>
          )}
        </div>
      )}
    </div>
  );
}
