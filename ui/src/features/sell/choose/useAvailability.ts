import { useMemo } from 'react';
import type { DayState, DayView } from '../../../ipc/bindings';
import { monthRange } from '../../../shared/format/day';
import { useAsk } from '../../../shared/query';

/** The days of one month, asked at once; forgotten with the screen. */
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
  const { data, error, isPending, isFetching, refetch } = asked;
  const from = range?.from;
  const to = range?.to;
  // The same object while nothing of it changed: a month is forty days to draw.
  return useMemo(
    () => ({
      data,
      error,
      isPending,
      isFetching,
      refetch,
      days,
      range: from === undefined || to === undefined ? null : { from, to },
    }),
    [data, error, isPending, isFetching, refetch, days, from, to],
  );
}

export type Availability = ReturnType<typeof useAvailability>;
export type Freedom = DayState | 'unknown' | 'past';

/** Free, sold out, not offered, or not known: four different things. What is not in the answer is not known. */
export function freedomOf(day: string, availability: Pick<Availability, 'days'>, today: string): Freedom {
  if (day < today) return 'past';
  return availability.days.get(day)?.state ?? 'unknown';
}
