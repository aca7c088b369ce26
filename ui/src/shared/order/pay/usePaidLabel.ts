import { useTranslations } from 'use-intl';
import type { Payment } from './usePayment';

/** What the next step does: "Paid in cash · confirm", or a part only. */
export function usePaidLabel() {
  const t = useTranslations('pay');
  return ({ kind, isPart }: Payment, orders: number) => {
    const paid = t(`paid_${kind}`);
    if (isPart) return t('part', { paid });
    return orders > 1 ? t('paidConfirmAll', { paid, n: String(orders) }) : t('paidConfirm', { paid });
  };
}
