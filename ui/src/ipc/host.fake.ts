import { deskDay } from '../shared/format/day';
import type { Commands, DeskView, KeyringView, LightView, ScheduleView, SupplierView } from './bindings';
import { availability } from './fake/availability';
import { free } from './fake/free';
import { FakeOrders } from './fake/orders';
import { FakePaper } from './fake/paper/paper';
import { seedMails, seedPickups } from './fake/paper/pickups';
import { seedOrders } from './fake/past';
import { problem } from './fake/problem';
import { FakeRuns, pastRuns } from './fake/runs';
import { scene } from './fake/scenes';
import { search } from './fake/search';
import { FakeShelf } from './fake/shelf';
import { hasTags, listTags } from './fake/tags';
import { countCountries, HOUR, makeWorld, type World } from './fake/world';
import type { CommandName, Host, HostEvent, HostEvents, Input, Output } from './host';

export type FakeOptions = {
  /** No supplier, no catalogue: the first day. */
  empty?: boolean;
  /** A supplier, but nothing fetched. */
  unfetched?: boolean;
  training?: boolean;
  offline?: boolean;
  keyring?: KeyringView;
  orders?: number;
  /** How many orders the supplier cancelled late, unseen so far. */
  late?: number;
  /** How many more orders are for today. */
  pickups?: number;
  /** Mails of the past. */
  mails?: boolean;
  noPrinters?: boolean;
  noMailServer?: boolean;
  /** How many experiences in all, made up beyond the first few. */
  experiences?: number;
  /** How long an answer takes, milliseconds. */
  delay?: number;
  /** 1 as in life; smaller is faster. */
  pace?: number;
};

export type FakeHost = Host & {
  orders: FakeOrders;
  paper: FakePaper;
  calls: { name: CommandName; input: unknown }[];
  /** Makes the next call of a command fail. */
  failNext(name: CommandName, with_: unknown): void;
  /** Tells what the core would tell by itself. */
  emit<E extends HostEvent>(event: E, payload: HostEvents[E]): void;
  close(): void;
};

type Handlers = { [N in CommandName]: (input: Commands[N]['input']) => Commands[N]['output'] };
const pageOf = <T>(items: T[], page: number, size: number) => ({
  items: items.slice((page - 1) * size, page * size),
  page,
  page_size: size,
  total: items.length,
});

const NOWHERE = { city: null as string | null, country: null as string | null, tags: [] as string[] };

