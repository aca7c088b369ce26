import type {
  BasketView,
  CustomerView,
  MoneyInput,
  MoneyView,
  OrderView,
  PaymentInput,
  PaymentView,
  StateView,
} from '../bindings';
import { problem } from './problem';
import { money } from './world';

/** An order as it is kept; what follows from its basket is added when it is shown. */
export type Kept = Omit<OrderView, 'basket' | 'to_pay' | 'can_hold_again'> & { basketId: string };

const DUE: StateView[] = ['held', 'confirming', 'fulfilling', 'ready', 'cancelling', 'unknown'];
const OVER: StateView[] = ['draft', 'failed', 'cancelled', 'expired'];
const spoken = ({ minor, currency, digits }: MoneyView) =>
  `${currency} ${(minor / 10 ** digits).toFixed(digits)}`;

/** Baskets and what was paid for them, by the rules of the core. */
export class FakeTill {
  private payments = new Map<string, { key: string; view: PaymentView }[]>();
  constructor(
    private all: () => Kept[],
    private now: () => number,
  ) {}

  basket(id: string): BasketView {
    const orders = this.all()
      .filter((order) => order.basketId === id)
      .sort((a, b) => a.card.created_at - b.card.created_at);
    const payments = (this.payments.get(id) ?? []).map(({ view }) => view);
    const currencies = new Set(
      [...orders.map((o) => o.card.total?.currency), ...payments.map((p) => p.amount.currency)].filter(
        (code) => code !== undefined,
      ),
    );
    const balances = [...currencies].map((currency) => {
      const sum = (parts: (MoneyView | null)[]) =>
        parts.reduce((n, part) => (part?.currency === currency ? n + part.minor : n), 0);
      const due = sum(orders.filter((o) => DUE.includes(o.card.state)).map((o) => o.card.total));
      const paid = sum(payments.map((p) => p.amount));
      return { due: money(due, currency), paid: money(paid, currency), open: money(due - paid, currency) };
    });
    return { id, orders: orders.map((o) => o.card), payments, balances };
  }

  /** What must be paid before it is confirmed: itself, and what was bought of its basket before. */
  private toPay(order: Kept, basket: BasketView): MoneyView | null {
    const { total } = order.card;
    if (!total) return null;
    const bought = basket.orders.filter(
      (o) => o.id !== order.card.id && DUE.includes(o.state) && o.state !== 'held',
    );
    const sum = (parts: (MoneyView | null)[]) =>
      parts.reduce((n, part) => (part?.currency === total.currency ? n + part.minor : n), 0);
    const open = total.minor + sum(bought.map((o) => o.total)) - sum(basket.payments.map((p) => p.amount));
    return open > 0 ? { ...total, minor: open } : null;
  }

  view(kept: Kept): OrderView {
    const { basketId, ...order } = kept;
    const basket = this.basket(basketId);
    return {
      ...order,
      basket,
      to_pay: this.toPay(kept, basket),
      can_hold_again: OVER.includes(order.card.state),
    };
  }

  pay(order: Kept, input: PaymentInput, at = this.now()) {
    const paid = this.payments.get(order.basketId) ?? [];
    if (paid.some(({ key }) => key === input.key)) return;
    const wrong = (text: string) => problem('ERR00014', text, null);
    const { amount } = input;
    const balance = this.basket(order.basketId).balances.find((b) => b.due.currency === amount.currency);
    const open = Math.max(0, balance?.open.minor ?? 0);
    if (amount.minor === 0) throw wrong('A payment of nothing is none. Give an amount.');
    if (amount.minor > open) throw wrong(`Only ${spoken(money(open, amount.currency))} is still open.`);
    if (-amount.minor > (balance?.paid.minor ?? 0)) throw wrong('No more than was paid can be paid back.');
    const change = (taken: MoneyInput) =>
      taken.currency === amount.currency && taken.minor > amount.minor
        ? money(taken.minor - amount.minor, amount.currency)
        : null;
    const view: PaymentView = {
      kind: input.kind,
      amount: money(amount.minor, amount.currency),
      taken: input.taken && money(input.taken.minor, input.taken.currency),
      change: input.taken && change(input.taken),
      note: input.note,
      at,
    };
    this.payments.set(order.basketId, [...paid, { key: input.key, view }]);
    const state = order.card.state;
    const event = amount.minor < 0 ? 'paid_back' : 'paid';
    const note = `${spoken({ ...view.amount, minor: Math.abs(amount.minor) })} (${input.kind}).`;
    order.history = [...order.history, { at: view.at, event, from: state, to: state, note }];
  }

  /** Refuses to confirm what is not paid. */
  checkPaid(order: Kept) {
    const open = this.toPay(order, this.basket(order.basketId));
    if (open)
      throw problem(
        'NOT_PAID',
        `Order ${order.card.code} is not paid: ${spoken(open)} is still open. Record the payment first, then confirm. The places stay held.`,
        null,
      );
  }

  /** Clients of earlier orders, the latest first, each once. */
  customers(text: string): CustomerView[] {
    const fold = (word: string) => word.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
    const words = fold(text).trim().split(/\s+/);
    const found = new Map<string, CustomerView>();
    for (const { customer } of this.all()) {
      const whole = fold(Object.values(customer).join(' '));
      const name = `${customer.first_name} ${customer.last_name} ${customer.phone}`;
      if (words.every((word) => whole.includes(word)) && !found.has(name)) found.set(name, customer);
    }
    return [...found.values()].slice(0, 8);
  }
}
