import type { HistoryView, OrderCard, OrderInput, OrderQuery, PaymentInput, StateView } from '../bindings';
import { availability, cancelUntil, goneKey } from './availability';
import { problem } from './problem';
import { seeded } from './random';
import { FakeTill, type Kept } from './till';
import { money, type World } from './world';

const MEANING: Record<StateView, string> = {
  draft: 'Nothing was sent yet.',
  creating: 'The supplier is being asked for the places.',
  held: 'The supplier holds the places. Nothing is sold until you confirm.',
  confirming: 'The confirmation is on its way.',
  fulfilling: 'It is sold. The supplier makes the tickets; they come by themselves.',
  ready: 'It is sold and the tickets are here.',
  failed: 'The supplier refused. Nothing was sold and nothing is invoiced.',
  cancelling: 'The supplier is being asked to cancel.',
  cancelled: 'It was cancelled. The tickets are void.',
  expired: 'The hold ended before it was confirmed. Nothing was sold.',
  unknown: 'The answer was lost on the way. The desk looks it up by our reference until it knows.',
};
const STATUS: Partial<Record<StateView, string>> = {
  ready: 'OK',
  failed: 'FAILED',
  cancelled: 'CANCELLED',
  expired: 'FAILED',
};
type Tell = (id: string, state: StateView) => void;

/** Orders that live through their states by a clock. */
export class FakeOrders {
  readonly all: Kept[] = [];
  readonly requests: OrderInput[] = [];
  /** Days, times and kinds of visitors that others have taken. */
  readonly gone = new Set<string>();
  readonly till: FakeTill;
  private timers = new Set<ReturnType<typeof setTimeout>>();
  constructor(
    private world: World,
    private tell: Tell,
    private now: () => number,
    private pace: number,
  ) {
    this.till = new FakeTill(() => this.all, now);
  }

