import type { AvailabilityQuery, AvailabilityView, DayView, OfferView, SlotView } from '../bindings';
import { seeded } from './random';
import { money, todayIn, type WorldProduct } from './world';

const TIMES = ['09:00', '10:30', '12:00', '14:00', '15:00', '16:30', '17:00', '18:30'];
export const addDays = (day: string, n: number) =>
  new Date(Date.parse(`${day}T12:00:00Z`) + n * 86_400_000).toISOString().slice(0, 10);

/** Some days sold out, some times gone, dearer at week-ends; nothing known after three months. */
export function availability(product: WorldProduct, query: AvailabilityQuery, now: number): AvailabilityView {
  const today = todayIn(product.place.zone, now);
  const knownUntil = addDays(today, 75);
  const days: DayView[] = [];
  const currency = product.place.currency;
  for (let day = query.from; day <= query.to && day <= knownUntil; day = addDays(day, 1)) {
    if (day < today) continue;
    const r = seeded(product.card.id + day);
    const weekend = [0, 6].includes(new Date(`${day}T12:00:00Z`).getUTCDay());
    const soldOut = r() < (day === today ? 0.5 : 0.14);
    const base =
      Math.round((product.base * (weekend ? 1.12 : 1) * (1 + Math.floor(r() * 3) * 0.05)) / 10) * 10;
    const slots: SlotView[] = [];
    if (!soldOut) {
      const times = product.wholeDay ? [null] : TIMES.filter(() => r() > 0.25);
      for (const time of times) {
        const price = Math.round((base * (time && time > '16:00' ? 1.15 : 1)) / 10) * 10;
        const offers = product.variants.map((variant): OfferView => {
          const total = Math.round((price * (product.factors.get(variant.id) ?? 1)) / 10) * 10;
          return {
            variant: variant.id,
            max: variant.max ?? 9,
            price: {
              total: money(total, currency),
              booking_fee: total > 0 ? money(Math.round(total * 0.03), currency) : null,
              commission: total > 0 ? money(Math.round(total * 0.12), currency) : null,
            },
          };
        });
        slots.push({ time, max: r() < 0.2 ? 4 : 9, from_price: money(price, currency), offers });
      }
    }
    const free = slots.length > 0;
    days.push({
      day,
      is_available: free,
      max: free ? 9 : null,
      from_price: free ? (slots[0]?.from_price ?? null) : null,
      slots,
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
