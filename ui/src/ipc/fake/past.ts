import type { StateView } from '../bindings';
import { availability } from './availability';
import type { FakeOrders } from './orders';
import { seeded } from './random';
import { HOUR, type World } from './world';

const PEOPLE = [
  'Camille Dupont',
  'Youssef El Amrani',
  'Ελένη Παπαδοπούλου',
  'Jonas Weber',
  'Mina Sato',
  'Олена Шевченко',
  'Lucía Fernández',
  'Aoife Byrne',
  'Tomás Novák',
  'Grace Okafor',
];

/** A past with every kind of ending. */
export function seedOrders(orders: FakeOrders, world: World, now: number, count: number) {
  const r = seeded('past');
  const endings: StateView[] = [
    'ready',
    'ready',
    'held',
    'ready',
    'fulfilling',
    'cancelled',
    'ready',
    'expired',
    'unknown',
    'ready',
    'failed',
    'ready',
  ];
  for (let n = count; n > 0; n--) {
    const product = world.products[Math.floor(r() * world.products.length)];
    const person = PEOPLE[n % PEOPLE.length] ?? 'Someone';
    const [first = '', ...rest] = person.split(' ');
    const last = rest.join(' ');
    if (!product) continue;
    const at = now - n * (0.4 + r()) * HOUR;
    const query = { product: product.card.id, from: product.today, to: '2099-01-01' };
    const free = availability(product, query, now).days.filter((d) => d.state === 'free');
    const day = free[Math.floor(r() * free.length)];
    if (!day) continue;
    const party = product.variants.slice(0, 2).map((v, i) => ({ variant: v.id, count: i === 0 ? 2 : 1 }));
    const order = orders.create(
      {
        external_reference: `cf-past-${n}`,
        product: product.card.id,
        day: day.day,
        time: day.slots.find((slot) => slot.is_available)?.time ?? null,
        party,
        customer: {
          first_name: first,
          last_name: last,
          email: `${n}@example.org`,
          phone: '+33 6 12 34 56 78',
        },
        visitors: [],
        expected_total: null,
        basket: null,
      },
      at,
    );
    const end = endings[n % endings.length] ?? 'ready';
    if (end === 'held') {
      order.card = { ...order.card, hold_expires_at: now + 17 * 60_000 };
      continue;
    }
    const { total } = order.card;
    const pay = (key: string, sign: 1 | -1, then: number) => {
      if (!total) return;
      const kind = n % 3 === 0 ? 'card' : 'cash';
      const amount = { minor: sign * total.minor, currency: total.currency };
      orders.till.pay(
        order,
        { id: order.card.id, key: `${key}-${n}`, kind, amount, taken: null, note: null },
        then,
      );
    };
    if (end !== 'expired') pay('past', 1, at + 90_000);
    if (end === 'failed') order.trouble = 'The supplier says: payment was not accepted for this partner.';
    if (end === 'unknown') order.next_check_at = now + 42_000;
    if (end !== 'expired' && end !== 'unknown')
      orders.step(order, 'confirming', 'confirm_begun', 'The payment token was sent.', at + 95_000);
    if (end === 'ready' || end === 'cancelled')
      orders.step(order, 'fulfilling', 'confirm_accepted', 'The supplier makes the tickets.', at + 96_000);
    if (end === 'cancelled')
      orders.step(order, 'ready', 'found', 'Done; the tickets were fetched and stored.', at + 107_000);
    const word =
      {
        ready: 'found',
        cancelled: 'cancel_accepted',
        expired: 'hold_lapsed',
        unknown: 'doubt',
        failed: 'found',
        fulfilling: 'confirm_accepted',
      }[end as string] ?? 'found';
    const note =
      end === 'unknown'
        ? 'The connection broke after the request was sent.'
        : end === 'ready'
          ? 'Done; the tickets were fetched and stored.'
          : 'Told by the supplier.';
    orders.step(order, end, word, note, at + 108_000);
    if (end === 'cancelled') pay('back', -1, at + 120_000);
  }
}
