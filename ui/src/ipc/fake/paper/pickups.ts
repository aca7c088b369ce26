import type { StateView } from '../../bindings';
import { seeded } from '../random';
import { HOUR, type World } from '../world';
import type { FakePaper } from './paper';

const PEOPLE = [
  'Ana Ribeiro',
  'Bilal Haddad',
  'Chiara Conti',
  'Daniel Okoye',
  'Eva Lindqvist',
  'Fatima Zahra',
  'George Papadakis',
  'Hanna Virtanen',
  'Ibrahim Yılmaz',
  'Julia Nowak',
  'Kenji Mori',
  'Leila Haddad',
  'Marta Silva',
  'Noah Fischer',
];
const TIMES = [
  '09:00',
  '09:00',
  '10:30',
  '10:30',
  '12:00',
  '12:00',
  '14:00',
  '14:00',
  '15:00',
  '16:30',
  '17:00',
];

/** Orders whose visit is today, in every state the print room knows. */
export function seedPickups(paper: FakePaper, world: World, day: string, now: number, count: number) {
  const { orders } = paper.tickets;
  const r = seeded('pickups');
  for (let n = 0; n < count; n++) {
    const product = world.products[Math.floor(r() * world.products.length)];
    if (!product) continue;
    const [first = '', ...rest] = (PEOPLE[n % PEOPLE.length] ?? '').split(' ');
    const at = now - (30 - n) * HOUR;
    const order = orders.create(
      {
        external_reference: `cf-today-${n}`,
        product: product.card.id,
        day,
        time: null,
        party: product.variants
          .slice(0, n % 4 === 2 ? 1 : 2)
          .map((variant, i) => ({ variant: variant.id, count: i === 0 ? 2 : 1 })),
        customer: {
          first_name: first,
          last_name: rest.join(' '),
          email: `${first.toLowerCase()}@example.org`,
          phone: '+31 6 1234 5678',
        },
        visitors: [],
        expected_total: null,
        basket: null,
      },
      at,
    );
    order.card = { ...order.card, time: TIMES[n % TIMES.length] ?? null };
    const end: StateView = n === 5 ? 'fulfilling' : 'ready';
    orders.step(order, 'confirming', 'confirm_begun', 'The payment token was sent.', at + 95_000);
    orders.step(order, 'fulfilling', 'confirm_accepted', 'The supplier makes the tickets.', at + 96_000);
    if (end === 'ready')
      orders.step(order, 'ready', 'found', 'Done; the tickets were fetched and stored.', at + 107_000);
    const own = paper.tickets.learn(order);
    const sheets = (state: 'confirmed' | 'doubtful', ...places: number[]) => {
      for (const place of places) {
        const ticket = own[place];
        const note = state === 'doubtful' ? 'Paper jam. It is not known how far the sheet came.' : null;
        if (ticket) paper.prints.seed(ticket, state, note);
      }
    };
    if (n === 0) sheets('confirmed', 0, 1, 2);
    if (n === 1) {
      sheets('confirmed', 0);
      sheets('doubtful', 1);
    }
    if (n === 3) sheets('confirmed', 0, 1);
    if (n === 4) {
      sheets('confirmed', 0, 1, 2);
      orders.cancelLate(order);
      paper.tickets.learn(order);
    }
    if (n === 6)
      paper.mails.seed(
        order.card.id,
        own.map((ticket) => ticket.id),
        { state: 'sent', note: '250 2.0.0 Taken.' },
      );
  }
}

/** Mails in every state, of orders that are ready. */
export function seedMails(paper: FakePaper, now: number) {
  const sold = paper.tickets.orders.all.filter((order) => order.card.state === 'ready').slice(-6);
  const states = [
    { state: 'sent', note: '250 2.0.0 Taken.' },
    { state: 'doubtful', note: 'The line broke after the text was handed over.' },
    { state: 'refused', note: '550 5.1.1 No such mailbox here.' },
    {
      state: 'queued',
      tries: 3,
      next_at: now + 4 * 60_000,
      note: '451 4.7.1 Greylisted, come back later.',
    },
    { state: 'withdrawn', note: null },
    { state: 'sent', note: '250 2.0.0 Taken.' },
  ] as const;
  for (const [n, more] of states.entries()) {
    const order = sold[n];
    if (!order) continue;
    const own = paper.tickets.learn(order);
    paper.mails.seed(
      order.card.id,
      own.map((ticket) => ticket.id),
      { ...more, created_at: now - (n + 1) * 40 * 60_000 },
    );
  }
}
