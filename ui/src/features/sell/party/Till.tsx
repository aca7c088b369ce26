import { useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '../../../shared/components/Button';
import { ProblemNote } from '../../../shared/components/ProblemNote';
import { useFormat } from '../../../shared/format/useFormat';
import { PayBackBox } from '../../../shared/order/pay/PayBackBox';
import { PaymentForm } from '../../../shared/order/pay/PaymentForm';
import { PaymentRows } from '../../../shared/order/pay/PaymentRows';
import { usePaidLabel } from '../../../shared/order/pay/usePaidLabel';
import { isMoving, isOver } from '../../../shared/order/states';
import { useSeen } from '../../../shared/order/useSeen';
import { HandOver } from '../../../shared/paper/HandOver';
import type { TicketDesk } from '../../../shared/paper/useTicketDesk';
import type { SaleState } from '../useSale';
import type { Need } from '../wish';
import { ReleaseDialog } from './ReleaseDialog';
import { TillState } from './TillState';
import { type Sums, TillSum } from './TillSum';

type Props = {
  state: SaleState;
  sums: Sums;
  needs: Need[];
  ready: boolean;
  tickets: TicketDesk;
  onPrimary: () => void;
  onAdd: () => void;
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

/** What the one next step is, in words. */
function usePrimaryLabel({ state, sums }: Pick<Props, 'state' | 'sums'>): string {
  const t = useTranslations('party');
  const tp = useTranslations('pay');
  const ts = useTranslations('state');
  const paid = usePaidLabel();
  const { busy, order, settles, held, payment, editable } = state;
  const now = order?.card.state;
  if (busy === 'hold') return t('holding');
  if (busy === 'pay') return tp('recording');
  if (busy === 'confirm' || (now === 'confirming' && !settles)) return t('confirming');
  if (settles) return payment.open.length > 0 ? paid(payment, held.length) : t('confirm');
  if (editable) return t('hold', { n: sums.count });
  if (now === 'fulfilling') return t('working');
  return now === 'held' ? t('confirm') : now ? ts(now) : t('hold', { n: sums.count });
}

/** Below the perforation: what is sold, for how much, how it is paid, and the one next step. */
export function Till({ state, sums, needs, ready, tickets, onPrimary, onAdd }: Props) {
  const t = useTranslations('party');
  const tb = useTranslations('basket');
  const f = useFormat();
  const [releasing, setReleasing] = useState(false);
  const step = useRef<HTMLDivElement>(null);
  const { order, anchor, basket, busy, problem, settles, payment, held, failures } = state;
  const now = order?.card.state;
  useSeen(order);
  // In a low window the next step comes into sight by itself.
  useEffect(() => {
    if (!now) return;
    step.current?.scrollIntoView?.({ block: 'nearest' });
    // A button that was switched off while it worked lost the focus; whoever goes on by Tab goes on from here.
    if (document.activeElement === document.body) step.current?.focus();
  }, [now]);
  const live = order && now && !isOver(now) ? order : null;
  const working =
    busy === 'hold' ||
    busy === 'pay' ||
    busy === 'confirm' ||
    (now !== undefined && isMoving(now) && !settles);
  const label = usePrimaryLabel({ state, sums });
  const over = live !== null && !settles && !working;
  const several = basket !== null && basket.orders.length > 1;
  // Of several, each line says in the list why it failed; the one that is shown says it here, too.
  const failure = problem ?? (order && now === 'held' ? (failures[order.card.id] ?? null) : null);
  return (
    <div className="flex min-h-0 flex-col gap-2 bg-raised px-3.5 pt-3 pb-3.5">
      <TillSum order={live} sums={sums} />
      <div ref={step} tabIndex={-1} className="outline-none! flex flex-col gap-2">
        {order && <TillState order={order} busy={busy !== null} onHoldAgain={() => void state.holdAgain()} />}
        {anchor && <PayBackBox order={anchor} />}
        {settles && basket && basket.payments.length > 0 && <PaymentRows payments={basket.payments} />}
        {settles && payment.open.length > 0 && (
          <>
            {several && (
              <div className="flex items-baseline justify-between font-medium">
                <span>{tb('open', { n: held.length })}</span>
                <span className="num text-end" data-testid="basket-open">
                  {payment.single && f.money(payment.single)}
                </span>
              </div>
            )}
            <PaymentForm payment={payment} isDisabled={working} />
          </>
        )}
        {failure && <ProblemNote problem={failure} />}
        {now === 'ready' && !settles ? (
          <HandOver desk={tickets} />
        ) : (
          <Button
            kind="primary"
            big
            keys="Control+Enter"
            data-testid="primary-action"
            isDisabled={working || over}
            className={ready || settles || live ? '' : 'btn-waiting'}
            onPress={onPrimary}
          >
            {label}
          </Button>
        )}
        {state.canAdd && (
          <Button className="w-full" keys="B" onPress={onAdd} data-testid="add-to-basket">
            {tb('add')}
          </Button>
        )}
        {live ? (
          <div className="flex gap-1.5">
            {now === 'held' && (
              <Button
                className="flex-1"
                isDisabled={busy !== null}
                onPress={() => setReleasing(true)}
                data-testid="release-hold"
              >
                {t('release')}
              </Button>
            )}
            <Button className="flex-1" keys="N" onPress={state.start}>
              {t('newSale')}
            </Button>
          </div>
        ) : (
          <>
            {basket && state.sale.basket && (
              <div className="flex gap-1.5">
                {!settles && held.length > 0 && (
                  <Button className="flex-1" onPress={() => state.show(null)} data-testid="back-to-basket">
                    {tb('back')}
                  </Button>
                )}
                <Button className="flex-1" keys="N" onPress={state.start}>
                  {t('newSale')}
                </Button>
              </div>
            )}
            <p className="min-h-8 text-xs text-ink-3" data-testid="still-needed">
              {needs.length > 0 &&
                !settles &&
                sums.count + (state.sale.product ? 1 : 0) > 0 &&
                t('needs', { list: needs.map((n) => t(NEED_WORD[n])).join(', ') })}
            </p>
          </>
        )}
      </div>
      <ReleaseDialog
        open={releasing}
        onClose={() => setReleasing(false)}
        onRelease={() => void state.release()}
      />
    </div>
  );
}