/** A desk in memory, for tests and for the plain browser. Nothing leaves it. */
export function fakeHost(options: FakeOptions = {}): FakeHost {
  const now = () => Date.now();
  const pace = options.pace ?? 1;
  const world = makeWorld(now(), options.experiences);
  const shelf = new FakeShelf(world);
  const began = now();
  let schedule: ScheduleView = { every_hours: null, next_at: null, note: null };
  let fetched = !(options.empty || options.unfetched);
  let fetchedAt: number | null = fetched ? now() - 2 * HOUR : null;
  const listeners = new Map<HostEvent, Set<(payload: never) => void>>();
  const emit = <E extends HostEvent>(event: E, payload: HostEvents[E]) => {
    for (const then of listeners.get(event) ?? []) (then as (p: HostEvents[E]) => void)(payload);
  };
  const orders = new FakeOrders(world, (id, state) => emit('order-changed', { id, state }), now, pace);
  seedOrders(orders, world, now(), options.orders ?? 26);
  for (const order of orders.all.filter((o) => o.card.state === 'ready').slice(0, options.late ?? 0))
    orders.cancelLate(order);
  const paper = new FakePaper(orders, {
    now,
    pace,
    offline: options.offline ?? false,
    keyring: options.keyring ?? 'ready',
    noPrinters: options.noPrinters ?? false,
    noMailServer: options.noMailServer ?? false,
    tell: (order) => emit('tickets-changed', order),
  });
  paper.tickets.learnAll();
  seedPickups(paper, world, deskDay(now()), now(), options.pickups ?? 0);
  if (options.mails) seedMails(paper, now());
  orders.requests.length = 0;
  const runs = new FakeRuns(
    (run) => emit('run-progress', run),
    (run) => {
      if (run.status !== 'COMPLETED') return;
      fetched = true;
      fetchedAt = now();
      emit('catalogue-changed', null);
    },
    now,
    pace,
    fetched ? pastRuns(now()) : [],
  );
  let supplier: SupplierView = {
    key: 'tiqets',
    name: 'Tiqets',
    base_url: options.empty ? null : 'https://api.example.test/v2',
    currency: 'EUR',
    language: 'en',
    has_api_key: !options.empty,
    has_private_key: !options.empty,
    public_key: options.empty
      ? null
      : 'ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQC7v1n0example0only0not0a0key0c2VjcmV0 counterfoil',
    keyring: options.keyring ?? 'ready',
    keyring_message: null,
  };
  const ready = () => supplier.base_url !== null && supplier.has_api_key && supplier.has_private_key;
  const on = () => new Set(fetched ? world.cities.filter((c) => c.enabled).map((c) => c.id) : []);
  const count = (state: string) => orders.all.filter((o) => o.card.state === state).length;
  /** Variants come in the background, some each second, until all are here. */
  const variantsKnown = () =>
    Math.min(
      world.products.length,
      Math.floor(world.products.length * (0.49 + (now() - began) / (pace * 600_000))),
    );
  const isHere = (city: string, query: { city: string | null; country: string | null }) =>
    on().has(city) &&
    (!query.city || query.city === city) &&
    (!query.country || world.cities.find((c) => c.id === city)?.country === query.country);
  const listed = (all: World['experiences'], query = NOWHERE) =>
    all.filter((e) => isHere(e.city, query) && hasTags(e, query.tags));
  const needSupplier = () => {
    if (!ready())
      throw problem(
        'SUPPLIER_NOT_SET_UP',
        'No supplier is set up yet.',
        'Enter the keys in Admin, Suppliers.',
      );
    if (options.offline)
      throw problem(
        'SUPPLIER_UNREACHABLE',
        'Tiqets cannot be reached: there is no network.',
        'The catalogue stays usable. Check the network.',
        'later',
      );
  };
  const desk = (): DeskView => ({
    version: '0.1.0',
    training: options.training ?? false,
    held: count('held'),
    fulfilling: count('fulfilling') + count('confirming'),
    unknown: count('unknown'),
    notices: orders.all
      .flatMap(({ card, meaning, notice_at }) =>
        notice_at === null ? [] : [{ order: card, meaning, at: notice_at }],
      )
      .sort((a, b) => a.at - b.at),
    suppliers: ready()
      ? [
          {
            key: 'tiqets',
            name: 'Tiqets',
            light: (options.offline ? 'red' : 'green') as LightView,
            last_millis: options.offline ? null : 120,
            message: options.offline ? 'No network.' : null,
          },
        ]
      : [],
    catalogue: {
      fetched_at: fetchedAt,
      countries: fetched ? 11 : 0,
      cities: fetched ? world.cities.length : 0,
      cities_enabled: on().size,
      experiences: fetched ? listed(world.experiences).length : 0,
      products: fetched ? world.products.filter((p) => on().has(p.card.city)).length : 0,
      products_all: fetched ? world.products.length : 0,
      variants_known: fetched ? variantsKnown() : 0,
    },
    run: runs.current,
    schedule,
    now: now(),
  });
  const switchCities = (ids: string[], enabled: boolean) => {
    for (const city of world.cities) if (ids.includes(city.id)) city.enabled = enabled;
    emit('catalogue-changed', null);
    return null;
  };
  const found = <T>(thing: T | undefined, what: string): T => {
    if (thing === undefined)
      throw problem(
        'ERR00003',
        `This ${what} is not in the catalogue.`,
        'It may have been retired with the last refresh.',
      );
    return thing;
  };
  const handlers: Handlers = {
    get_desk: desk,
    start_run: (input) => {
      needSupplier();
      if (runs.current)
        throw problem(
          'ALREADY_RUNNING',
          'A refresh is already going on.',
          'Wait for it, or stop it.',
          'later',
        );
      return runs.start(input);
    },
    cancel_run: () => {
      runs.cancel();
      return null;
    },
    set_schedule: ({ every_hours }) => {
      schedule = {
        every_hours,
        next_at: every_hours === null ? null : (fetchedAt ?? now()) + every_hours * HOUR,
        note:
          every_hours !== null && options.offline
            ? 'The run that is due waits: there is no network. It begins as soon as there is one.'
            : null,
      };
      if (schedule.next_at !== null && schedule.next_at < now()) schedule.next_at = now() + 60_000;
      emit('desk-changed', null);
      return schedule;
    },
    list_runs: ({ limit }) => [...(runs.current ? [runs.current] : []), ...runs.all].slice(0, limit),
    list_suppliers: () => [supplier],
    set_supplier: (input) => {
      const { api_key, private_key, ...plain } = input;
      supplier = {
        ...supplier,
        ...plain,
        has_api_key: supplier.has_api_key || Boolean(api_key),
        has_private_key: supplier.has_private_key || Boolean(private_key),
        public_key:
          supplier.public_key ??
          (private_key ? 'ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQDexample counterfoil' : null),
      };
      emit('desk-changed', null);
      return supplier;
    },
    test_supplier: () =>
      options.offline
        ? { ok: false, millis: 0, message: 'Tiqets cannot be reached: there is no network.' }
        : { ok: true, millis: 118, message: 'Tiqets accepts both keys.' },
    remove_supplier_keys: () => {
      supplier = { ...supplier, has_api_key: false, has_private_key: false, public_key: null };
      emit('desk-changed', null);
      return supplier;
    },
    list_countries: () => (fetched ? countCountries(world) : []),
    list_cities: ({ country, enabled_only }) =>
      (fetched ? world.cities : [])
        .filter((c) => (!country || c.country === country) && (!enabled_only || c.enabled))
        .map((c) => ({ ...c })),
    enable_cities: ({ ids }) => switchCities(ids, true),
    disable_cities: ({ ids }) => switchCities(ids, false),
    list_experiences: (query) => pageOf(listed(world.experiences, query), query.page, query.page_size),
    list_tags: (query) => listTags(listed(world.experiences, { ...query, tags: query.chosen }), query),
    get_shelf: () => shelf.view(),
    set_favourite: (input) => {
      shelf.set(input);
      return null;
    },
    fetch_free: (query) => {
      if (query.experiences.length + query.products.length > 24)
        throw problem('ERR00014', 'At most 24 things can be asked about at once.', null);
      return free(world, query, now(), options.offline ?? false);
    },
    get_experience: ({ id }) => {
      const card = found(
        world.experiences.find((e) => e.id === id),
        'experience',
      );
      const products = world.products.filter((p) => p.card.experience === id);
      return {
        card,
        description: products[0]?.summary ?? null,
        address: products[0]?.address ?? null,
        geo: products[0] ? { lat: products[0].place.lat, lng: products[0].place.lng } : null,
        google_place_id: `ChIJ${id.slice(0, 12)}`,
        url: `https://www.example.test/${id}`,
        pictures: products[0]?.pictures ?? [],
        products: products.map((p) => p.card),
        fetched_at: card.fetched_at,
      };
    },
    list_products: (query) =>
      pageOf(
        world.products
          .filter(
            (p) =>
              isHere(p.card.city, query) && (!query.experience || p.card.experience === query.experience),
          )
          .map((p) => p.card),
        query.page,
        query.page_size,
      ),
    get_product: ({ id }) => {
      const {
        place: _place,
        base: _base,
        wholeDay: _whole,
        factors: _factors,
        ...view
      } = found(
        world.products.find((p) => p.card.id === id),
        'product',
      );
      shelf.visit(id);
      return view;
    },
    search_catalog: ({ text, limit }) => (fetched ? search(world, text, limit) : { hits: [], total: 0 }),
    fetch_availability: (query) => {
      needSupplier();
      return availability(
        found(
          world.products.find((p) => p.card.id === query.product),
          'product',
        ),
        query,
        now(),
        orders.gone,
      );
    },
    create_order: (input) => orders.till.view(orders.create(input)),
    confirm_order: ({ id }) => orders.till.view(orders.confirm(id)),
    check_order: ({ id }) => orders.till.view(orders.check(id)),
    cancel_order: ({ id, reason }) => orders.till.view(orders.cancel(id, reason)),
    list_orders: (query) => orders.list(query),
    get_order: ({ id }) => orders.till.view(orders.find(id)),
    hold_again: ({ id }) => orders.till.view(orders.again(id)),
    record_payment: (input) => orders.till.view(orders.pay(input)),
    list_holds: () => orders.holds(),
    acknowledge_order: ({ id }) => orders.till.view(orders.acknowledge(id)),
    list_customers: ({ text }) => orders.till.customers(text),
    close_window: () => null,
    ...paper.handlers(),
    save_tickets: ({ id }) => ({ path: `Downloads/Tickets ${orders.find(id).card.code}.pdf` }),
    open_tickets: () => null,
  };
  const calls: FakeHost['calls'] = [];
  const failing = new Map<CommandName, unknown>();
  return {
    orders,
    paper,
    calls,
    emit,
    failNext: (name, with_) => void failing.set(name, with_),
    close() {
      orders.close();
      paper.close();
      runs.close();
    },
    async call<N extends CommandName>(name: N, input: Input<N>): Promise<Output<N>> {
      calls.push({ name, input });
      const slow =
        name === 'fetch_free' ? 10 : name === 'fetch_availability' || name.endsWith('_order') ? 3 : 1;
      await new Promise((done) => setTimeout(done, (options.delay ?? 60) * slow));
      if (failing.has(name)) {
        const thrown = failing.get(name);
        failing.delete(name);
        throw thrown;
      }
      return structuredClone(handlers[name](input)) as Output<N>;
    },
    on(event, then) {
      const set = listeners.get(event) ?? new Set();
      set.add(then as (payload: never) => void);
      listeners.set(event, set);
      return () => void set.delete(then as (payload: never) => void);
    },
    pictureSrc: (url) => {
      const [, kind = '', seed = ''] = url.split(':');
      return scene(kind, seed);
    },
  };
}
