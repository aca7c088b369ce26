import type {
  BatchInput,
  BatchView,
  PickupView,
  PrintActView,
  PrintInput,
  PrintJobView,
  PrintRoomView,
  StateView,
} from '../../bindings';
import { problem } from '../problem';
import type { FakePrinters } from './printers';
import { isVoid, refusal } from './rules';
import type { FakeTickets, Sheets, Ticket } from './tickets';

const MOVING: PrintJobView['state'][] = ['queued', 'sending', 'sent'];
type Batch = { id: string; stopped: string | null; printer: string; leftOut: string[]; at: number };
const WAITING: StateView[] = ['confirming', 'fulfilling', 'unknown'];

/** The print journal: jobs that move by a clock, batches that stop and go on. */
export class FakePrints {
  readonly jobs: PrintJobView[] = [];
  private batches = new Map<string, Batch>();
  private keys = new Map<string, string>();
  private timers = new Set<ReturnType<typeof setTimeout>>();
  private next = 1;
  /** Jobs that come to a stop on their way, by how many are printed before. */
  private jamAfter: { left: number; reason: string } | null = null;
  constructor(
    private tickets: FakeTickets,
    readonly printers: FakePrinters,
    private tell: (order: string | null) => void,
    private now: () => number,
    private pace: number,
  ) {
    tickets.sheetsOf = (id) => this.sheetsOf(id);
  }

  close() {
    for (const timer of this.timers) clearTimeout(timer);
  }

