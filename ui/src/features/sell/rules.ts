import type { MoneyView, OfferView, SlotView, VariantView } from '../../ipc/bindings';
import { addMoney, timesMoney } from '../../shared/format/money';

export type Party = Record<string, number>;

/** Letters that mean something else on this screen. */
const TAKEN = new Set(['R', 'N', 'B']);

const DIGITS = '1234567890';

/** One key for each kind of visitor: the first free letter of its label, else a free digit, and none where there is neither. */
export function lettersFor(variants: Pick<VariantView, 'id' | 'label'>[]): Map<string, string> {
  const used = new Set(TAKEN);
  const letters = new Map<string, string>();
  for (const variant of variants) {
    const plain = variant.label.normalize('NFD').replace(/\p{M}/gu, '').toUpperCase();
    const own = [...plain].filter((c) => /[A-Z]/.test(c));
    const key = [...own, ...DIGITS].find((c) => !used.has(c));
    if (key === undefined) continue;
    used.add(key);
    letters.set(variant.id, key);
  }
  return letters;
}

export const heads = (party: Party): number => Object.values(party).reduce((sum, n) => sum + n, 0);

export const offerOf = (slot: SlotView | null, variant: string): OfferView | null =>
  slot?.offers.find((offer) => offer.variant === variant) ?? null;

/** Most of one kind: the strictest of the product's, the variant's and the slot's word. */
export function maxOf(variant: VariantView, slot: SlotView | null, perOrder: number | null): number {
  const words = [variant.max, offerOf(slot, variant.id)?.max, slot?.max, perOrder];
  return Math.min(99, ...words.filter((n): n is number => typeof n === 'number'));
}

/** Most heads in the whole order. */
export function maxHeads(slot: SlotView | null, perOrder: number | null): number | null {
  const words = [slot?.max, perOrder].filter((n): n is number => typeof n === 'number');
  return words.length > 0 ? Math.min(...words) : null;
}

export type Breach =
  | { kind: 'limit'; most: number }
  | { kind: 'limitOf'; variant: string; most: number }
  | { kind: 'validWith'; variant: string; others: string[] }
  | { kind: 'notOffered'; variant: string }
  | { kind: 'soldOut'; variant: string };

/** Whether a kind of visitor is sold out at a time, not offered then, or neither. */
export function lackOf(slot: SlotView | null, variant: string): 'soldOut' | 'notOffered' | null {
  if (!slot) return null;
  if (!slot.is_available) return 'soldOut';
  const offer = offerOf(slot, variant);
  if (offer) return offer.max === 0 ? 'soldOut' : null;
  return slot.offers.length > 0 ? 'notOffered' : null;
}

/** The product's own rules, checked before the supplier has to refuse. */
export function breaches(
  party: Party,
  variants: VariantView[],
  slot: SlotView | null,
  perOrder: number | null,
): Breach[] {
  const found: Breach[] = [];
  const most = maxHeads(slot, perOrder);
  if (most !== null && most > 0 && heads(party) > most) found.push({ kind: 'limit', most });
  for (const variant of variants) {
    const count = party[variant.id] ?? 0;
    if (count === 0) continue;
    const lack = lackOf(slot, variant.id);
    if (lack) {
      found.push({ kind: lack, variant: variant.label });
      continue;
    }
    const own = maxOf(variant, slot, null);
    if (count > own) found.push({ kind: 'limitOf', variant: variant.label, most: own });
    if (variant.valid_with.length > 0 && !variant.valid_with.some((id) => (party[id] ?? 0) > 0)) {
      const others = variant.valid_with.map((id) => variants.find((v) => v.id === id)?.label ?? id);
      found.push({ kind: 'validWith', variant: variant.label, others });
    }
  }
  return found;
}

/** Adds or takes one, within the limits. */
export function stepParty(
  party: Party,
  variant: VariantView,
  by: 1 | -1,
  slot: SlotView | null,
  perOrder: number | null,
): Party {
  const before = party[variant.id] ?? 0;
  const most = maxHeads(slot, perOrder);
  const room = most === null ? Number.POSITIVE_INFINITY : most - heads(party);
  if (by < 0) return { ...party, [variant.id]: Math.max(0, before - 1) };
  const fits = room > 0 && before < maxOf(variant, slot, perOrder);
  return { ...party, [variant.id]: fits ? before + 1 : before };
}

/** What the party costs at this time, or a part of it; `null` while a price is not known. */
export function sumOf(
  party: Party,
  variants: VariantView[],
  slot: SlotView | null,
  of: 'total' | 'booking_fee' | 'commission',
): MoneyView | null {
  return addMoney(
    variants.flatMap((variant) => {
      const count = party[variant.id] ?? 0;
      if (count === 0) return [];
      const price = offerOf(slot, variant.id)?.price;
      const amount =
        of === 'total' ? price?.total : (price?.[of] ?? (price ? { ...price.total, minor: 0 } : null));
      return [amount ? timesMoney(amount, count) : null];
    }),
  );
}
