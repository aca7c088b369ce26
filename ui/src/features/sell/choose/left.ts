import type { AvailabilityView } from '../../../ipc/bindings';
import { breaches, type Party } from '../rules';

export type Left =
  /** The chosen time is still free. */
  | { what: 'there' }
  /** It is gone; these other times of the day have room for the party, `null` for the whole day. */
  | { what: 'times'; times: (string | null)[] }
  /** The whole day is gone; the next one with something free, as far as this answer goes. */
  | { what: 'day'; next: string | null };

/** What a fresh answer leaves of a chosen day and time. */
export function whatIsLeft(
  fresh: AvailabilityView,
  day: string,
  time: string | null | undefined,
  party: Party,
): Left {
  const now = fresh.days.find((one) => one.day === day);
  if (now?.state !== 'free') {
    const next = fresh.days.find((one) => one.state === 'free' && one.day > day);
    return { what: 'day', next: (next ?? fresh.days.find((one) => one.state === 'free'))?.day ?? null };
  }
  const free = now.slots.filter((slot) => slot.is_available);
  if (time === undefined || free.some((slot) => slot.time === time)) return { what: 'there' };
  const roomy = free.filter(
    (slot) => breaches(party, fresh.variants, slot, fresh.max_per_order).length === 0,
  );
  return { what: 'times', times: roomy.map((slot) => slot.time) };
}
