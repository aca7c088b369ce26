import { dateFormat } from '../../shared/format/intl';
import type { AvailabilityQuery, AvailabilityView, DayView, OfferView, SlotView } from '../bindings';
import { seeded } from './random';
import { money, todayIn, type WorldProduct } from './world';

const NOTHING: ReadonlySet<string> = new Set();
const TIMES = ['09:00', '10:30', '12:00', '14:00', '15:00', '16:30', '17:00', '18:30'];
export const addDays = (day: string, n: number) =>
  new Date(Date.parse(`${day}T12:00:00Z`) + n * 86_400_000).toISOString().slice(0, 10);

const HOUR = 3_600_000;

const MIDNIGHTS = new Map<string, number>();

/** When a clock at the venue shows midnight of a day. */
function midnightThere(day: string, zone: string): number {
  const key = `${day} ${zone}`;
  const known = MIDNIGHTS.get(key);
  if (known !== undefined) return known;
  const utc = Date.parse(`${day}T00:00:00Z`);
  const clock = { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' } as const;
  const shown = dateFormat('sv-SE', clock).format(utc);
  const midnight = utc - (Date.parse(`${shown.replace(' ', 'T')}Z`) - utc);
  MIDNIGHTS.set(key, midnight);
  return midnight;
}

/** Until when a visit may be cancelled: a day before it begins, or never. */
export function cancelUntil(product: WorldProduct, day: string, time: string | null): number | null {
  if (product.cancellation.startsWith('Cannot')) return null;
  const [hours = 0, minutes = 0] = (time ?? '00:00').split(':').map(Number);
  return midnightThere(day, product.place.zone) + hours * HOUR + minutes * 60_000 - 24 * HOUR;
}

/** What is gone of one product: a day, a time of it, or a kind of visitor at that time. */
export const goneKey = (product: string, day: string, time?: string | null, variant?: string): string =>
  [product, day, time, variant].filter((part) => part !== undefined).join(' ');

/**
 * Some days sold out, museums closed on Mondays, some times gone or sold out, dearer at week-ends; nothing known after
 * three months.
 */
export function availability(
  product: WorldProduct,
  query: AvailabilityQuery,
  now: number,
  gone: ReadonlySet<string> = NOTHING,
): AvailabilityView {
  const today = todayIn(product.place.zone, now);
  const knownUntil = addDays(today, 75);
  const days: DayView[] = [];
  const currency = product.place.currency;
  for (let day = query.from; day <= query.to && day <= knownUntil; day = addDays(day, 1)) {
    if (day < today) continue;
    const r = seeded(product.card.id + day);
    const id = product.card.id;
    const weekday = new Date(`${day}T12:00:00Z`).getUTCDay();
    const weekend = weekday === 0 || weekday === 6;
    const closed = weekday === 1 && product.card.title.includes('Mus');
    const soldOut = r() < (day === today ? 0.5 : 0.14);
    const base =
      Math.round((product.base * (weekend ? 1.12 : 1) * (1 + Math.floor(r() * 3) * 0.05)) / 10) * 10;
    const slots: SlotView[] = [];
    const isGone = (...parts: [time?: string | null, variant?: string]) =>
      gone.has(goneKey(id, day, ...parts));
    if (!soldOut && !closed && !isGone()) {
      const timed = (time: string): { time: string | null; left: boolean }[] => {
        const luck = r();
        return luck > 0.18 ? [{ time, left: luck > 0.25 && !isGone(time) }] : [];
      };
      const times = product.wholeDay ? [{ time: null, left: !isGone(null) }] : TIMES.flatMap(timed);
      for (const { time, left } of times) {
        const price = Math.round((base * (time && time > '16:00' ? 1.15 : 1)) / 10) * 10;
        const offers = product.variants.map((variant): OfferView => {
          const total = Math.round((price * (product.factors.get(variant.id) ?? 1)) / 10) * 10;
          return {
            variant: variant.id,
            max: left && !isGone(time, variant.id) ? (variant.max ?? 9) : 0,
            price: {
              total: money(total, currency),
              booking_fee: total > 0 ? money(Math.round(total * 0.03), currency) : null,
              commission: total > 0 ? money(Math.round(total * 0.12), currency) : null,
            },
          };
        });
        slots.push({
          time,
          is_available: left,
          max: left ? (r() < 0.2 ? 4 : 9) : 0,
          from_price: money(price, currency),
          offers,
          cancel_until: cancelUntil(product, day, time),
        });
      }
    }
    const free = slots.some((slot) => slot.is_available);
    days.push({
      day,
      state: free ? 'free' : closed ? 'not_offered' : 'sold_out',
      max: free ? 9 : null,
      from_price: slots.find((slot) => slot.is_available)?.from_price ?? null,
      slots: free ? slots : [],
    });
  }
  return {
    product: product.card.id,
    from: query.from,
    to: query.to,
    known_until: knownUntil,
    sales_enabled: true,
    max_per_order: 9,
    days,
    variants: product.variants,
    asked_at: now,
  };
}
