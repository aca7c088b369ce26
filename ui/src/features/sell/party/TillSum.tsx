import { useTranslations } from 'use-intl';
import type { MoneyView, OrderView } from '../../../ipc/bindings';
import { useCustomerView } from '../../../shared/customerView';
import { addMoney, timesMoney } from '../../../shared/format/money';
import { useFormat } from '../../../shared/format/useFormat';

/** What the desk keeps of an order, by its prices when sold. */
function commissionOf(order: OrderView): MoneyView | null {
  return addMoney(
    order.lines.flatMap(({ unit, count }) => (unit?.commission ? [timesMoney(unit.commission, count)] : [])),
  );
}

export type Sums = {
  count: number;
  total: MoneyView | null;
  fee: MoneyView | null;
  /** What the desk keeps; for the agent's eyes. */
  commission: MoneyView | null;
  /** Whether a time was chosen, and with it a price. */
  timed: boolean;
};

/** What is sold and for how much: the order's own sum once there is one, else that of what is chosen. */
export function TillSum({ order, sums }: { order: OrderView | null; sums: Sums }) {
  const t = useTranslations('party');
  const f = useFormat();
  const { fee } = sums;
  const count = order ? order.lines.reduce((n, line) => n + line.count, 0) : sums.count;
  const sum = order ? order.card.total : sums.total;
  const keeps = useCustomerView().on ? null : order ? commissionOf(order) : sums.commission;
  return (
    <div>
      <div className="flex justify-between text-ink-2">
        <span>{t('tickets', { n: count })}</span>
        {order && (
          <span className="text-ink-3">
            {f.day(order.card.day)}
            {order.card.time ? ` · ${order.card.time}` : ''}
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
      {count > 0 && !sum && sums.timed && <p className="text-xs text-ink-3">{t('estimate')}</p>}
    </div>
  );
}