  private after(millis: number, run: () => void) {
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      run();
    }, millis * this.pace);
    this.timers.add(timer);
  }

  sheetsOf(id: string): Sheets {
    const sheets = { printed: 0, copies: 0, inDoubt: 0, onTheWay: 0 };
    for (const job of this.jobs)
      for (const ticket of job.tickets) {
        if (ticket.distribution !== id) continue;
        if (job.state === 'confirmed') {
          sheets.printed += 1;
          if (ticket.copy > 1) sheets.copies += 1;
        } else if (job.state === 'doubtful') sheets.inDoubt += 1;
        else if (MOVING.includes(job.state)) sheets.onTheWay += 1;
      }
    return sheets;
  }

  /** The printer jams after so many more sheets. */
  jam(after = 0, reason = 'Paper jam.') {
    this.jamAfter = { left: after, reason };
  }

  private write(
    ticket: Ticket,
    act: PrintActView,
    reason: string | null,
    at: { printer: string; media: PrintJobView['media']; layout: string },
    batch: string | null,
  ): PrintJobView {
    const { card } = this.tickets.orders.find(ticket.order);
    const own = this.tickets.all.filter((one) => one.order === ticket.order && one.replacedBy === null);
    const id = `p-${this.next++}`;
    const { printed } = this.sheetsOf(ticket.id);
    const job: PrintJobView = {
      id,
      batch: batch ?? id,
      place: batch ? this.jobs.filter((one) => one.batch === batch).length + 1 : 1,
      order: card.id,
      code: card.code,
      title: card.title,
      customer_name: card.customer_name,
      act,
      reason,
      tickets: [
        {
          distribution: ticket.id,
          number: ticket.place,
          of: own.length,
          label: ticket.label,
          copy: act === 'copy' ? printed + 1 : 1,
        },
      ],
      ...at,
      state: 'queued',
      note: null,
      created_at: this.now(),
      updated_at: this.now(),
    };
    this.jobs.push(job);
    return job;
  }

  private step(job: PrintJobView, state: PrintJobView['state'], note: string | null = null) {
    Object.assign(job, { state, note, updated_at: this.now() });
    if (state === 'confirmed')
      for (const { distribution } of job.tickets)
        this.tickets.move(this.tickets.ticket(distribution), 'DISTRIBUTED');
    this.tell(job.order);
  }

  private going = new Set<string>();
  /** One sheet after the other, as long as nothing stands in the way. */
  private run(printer: string) {
    if (this.going.has(printer)) return;
    const job = this.jobs.find(
      (one) => one.printer === printer && one.state === 'queued' && !this.batches.get(one.batch)?.stopped,
    );
    if (!job) {
      this.printers.set(printer, 'idle');
      this.tell(null);
      return;
    }
    this.going.add(printer);
    this.printers.set(printer, 'printing');
    this.step(job, 'sending');
    this.after(250, () => {
      this.step(job, 'sent');
      this.after(650, () => {
        this.going.delete(printer);
        const jam = this.jamAfter;
        if (jam && jam.left <= 0) {
          this.jamAfter = null;
          this.stop(printer, jam.reason);
          this.step(job, 'doubtful', `${jam.reason} It is not known how far the sheet came.`);
          return;
        }
        if (jam) jam.left -= 1;
        this.step(job, 'confirmed');
        this.run(printer);
      });
    });
  }

  private stop(printer: string, reason: string) {
    this.printers.stop(printer, reason);
    for (const batch of this.batches.values())
      if (batch.printer === printer && this.jobs.some((j) => j.batch === batch.id && j.state === 'queued'))
        batch.stopped = `${printer}: ${reason}`;
  }

  /** A supplier's document is one piece: its tickets are one job, with our sheet in front of it where it is wanted. */
  private bound(made: PrintJobView[], cover: boolean): PrintJobView[] {
    const [first] = made;
    if (!first || !this.tickets.orders.find(first.order).supplier_pdf) return made;
    const document = { ...first, tickets: made.flatMap((job) => job.tickets) };
    const sheets = cover ? [{ ...first, id: `p-${this.next++}`, tickets: [] }, document] : [document];
    this.jobs.splice(this.jobs.indexOf(first), made.length, ...sheets);
    return sheets;
  }

  print(input: PrintInput): PrintJobView[] {
    const before = this.keys.get(input.key);
    if (before) return this.jobs.filter((job) => before.split(' ').includes(job.id));
    const reason = input.reason?.trim() || null;
    const chosen = this.printers.forPaper(input.media);
    const wanted = input.distributions.map((id) => this.tickets.ticket(id));
    for (const ticket of wanted) {
      const why = refusal(input.act, this.tickets.known(ticket), reason !== null);
      const { code } = this.tickets.orders.find(ticket.order).card;
      if (why)
        throw problem(
          'PRINT_REFUSED',
          `Ticket ${ticket.place} of ${code} was not printed: ${why[0]?.toLowerCase()}${why.slice(1)}`,
          null,
        );
    }
    const { printer, media, layout } = chosen;
    const made = wanted.map((ticket) => {
      const shown = input.act === 'replace' ? this.tickets.replace(ticket) : ticket;
      return this.write(shown, input.act, reason, { printer, media, layout }, null);
    });
    const sheets = this.bound(made, input.cover && media === 'a4');
    this.keys.set(input.key, sheets.map((job) => job.id).join(' '));
    this.run(printer);
    return sheets;
  }

  batch(input: BatchInput): BatchView {
    const before = this.keys.get(input.key);
    if (before) return this.viewOf(before);
    const { printer, media, layout } = this.printers.forPaper(input.media);
    const id = `b-${this.next++}`;
    const batch: Batch = { id, stopped: null, printer, leftOut: [], at: this.now() };
    for (const name of input.orders) {
      const order = this.tickets.orders.find(name);
      const pickup = this.pickup(name);
      if (!pickup.may_print.ok) {
        batch.leftOut.push(`${order.card.code}: ${pickup.may_print.why}`);
        continue;
      }
      const made = this.tickets
        .learn(order)
        .filter((ticket) => refusal('print', this.tickets.known(ticket)) === null)
        .map((ticket) => this.write(ticket, 'print', null, { printer, media, layout }, id));
      this.bound(made, media === 'a4');
    }
    if (!this.jobs.some((job) => job.batch === id))
      throw problem('NOTHING_TO_PRINT', 'There is nothing to print among these orders.', null);
    this.batches.set(id, batch);
    this.keys.set(input.key, id);
    this.run(printer);
    return this.viewOf(id);
  }

  private viewOf(id: string): BatchView {
    const batch = this.batches.get(id);
    if (!batch) throw problem('ERR00003', 'There is no such batch.', null);
    const jobs = this.jobs.filter((job) => job.batch === id);
    const count = (state: PrintJobView['state']) => jobs.filter((job) => job.state === state).length;
    const left = jobs.filter((job) => MOVING.includes(job.state)).length;
    return {
      id,
      state: left === 0 ? 'done' : batch.stopped ? 'stopped' : 'running',
      reason: left > 0 ? batch.stopped : null,
      printer: batch.printer,
      jobs: jobs.length,
      done: count('confirmed'),
      doubtful: count('doubtful'),
      failed: count('failed'),
      left_out: batch.leftOut,
      created_at: batch.at,
    };
  }

  resume(id: string): BatchView {
    const batch = this.batches.get(id);
    if (!batch) throw problem('ERR00003', 'There is no such batch.', null);
    // Whoever goes on has taken the paper out.
    this.printers.mend(batch.printer);
    batch.stopped = null;
    this.run(batch.printer);
    this.tell(null);
    return this.viewOf(id);
  }

  stopBatch(id: string): BatchView {
    const batch = this.batches.get(id);
    if (!batch) throw problem('ERR00003', 'There is no such batch.', null);
    batch.stopped = 'Stopped by hand.';
    this.tell(null);
    return this.viewOf(id);
  }

  answer(id: string, onPaper: boolean): PrintJobView {
    const job = this.jobs.find((one) => one.id === id);
    if (!job) throw problem('ERR00003', 'There is no such print job.', null);
    if (job.state !== 'doubtful')
      throw problem('PRINT_SETTLED', 'This was answered already, perhaps at another desk.', null);
    this.step(job, onPaper ? 'confirmed' : 'failed', onPaper ? 'Seen on paper.' : 'Not on paper.');
    return job;
  }

  room(openOnly: boolean): PrintRoomView {
    const open = (job: PrintJobView) => MOVING.includes(job.state) || job.state === 'doubtful';
    const jobs = [...this.jobs].reverse().filter((job) => !openOnly || open(job));
    const batches = [...this.batches.keys()].reverse().map((id) => this.viewOf(id));
    return {
      batches: batches.filter((batch) => !openOnly || batch.state !== 'done'),
      jobs: openOnly ? jobs : jobs.slice(0, 100),
    };
  }

  private pickup(name: string): PickupView {
    const order = this.tickets.orders.find(name);
    const own = this.tickets.learn(order).filter((one) => one.replacedBy === null);
    const live = own.filter((one) => !isVoid(one.status));
    const sheets = live.map((ticket) => this.sheetsOf(ticket.id));
    const toPrint = live.filter((ticket) => refusal('print', this.tickets.known(ticket)) === null).length;
    const inDoubt = sheets.filter((one) => one.inDoubt > 0).length;
    const { state } = order.card;
    const why = WAITING.includes(state)
      ? 'Its tickets are not here yet.'
      : live.length === 0
        ? 'It was cancelled; its tickets are void.'
        : toPrint > 0
          ? null
          : inDoubt > 0
            ? 'A ticket of it may be on paper already; look, and answer that first.'
            : 'All of it is printed.';
    return {
      order: order.card,
      tickets: live.length,
      to_print: toPrint,
      printed: sheets.filter((one) => one.printed > 0).length,
      in_doubt: inDoubt,
      on_the_way: sheets.filter((one) => one.onTheWay > 0).length,
      mailed: live.filter((one) => one.mailed || one.status === 'PICKED_UP').length,
      may_print: { ok: why === null, why },
    };
  }

  pickups(day: string): PickupView[] {
    const due: StateView[] = ['ready', 'cancelled', ...WAITING];
    return this.tickets.orders.all
      .filter(({ card }) => card.day === day && due.includes(card.state))
      .map(({ card }) => this.pickup(card.id))
      .sort(
        (a, b) =>
          (a.order.time ?? '').localeCompare(b.order.time ?? '') ||
          a.order.customer_name.localeCompare(b.order.customer_name),
      );
  }

  /** What happened before the window opened. */
  seed(
    ticket: Ticket,
    state: PrintJobView['state'],
    note: string | null = null,
    act: PrintActView = 'print',
  ) {
    const { printer, media, layout } = this.printers.chosen()[0] ?? {};
    const at = { printer: printer ?? '', media: media ?? 'a4', layout: layout ?? 'A4' } as const;
    this.step(
      this.write(ticket, act, act === 'print' ? null : 'The paper is spoilt.', at, null),
      state,
      note,
    );
  }
}
