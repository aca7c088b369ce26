import { useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { MoneyView, OrderView } from '../../../ipc/bindings';
import { Button } from '../../../shared/components/Button';
import { Dialog } from '../../../shared/components/Dialog';
import { ProblemNote } from '../../../shared/components/ProblemNote';
import { useCustomerView } from '../../../shared/customerView';
import { addMoney, timesMoney } from '../../../shared/format/money';
import { useFormat } from '../../../shared/format/useFormat';
import { HoldCountdown } from '../../../shared/order/HoldCountdown';
import { OrderSteps } from '../../../shared/order/OrderSteps';
import { StateBadge } from '../../../shared/order/StateBadge';
import { isMoving, isOver } from '../../../shared/order/states';
import { TicketActions } from '../../../shared/order/TicketActions';
import { UnknownNote } from '../../../shared/order/UnknownNote';
import type { useSaveTickets } from '../../../shared/order/useSaveTickets';
import type { SaleState } from '../useSale';
import type { Need } from '../wish';

type Props = {
  state: SaleState;
  count: number;
  total: MoneyView | null;
  fee: MoneyView | null;
  /** What the desk keeps; for the agent's eyes. */
  commission: MoneyView | null;
  needs: Need[];
  ready: boolean;
  tickets: ReturnType<typeof useSaveTickets>;
  onPrimary: () => void;
};

const NEED_WORD = {
  product: 'needProduct',
  day: 'needDay',
  time: 'needTime',
  party: 'needParty',
  first_name: 'needFirstName',
  last_name: 'needLastName',
  email: 'needEmail',
  email_valid: 'needEmailValid',
  phone: 'needPhone',
  visitors: 'needVisitors',
} as const;

/** What the desk keeps of an order, by its prices when sold. */
function commissionOf(order: OrderView): MoneyView | null {
  return addMoney(
    order.lines.flatMap(({ unit, count }) => (unit?.commission ? [timesMoney(unit.commission, count)] : [])),
  );
}

/** Below the perforation: what is sold, for how much, and the one next step. */
export function Till({ state, count, total, fee, commission, needs, ready, tickets, onPrimary }: Props) {
  const t = useTranslations('party');
  const ts = useTranslations('state');
  const f = useFormat();
  const [releasing, setReleasing] = useState(false);
  const step = useRef<HTMLDivElement>(null);
  const { order, busy, problem } = state;
  const now = order?.card.state;
  // In a low window the next step comes into sight by itself.
  useEffect(() => {
    if (now) step.current?.scrollIntoView?.({ block: 'nearest' });
  }, [now]);
  const live = order && now && !isOver(now) ? order : null;
  const sum = live ? live.card.total : total;
  const keeps = useCustomerView().on ? null : live ? commissionOf(live) : commission;
  const working = busy === 'hold' || busy === 'confirm' || (now !== undefined && isMoving(now));
  const label =
    busy === 'hold'
      ? t('holding')
      : busy === 'confirm' || now === 'confirming'
        ? t('confirming')
        : now === 'fulfilling'
          ? t('working')
          : live && now && now !== 'held'
            ? ts(now)
            : now === 'held'
              ? t('confirm')
              : t('hold', { n: count });
  return (
    <div ref={step} className="flex min-h-0 flex-col gap-2 bg-raised px-3.5 pt-3 pb-3.5">
      <div>
        <div className="flex justify-between text-ink-2">
          <span>{t('tickets', { n: count })}</span>
          {live && (
            <span className="text-ink-3">
              {f.day(live.card.day)}
              {live.card.time ? ` · ${live.card.time}` : ''}
            </span>
          )}
        </div>
        <div className="flex justify-between text-sm text-ink-3">
          <span>{fee ? t('fees') : ' '}</span>
          <span>{fee ? f.amount(fee) : ''}</span>
        </div>
        <div className="flex items-baseline justify-between">
          <span className="text-ink-2">{t('total')}</span>
          <span className="text-xl font-semibold tracking-[-0.01em]" data-testid="total">
            {sum ? f.money(sum) : '–'}
          </span>
        </div>
        {keeps && keeps.minor > 0 && (
          <div className="flex justify-between text-sm text-ink-3" data-testid="commission">
            <span>{t('commission')}</span>
            <span className="num">{f.amount(keeps)}</span>
          </div>
        )}
        {count > 0 && !sum && <p className="text-xs text-ink-3">{t('estimate')}</p>}
      </div>
      {order && now && (
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
          {live && now !== 'unknown' && <OrderSteps state={now} />}
          {isOver(now) && (
            <div role="alert" className="rounded-md border border-loss-line bg-loss-soft p-2.5 text-loss">
              <p className="font-medium">{order.trouble ?? order.meaning}</p>
              <p className="mt-0.5 text-ink-2">{now === 'expired' ? t('expiredNext') : t('refusedNext')}</p>
            </div>
          )}
        </div>
      )}
      {problem && <ProblemNote problem={problem} />}
      {now === 'ready' ? (
        <>
          <TicketActions tickets={tickets} />
          <Button className="w-full" keys="N" onPress={state.start}>
            {t('newSale')}
          </Button>
        </>
      ) : (
        <>
          <Button
            kind="primary"
            big
            keys="Control+Enter"
            data-testid="primary-action"
            isDisabled={working}
            className={ready || now === 'held' || working ? '' : 'btn-waiting'}
            onPress={onPrimary}
          >
            {label}
          </Button>
          {now === 'held' ? (
            <div className="flex gap-1.5">
              <Button
                className="flex-1"
                isDisabled={busy !== null}
                onPress={() => setReleasing(true)}
                data-testid="release-hold"
              >
                {t('release')}
              </Button>
              <Button className="flex-1" keys="N" onPress={state.start}>
                {t('newSale')}
              </Button>
            </div>
          ) : live ? (
            <Button keys="N" onPress={state.start}>
              {t('newSale')}
            </Button>
          ) : (
            <p className="min-h-8 text-xs text-ink-3" data-testid="still-needed">
              {needs.length > 0 &&
                count + (state.sale.product ? 1 : 0) > 0 &&
                t('needs', { list: needs.map((n) => t(NEED_WORD[n])).join(', ') })}
            </p>
          )}
        </>
      )}
      <Dialog
        open={releasing}
        onClose={() => setReleasing(false)}
        title={t('releaseTitle')}
        role="alertdialog"
        footer={
          <>
            <Button onPress={() => setReleasing(false)}>{useTranslations('common')('cancel')}</Button>
            <Button
              kind="loss"
              onPress={() => {
                setReleasing(false);
                void state.release();
              }}
            >
              {t('releaseDo')}
            </Button>
          </>
        }
      >
        {t('releaseText')}
      </Dialog>
    </div>
  );
}
