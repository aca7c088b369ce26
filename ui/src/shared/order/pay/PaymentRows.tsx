import { useTranslations } from 'use-intl';
import type { PaymentView } from '../../../ipc/bindings';
import { negated } from '../../format/amount';
import { useFormat } from '../../format/useFormat';

/** What was paid and paid back, in order. */
export function PaymentRows({ payments, when }: { payments: PaymentView[]; when?: boolean }) {
  const t = useTranslations('pay');
  const f = useFormat();
  return (
    <ul className="text-sm">
      {payments.map((payment, n) => {
        const back = payment.amount.minor < 0;
        const told = [
          payment.taken &&
            (payment.change || payment.taken.currency !== payment.amount.currency) &&
            t('handed', { taken: f.money(payment.taken) }),
          payment.change && t('changeBack', { change: f.money(payment.change) }),
          payment.note,
        ].filter(Boolean);
        return (
          <li key={n} data-testid="payment-row" className="flex items-baseline gap-2 py-0.5">
            {when && <span className="flex-none text-xs text-ink-3">{f.instant(payment.at)}</span>}
            <span className="flex-none text-ink-2">
              {back ? t(`back_${payment.kind}`) : t(`paid_${payment.kind}`)}
            </span>
            <span className="min-w-0 flex-1 truncate text-xs text-ink-3" title={told.join(' · ')}>
              {told.join(' · ')}
            </span>
            <span className="num flex-none text-end">
              {f.money(back ? negated(payment.amount) : payment.amount)}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
