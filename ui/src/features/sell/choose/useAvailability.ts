import { useMemo } from 'react';
import type { DayView } from '../../../ipc/bindings';
import { monthRange } from '../../../shared/format/day';
import { useAsk } from '../../../shared/query';

/** The free days of one month, asked at once; forgotten with the screen. */
export function useAvailability(product: string | null, month: string, today: string | null) {
  const range = today ? monthRange(month, today) : null;
  const asked = useAsk(
    'fetch_availability',
    { product: product ?? '', from: range?.from ?? '', to: range?.to ?? '' },
    { enabled: product !== null && range !== null, staleTime: Number.POSITIVE_INFINITY, gcTime: 60_000 },
  );
  const days = useMemo(
    () => new Map<string, DayView>((asked.data?.days ?? []).map((day) => [day.day, day])),
    [asked.data],
  );
  return { ...asked, days, range };
}

export type Availability = ReturnType<typeof useAvailability>;
export type Freedom = 'free' | 'out' | 'unknown' | 'past';

/** Free, sold out, or not known: three different things. */
export function freedomOf(
  day: string,
  availability: Pick<Availability, 'data' | 'days' | 'range'>,
  today: string,
): Freedom {
  if (day < today) return 'past';
  const known = availability.days.get(day);
  if (known) return known.is_available ? 'free' : 'out';
  const { data } = availability;
  if (!data || day < data.from || day > data.to) return 'unknown';
  // Asked about and not in the answer: sold out up to where the supplier knows, unknown beyond.
  return data.known_until !== null && day > data.known_until ? 'unknown' : 'out';
}
