import type {
  DistributionView,
  GroupView,
  PreviewView,
  ScannedView,
  TicketEventView,
  TicketStatusView,
  TicketsView,
} from '../../bindings';
import type { FakeOrders } from '../orders';
import { problem } from '../problem';
import type { Kept } from '../till';
import { HOUR } from '../world';
import { isValid, isVoid, type Known, may } from './rules';
import { ticketSheet } from './sheets';

/** A ticket as it is kept. */
export type Ticket = {
  id: string;
  order: string;
  line: number;
  label: string;
  version: number;
  number: number;
  place: number;
  code: string;
  status: TicketStatusView;
  statusAt: number;
  replacedBy: string | null;
  mailed: boolean;
};
/** What the print journal knows of a ticket. */
export type Sheets = { printed: number; copies: number; inDoubt: number; onTheWay: number };

const MEANING: Record<TicketStatusView, string> = {
  CREATED: 'It was never handed over. Print or mail it.',
  DISTRIBUTED: 'It is good for entry.',
  PICKED_UP: 'It is good for entry; it is in a wallet, too.',
  ACTIVATED: 'It was used at the venue already.',
  EXPIRED: 'Its time is over.',
  CANCELLED: 'It is void: the order was cancelled, or another ticket took its place.',
  CANCELLED_EXTERNALLY: 'It is void: the supplier cancelled it.',
  FAILED: 'It could not be brought to the client. Print or mail it again.',
};
const KIND: Record<TicketStatusView, string> = {
  CREATED: 'TicketDistributionAdded',
  DISTRIBUTED: 'TicketDistributionDistributed',
  PICKED_UP: 'TicketDistributionPickedUp',
  ACTIVATED: 'TicketDistributionActivated',
  EXPIRED: 'TicketDistributionExpired',
  CANCELLED: 'TicketDistributionCancelled',
  CANCELLED_EXTERNALLY: 'TicketDistributionCancelledExternally',
  FAILED: 'TicketDistributionFailed',
};
const LANGUAGES = ['ar', 'de', 'el', 'en', 'es', 'fr', 'he', 'it', 'ja', 'nl', 'pt', 'ru', 'zh'];

/** Tickets of sold orders; they follow their order by themselves. */
export class FakeTickets {
  readonly all: Ticket[] = [];
  readonly events: TicketEventView[] = [];
  /** Set by the print room and the outbox. */
  sheetsOf: (id: string) => Sheets = () => ({ printed: 0, copies: 0, inDoubt: 0, onTheWay: 0 });
  beside: (order: string) => Pick<TicketsView, 'jobs' | 'mails'> = () => ({ jobs: [], mails: [] });
  mayMail: () => string | null = () => null;
  private checked = new Map<string, number>();
  private next = 1;
  constructor(
    readonly orders: FakeOrders,
    private now: () => number,
    private offline: () => boolean,
  ) {}

  private tell(kind: string, order: Kept, ticket: Ticket | null, version = ticket?.version ?? 1) {
    this.events.push({
      seq: this.events.length + 1,
      kind,
      at: this.now(),
      order: order.card.id,
      code: order.card.code,
      version,
      line: ticket?.line ?? null,
      distribution: ticket?.id ?? null,
    });
  }

  private make(order: Kept, of: Pick<Ticket, 'line' | 'label' | 'version' | 'number' | 'place'>): Ticket {
    const ticket: Ticket = {
      ...of,
      id: `t-${this.next++}`,
      order: order.card.id,
      code: `${order.card.code.replace('-', '')}${String(of.place).padStart(2, '0')}${of.number}`,
      status: 'CREATED',
      statusAt: this.now(),
      replacedBy: null,
      mailed: false,
    };
    this.all.push(ticket);
    return ticket;
  }

  move(ticket: Ticket, status: TicketStatusView) {
    if (ticket.status === status || isVoid(ticket.status)) return;
    if (status === 'DISTRIBUTED' && isValid(ticket.status)) return;
    ticket.status = status;
    ticket.statusAt = this.now();
    this.tell(KIND[status], this.orders.find(ticket.order), ticket);
  }

  /** Makes the tickets of an order say what the order says. */
  learn(order: Kept): Ticket[] {
    const own = this.all.filter((ticket) => ticket.order === order.card.id);
    const { state } = order.card;
    if (state === 'ready' && own.length === 0) {
      let place = 0;
      for (const [at, line] of order.lines.entries()) {
        for (let number = 1; number <= line.count; number++) {
          place += 1;
          const ticket = this.make(order, { line: at + 1, label: line.label, version: 1, number, place });
          if (number === 1) this.tell('TicketDistributionGroupCreated', order, { ...ticket, id: '' });
          this.tell(KIND.CREATED, order, ticket);
        }
      }
      this.tell('AllTicketDistributionGroupsForOrderVersionGenerated', order, null);
      return this.all.filter((ticket) => ticket.order === order.card.id);
    }
    if (state === 'cancelled' || state === 'failed')
      for (const ticket of own)
        this.move(ticket, isValid(ticket.status) && order.trouble ? 'CANCELLED_EXTERNALLY' : 'CANCELLED');
    return own;
  }

  learnAll() {
    for (const order of this.orders.all) this.learn(order);
  }

  ticket(id: string): Ticket {
    const ticket = this.all.find((one) => one.id === id);
    if (!ticket) throw problem('ERR00003', 'There is no such ticket.', null);
    return ticket;
  }

