import type { Commands, EventPage, EventQuery, KeyringView, SinkView } from '../../bindings';
import type { FakeOrders } from '../orders';
import { FakeLayouts } from './layouts';
import { FakeMails } from './mails';
import { FakePrinters } from './printers';
import { FakePrints } from './prints';
import { FakeTickets } from './tickets';

export type PaperWish = {
  now: () => number;
  pace: number;
  offline: boolean;
  keyring: KeyringView;
  noPrinters: boolean;
  noMailServer: boolean;
  tell: (order: string | null) => void;
};

/** Tickets on paper and by mail, in memory. */
export class FakePaper {
  readonly tickets: FakeTickets;
  readonly printers: FakePrinters;
  readonly prints: FakePrints;
  readonly mails: FakeMails;
  readonly layouts: FakeLayouts;
  sinks: SinkView[] = [];
  constructor(orders: FakeOrders, wish: PaperWish) {
    const { now, pace, tell } = wish;
    this.tickets = new FakeTickets(orders, now, () => wish.offline);
    this.printers = new FakePrinters(wish.noPrinters);
    this.prints = new FakePrints(this.tickets, this.printers, tell, now, pace);
    this.mails = new FakeMails(this.tickets, tell, now, pace, wish.noMailServer, wish.keyring);
    this.layouts = new FakeLayouts((layout) => this.printers.usedFor(layout));
    this.tickets.beside = (order) => ({
      jobs: this.prints.jobs.filter((job) => job.order === order),
      mails: this.mails.all.filter((mail) => mail.order === order),
    });
  }

  close() {
    this.prints.close();
    this.mails.close();
  }

  private events({ since, limit }: EventQuery): EventPage {
    this.tickets.learnAll();
    const { events } = this.tickets;
    const items =
      since === null
        ? [...events].reverse().slice(0, limit)
        : events.filter((event) => event.seq > since).slice(0, limit);
    return { items, newest: events.at(-1)?.seq ?? 0 };
  }

  private eventFile(choose: boolean): SinkView[] {
    const others = this.sinks.filter((sink) => sink.name !== 'file');
    const file: SinkView = {
      name: 'file',
      place: '/home/desk/ticket-events.jsonl',
      behind: 0,
      tries: 0,
      trouble: null,
      next_at: null,
    };
    this.sinks = choose ? [file, ...others] : others;
    return this.sinks;
  }

  /** What the window may ask of all this. */
  handlers() {
    const { tickets, prints, printers, mails, layouts } = this;
    const view = ({ id }: { id: string }) => tickets.view(tickets.orders.find(id));
    return {
      preview_tickets: ({ id }) => tickets.preview(id),
      get_tickets: view,
      check_tickets: (input) => {
        tickets.check(tickets.orders.find(input.id));
        return view(input);
      },
      scan_ticket: ({ code }) => tickets.scan(code),
      list_events: (query) => this.events(query),
      list_sinks: () => this.sinks,
      set_event_file: ({ choose }) => this.eventFile(choose),
      list_printers: () => printers.all,
      list_printer_choices: () => printers.chosen(),
      choose_printer: (input) => printers.choose(input),
      print_tickets: (input) => prints.print(input),
      list_pickups: ({ day }) => prints.pickups(day),
      print_batch: (input) => prints.batch(input),
      list_prints: ({ open_only }) => prints.room(open_only),
      answer_print: ({ job, on_paper }) => prints.answer(job, on_paper),
      resume_batch: ({ id }) => prints.resume(id),
      stop_batch: ({ id }) => prints.stopBatch(id),
      send_tickets: (input) => mails.send(input),
      list_mails: (query) => mails.list(query),
      answer_mail: (input) => mails.answer(input),
      get_mail_settings: () => mails.settings,
      set_mail_settings: (input) => mails.set(input),
      test_mail: ({ to }) => mails.test(to),
      list_layouts: () => layouts.list(),
      get_layout: ({ name }) => layouts.get(name),
      preview_layout: (input) => layouts.preview(input),
      save_layout: (input) => layouts.save(input),
      delete_layout: ({ name }) => layouts.remove(name),
      import_layout: () => layouts.import(),
      export_layout: ({ name }) => ({ path: `Downloads/${name}.json` }),
      get_logo: () => layouts.logoView(),
      choose_logo: () => layouts.setLogo(true),
      remove_logo: () => layouts.setLogo(false),
    } satisfies { [N in keyof Commands]?: (input: Commands[N]['input']) => Commands[N]['output'] };
  }
}
