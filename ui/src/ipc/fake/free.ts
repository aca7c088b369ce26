import type { FreeQuery, FreeView } from '../bindings';
import { availability } from './availability';
import { seeded } from './random';
import type { World, WorldProduct } from './world';

/** Whether there is room on a day: as the calendar says, so that both tell the same; some cannot be asked. */
export function free(world: World, query: FreeQuery, now: number, offline: boolean): FreeView[] {
  const ofProduct = (product: WorldProduct): FreeView => {
    const id = product.card.id;
    const said = { id, asked_at: now, from_price: null };
    const asked = availability(product, { product: id, from: query.day, to: query.day }, now);
    if (offline || query.day > (asked.known_until ?? '') || seeded(`${id}-free`)() < 0.06)
      return { ...said, state: 'unknown' };
    const fits =
      asked.days[0]?.slots.filter((slot) => slot.is_available && (slot.max ?? 99) >= query.people) ?? [];
    const prices = fits.flatMap((slot) => slot.from_price ?? []).sort((a, b) => a.minor - b.minor);
    return { ...said, state: fits.length > 0 ? 'free' : 'full', from_price: prices[0] ?? null };
  };
  const products = new Map(world.products.map((product) => [product.card.id, product]));
  return [
    ...query.products.flatMap((id) => products.get(id) ?? []).map(ofProduct),
    ...query.experiences.map((id): FreeView => {
      const all = world.products.filter((one) => one.card.experience === id).map(ofProduct);
      const best =
        all.find((one) => one.state === 'free') ?? all.find((one) => one.state === 'full') ?? all[0];
      return { id, state: best?.state ?? 'unknown', from_price: best?.from_price ?? null, asked_at: now };
    }),
  ];
}