  private after(millis: number, run: () => void) {
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      run();
    }, millis * this.pace);
    this.timers.add(timer);
  }

  close() {
    for (const timer of this.timers) clearTimeout(timer);
  }

  find(name: string): Kept {
    const key = name.trim().toLowerCase();
    const order = this.all.find((o) =>
      [o.card.id, o.card.code, o.external_reference, o.order_reference].some((n) => n?.toLowerCase() === key),
    );
    if (!order)
      throw problem('ERR00003', 'There is no order by that name.', 'Search Orders by name or product.');
    return order;
  }

  step(order: Kept, state: StateView, event: string, note: string, at = this.now()) {
    const entry: HistoryView = { at, event, from: order.card.state, to: state, note };
    order.history = [...order.history, entry];
    order.card = { ...order.card, state, confirmable: state === 'held' };
    order.status = STATUS[state] ?? 'PENDING';
    order.meaning = MEANING[state];
    order.can_confirm = state === 'held';
    order.can_cancel = state === 'held' || (state === 'ready' && (order.cancel_until ?? 0) > this.now());
    order.tickets = state === 'ready' ? order.lines.reduce((n, l) => n + l.count, 0) : order.tickets;
    this.tell(order.card.id, state);
  }

  create(input: OrderInput, at = this.now()): Kept {
    this.requests.push(input);
    const before = this.all.find((o) => o.external_reference === input.external_reference);
    if (before) return before;
    const product = this.world.products.find((p) => p.card.id === input.product);
    if (!product)
      throw problem('ERR00003', 'This product is not in the catalogue.', 'Refresh the catalogue.');
    if (input.customer.last_name.toLowerCase() === 'offline')
      throw problem(
        'SUPPLIER_UNREACHABLE',
        'Tiqets could not be reached. Nothing was held.',
        'Check the network, then press again: it will be the same request.',
        'later',
      );
    if (input.customer.last_name.toLowerCase() === 'gone') this.take(input.product, input.day, input.time);
    if (this.isGone(input))
      throw problem(
        'NOT_AVAILABLE',
        'These places were sold to someone else a moment ago. Nothing was held.',
        'Choose another time.',
      );
    const day = availability(product, { product: input.product, from: input.day, to: input.day }, at).days[0];
    const slot = day?.slots.find((s) => s.time === input.time);
    const lines = input.party.map((line) => {
      const unit = slot?.offers.find((o) => o.variant === line.variant)?.price ?? null;
      return {
        label: product.variants.find((v) => v.id === line.variant)?.label ?? line.variant,
        count: line.count,
        unit,
        sum: unit ? { ...unit.total, minor: unit.total.minor * line.count } : null,
      };
    });
    const total = money(
      lines.reduce((n, l) => n + (l.sum?.minor ?? 0), 0),
      product.place.currency,
    );
    if (input.expected_total && input.expected_total.minor !== total.minor)
      throw problem(
        'PRICE_CHANGED',
        'The price has changed. Nothing was sent; look at the new price and book again.',
        null,
        'now',
      );
    const r = seeded(input.external_reference);
    const letters = 'ABCDEFGHJKMNPQRSTVWXYZ23456789';
    const pick = () => letters[Math.floor(r() * letters.length)];
    const card: OrderCard = {
      id: `0192-${Math.floor(r() * 1e9).toString(16)}`,
      code: `${pick()}${pick()}${pick()}-${pick()}${pick()}`,
      state: 'creating',
      title: product.card.title,
      city_name: product.card.city_name,
      day: input.day,
      time: input.time,
      customer_name: `${input.customer.first_name} ${input.customer.last_name}`,
      party: lines.map((l) => `${l.count} ${l.label}`).join(', '),
      total,
      hold_expires_at: at + 30 * 60_000,
      confirmable: false,
      created_at: at,
    };
    const order: Kept = {
      card,
      basketId: input.basket ? this.find(input.basket).basketId : card.id,
      notice_at: null,
      status: 'PENDING',
      meaning: MEANING.creating,
      product: input.product,
      supplier_name: 'Tiqets',
      venue_name: product.card.venue_name ?? '',
      venue_address: product.address ?? '',
      time_zone: product.time_zone,
      lines,
      customer: input.customer,
      external_reference: input.external_reference,
      order_reference: null,
      cancellation: product.cancellation,
      cancel_until: cancelUntil(product, input.day, input.time),
      can_cancel: false,
      can_confirm: false,
      trouble: null,
      next_check_at: null,
      checked_at: null,
      tickets: 0,
      supplier_pdf: false,
      history: [],
    };
    this.all.unshift(order);
    this.step(order, 'creating', 'create_begun', `Asked for ${card.party}.`, at);
    if (input.customer.last_name.toLowerCase() === 'refused') {
      order.trouble = 'The supplier says: the product is out of season.';
      this.step(order, 'failed', 'create_refused', 'Product out of season.', at);
      return order;
    }
    if (input.customer.last_name.toLowerCase() === 'lost') {
      order.next_check_at = at + 10_000;
      this.step(order, 'unknown', 'doubt', 'The connection broke after the request was sent.', at);
      this.after(10_000, () => {
        order.order_reference = 'TQ-88213';
        order.next_check_at = null;
        this.step(order, 'held', 'found', 'The supplier has it: held.');
      });
      return order;
    }
    order.order_reference = `TQ-${10_000 + Math.floor(r() * 90_000)}`;
    this.step(order, 'held', 'create_accepted', 'Held for 30 minutes.', at);
    this.after(30 * 60_000, () => this.lapse(order));
    return order;
  }

  /** Somebody else takes a day, a time of it, or all of a kind of visitor at that time. */
  take(product: string, day: string, time?: string | null, variant?: string) {
    this.gone.add(goneKey(product, day, time, variant));
  }

  private isGone({ product, day, time, party }: OrderInput): boolean {
    const keys = [goneKey(product, day), goneKey(product, day, time)];
    return [...keys, ...party.map((line) => goneKey(product, day, time, line.variant))].some((key) =>
      this.gone.has(key),
    );
  }

  /** The hold ends by itself. */
  lapse(order: Kept) {
    if (order.card.state !== 'held') return;
    order.notice_at = this.now();
    this.step(order, 'expired', 'hold_lapsed', 'The 30 minutes are over.');
  }

  /** The supplier cancels what it had sold. */
  cancelLate(order: Kept) {
    order.notice_at = this.now();
    order.trouble = 'The supplier cancelled it: the venue is closed that day.';
    this.step(order, 'cancelled', 'found', 'Cancelled by the supplier.');
  }

  again(id: string): Kept {
    const before = this.find(id);
    if (!this.till.view(before).can_hold_again)
      throw problem('ORDER_STATE', 'Its places are held already.', before.meaning);
    const { product, card, customer } = before;
    const variants = this.world.products.find((p) => p.card.id === product)?.variants ?? [];
    const party = before.lines.map((line) => ({
      variant: variants.find((v) => v.label === line.label)?.id ?? line.label,
      count: line.count,
    }));
    return this.create({
      external_reference: `again-${before.card.id}`,
      product,
      day: card.day,
      time: card.time,
      party,
      customer,
      visitors: [],
      expected_total: null,
      basket: before.basketId,
    });
  }

  pay(input: PaymentInput): Kept {
    const order = this.find(input.id);
    this.till.pay(order, input);
    this.tell(order.card.id, order.card.state);
    return order;
  }

  acknowledge(id: string): Kept {
    const order = this.find(id);
    order.notice_at = null;
    this.tell(order.card.id, order.card.state);
    return order;
  }

  /** Everything costs a tenth more from now on. */
  raisePrices() {
    for (const product of this.world.products) product.base = Math.round(product.base * 1.1);
  }

  holds(): OrderCard[] {
    return this.all
      .filter((o) => o.card.state === 'held' || o.card.state === 'creating')
      .map((o) => o.card)
      .sort((a, b) => (a.hold_expires_at ?? 0) - (b.hold_expires_at ?? 0));
  }

  confirm(id: string): Kept {
    const order = this.find(id);
    if (order.card.state !== 'held')
      throw problem('ORDER_STATE', 'This order cannot be confirmed now.', order.meaning);
    this.till.checkPaid(order);
    this.step(order, 'confirming', 'confirm_begun', 'The payment token was sent.');
    // One after the other: on a busy machine two timers may come in the wrong order.
    this.after(900, () => {
      order.checked_at = this.now();
      order.next_check_at = this.now() + 10_000;
      this.step(order, 'fulfilling', 'confirm_accepted', 'The supplier makes the tickets.');
      this.after(1_700, () => {
        order.checked_at = this.now();
        order.next_check_at = null;
        this.step(order, 'ready', 'found', 'Done; the tickets were fetched and stored.');
      });
    });
    return order;
  }

  check(id: string): Kept {
    const order = this.find(id);
    order.checked_at = this.now();
    return order;
  }

  cancel(id: string, reason: string): Kept {
    const order = this.find(id);
    if (!order.can_cancel)
      throw problem(
        'NOT_CANCELLABLE',
        'The supplier no longer allows to cancel this order.',
        'The deadline has passed.',
      );
    this.step(order, 'cancelling', 'cancel_begun', `Reason: ${reason}.`);
    this.after(700, () => this.step(order, 'cancelled', 'cancel_accepted', 'The supplier cancelled it.'));
    return order;
  }

  list(query: OrderQuery): { items: OrderCard[]; page: number; page_size: number; total: number } {
    const text = query.text?.trim().toLowerCase();
    const found = this.all.filter(
      (o) =>
        (query.states.length === 0 || query.states.includes(o.card.state)) &&
        (!text ||
          [
            o.card.title,
            o.card.code,
            o.card.customer_name,
            o.customer.email,
            o.external_reference,
            o.order_reference,
          ].some((t) => t?.toLowerCase().includes(text))),
    );
    found.sort((a, b) => b.card.created_at - a.card.created_at);
    const start = (query.page - 1) * query.page_size;
    return {
      items: found.slice(start, start + query.page_size).map((o) => o.card),
      page: query.page,
      page_size: query.page_size,
      total: found.length,
    };
  }
}
