import type { BasketView, MoneyView, PaymentKindView } from '../../../ipc/bindings';

/** In the order in which a till offers them. */
export const KINDS: PaymentKindView[] = ['cash', 'card', 'account', 'other'];
/** Held with Alt; none of them means anything else on Sell or Orders. */
export const KIND_KEYS: Record<PaymentKindView, string> = { cash: 'C', card: 'D', account: 'A', other: 'O' };
/** What a till may take beside the order's own currency; all have two decimals. */
export const TILL_CURRENCIES = ['EUR', 'USD', 'AED', 'GBP'];
const TILL_DIGITS = 2;
const KEY = 'counterfoil.till.kind';

/** The kind that was used last at this desk. */
export function lastKind(): PaymentKindView {
  const kept = localStorage.getItem(KEY);
  return KINDS.find((kind) => kind === kept) ?? 'cash';
}
export const keepKind = (kind: PaymentKindView) => localStorage.setItem(KEY, kind);

/** Nothing of a currency, with the digits it has. */
export const nothingOf = (currency: string, order: MoneyView): MoneyView =>
  currency === order.currency ? { ...order, minor: 0 } : { minor: 0, currency, digits: TILL_DIGITS };

/** What is still to be paid of a basket, by currency; a hold that has ended is not paid for. */
export function openOf(basket: BasketView, now: number): MoneyView[] {
  const lapsed = basket.orders.filter((o) => o.state === 'held' && (o.hold_expires_at ?? now + 1) <= now);
  return basket.balances
    .map(({ open }) => ({
      ...open,
      minor: lapsed.reduce(
        (sum, { total }) => (total?.currency === open.currency ? sum - total.minor : sum),
        open.minor,
      ),
    }))
    .filter((open) => open.minor > 0);
}

export type PayBack = { kind: PaymentKindView; amount: MoneyView };

/** What goes back when a sale fell through: as it came, the kind that was used last first. */
export function payBacks(basket: BasketView): PayBack[] {
  return basket.balances.flatMap(({ open }) => {
    let left = -open.minor;
    const came = basket.payments.filter((p) => p.amount.currency === open.currency);
    const kinds = [...new Set(came.toReversed().flatMap((p) => (p.amount.minor > 0 ? [p.kind] : [])))];
    return kinds.flatMap((kind) => {
      const net = came.reduce((sum, p) => (p.kind === kind ? sum + p.amount.minor : sum), 0);
      const minor = Math.min(net, left);
      if (minor <= 0) return [];
      left -= minor;
      return [{ kind, amount: { ...open, minor } }];
    });
  });
}

/** One key per payment, kept until it succeeded: the same press twice, or again after a lost answer, is one payment. */
export class PaymentKeys {
  private kept = new Map<string, string>();

  of(payment: string): string {
    const key = this.kept.get(payment) ?? crypto.randomUUID();
    this.kept.set(payment, key);
    return key;
  }

  done(payment: string) {
    this.kept.delete(payment);
  }
}