  /** A ticket in the place of another, which is void from then on. */
  replace(old: Ticket): Ticket {
    const order = this.orders.find(old.order);
    const group = this.all.filter((one) => one.order === old.order && one.line === old.line);
    const made = this.make(order, { ...old, number: group.length + 1 });
    old.status = 'CANCELLED';
    old.statusAt = this.now();
    old.replacedBy = made.id;
    this.tell(KIND.CANCELLED, order, old);
    this.tell(KIND.CREATED, order, made);
    return made;
  }

  known(ticket: Ticket): Known {
    const { printed, inDoubt, onTheWay } = this.sheetsOf(ticket.id);
    return { status: ticket.status, printed, inDoubt, onTheWay, replaced: ticket.replacedBy !== null };
  }

  distribution(ticket: Ticket): DistributionView {
    const known = this.known(ticket);
    const sheets = this.sheetsOf(ticket.id);
    const order = this.orders.find(ticket.order);
    return {
      id: ticket.id,
      number: ticket.number,
      place: ticket.place,
      ticket_number: `TQ${ticket.code}`,
      status: ticket.status,
      status_at: ticket.statusAt,
      valid_until: Date.parse(`${order.card.day}T23:59:00Z`) + 6 * HOUR,
      valid: isValid(ticket.status),
      void: isVoid(ticket.status),
      replaced_by: ticket.replacedBy,
      printed: sheets.printed,
      copies: sheets.copies,
      in_doubt: sheets.inDoubt,
      mailed: ticket.mailed,
      may_print: may('print', known),
      may_copy: may('copy', known),
      may_replace: may('replace', known),
    };
  }

  private checkedOf(order: Kept) {
    const at = this.checked.get(order.card.id) ?? order.history.at(-1)?.at ?? this.now();
    return { as_of: at, reached: this.checked.has(order.card.id) && !this.offline() };
  }

  check(order: Kept) {
    if (!this.offline()) this.checked.set(order.card.id, this.now());
  }

  view(order: Kept): TicketsView {
    const own = this.learn(order);
    const { card } = order;
    const lines = [...new Set(own.map((ticket) => ticket.line))];
    const groups = lines.map((line): GroupView => {
      const tickets = own.filter((ticket) => ticket.line === line);
      return {
        id: `g-${card.id}-${line}`,
        line,
        version: 1,
        label: tickets[0]?.label ?? '',
        distributions: tickets.map((ticket) => this.distribution(ticket)),
      };
    });
    const gone = own.length > 0 && own.every((ticket) => isVoid(ticket.status));
    const why =
      own.length === 0
        ? 'The tickets are not here yet.'
        : gone
          ? 'All of its tickets are void.'
          : this.mayMail();
    return {
      order: card.id,
      code: card.code,
      state: card.state,
      groups,
      checked: this.checkedOf(order),
      warnings: this.offline() ? ['The supplier cannot be asked now; this is what was known before.'] : [],
      by_supplier: order.supplier_pdf,
      supplier_pages: order.supplier_pdf ? 2 : 0,
      may_mail: { ok: why === null, why },
      mailer: order.supplier_pdf ? 'supplier' : 'desk',
      to: order.customer.email,
      language: 'en',
      languages: LANGUAGES,
      events: this.events.filter((event) => event.order === card.id),
      ...this.beside(card.id),
    };
  }

  scan(scanned: string): ScannedView[] {
    const code = scanned.trim();
    if (!code) throw problem('ERR00014', 'Scan a ticket’s code, or type an order code.', null);
    this.learnAll();
    const key = code.toUpperCase().replaceAll('-', '');
    const exact = this.all.filter((ticket) => ticket.code === key);
    const hits = exact.length > 0 ? exact : this.all.filter((ticket) => this.isOf(ticket, key));
    if (hits.length === 0)
      throw problem(
        'ERR00003',
        'No ticket of this desk has this code.',
        'Scan once more, or type the order’s code.',
      );
    return [...hits].reverse().map((ticket) => {
      const order = this.orders.find(ticket.order);
      this.check(order);
      return {
        order: order.card,
        ticket: this.distribution(ticket),
        label: ticket.label,
        of: order.lines.reduce((n, line) => n + line.count, 0),
        meaning: MEANING[ticket.status],
        checked: this.checkedOf(order),
      };
    });
  }

  private isOf(ticket: Ticket, key: string) {
    return this.orders.find(ticket.order).card.code.replaceAll('-', '') === key;
  }

  preview(id: string): PreviewView {
    const order = this.orders.find(id);
    const own = this.learn(order).filter((ticket) => ticket.replacedBy === null);
    if (own.length === 0)
      throw problem(
        'TICKETS_NOT_READY',
        'The tickets are not here yet.',
        'They come by themselves; this order shows when.',
        'later',
      );
    const { card } = order;
    const pages = own.map((ticket) =>
      ticketSheet({
        title: card.title,
        when: [card.city_name, card.day, card.time].filter(Boolean).join(' · '),
        holder: card.customer_name,
        kind: ticket.label,
        code: card.code,
        place: `${ticket.place} of ${own.length}`,
        mark: isVoid(ticket.status) ? 'VOID' : null,
      }),
    );
    const { as_of } = this.checkedOf(order);
    return { pages, supplier_pages: order.supplier_pdf ? 2 : 0, warnings: [], status_as_of: as_of };
  }
}
