import { parseDate } from '@internationalized/date';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useAsk } from '../../../shared/query';
import { useAvailability } from './useAvailability';

const MONTHS_AHEAD = 3;

/**
 * The product that is open, the month one looks at and that of the chosen day, and where the focus should go: to the first
 * free day, then to the times.
 */
export function useDays(id: string | null, chosenDay: string | null, onWishedDay: (day: string) => void) {
  const onWished = useRef(onWishedDay);
  onWished.current = onWishedDay;
  // Each opening asks anew: the core notes the visit.
  const product = useAsk('get_product', { id: id ?? '' }, { enabled: id !== null, staleTime: 0 });
  const client = useQueryClient();
  const openedAt = product.data ? product.dataUpdatedAt : 0;
  useEffect(() => {
    if (openedAt > 0) void client.invalidateQueries({ queryKey: ['get_shelf'] });
  }, [openedAt, client]);
  const today = product.data?.today ?? null;
  const [focusedOf, setFocusedOf] = useState<{ id: string | null; day: string }>({ id: null, day: '' });
  const [grabDay, setGrabDay] = useState(0);
  const [grabSlot, setGrabSlot] = useState(0);
  const seeking = useRef<number | null>(null);
  /** The day one would like best. */
  const wished = useRef<string | null>(null);
  const fallback = today ?? new Date().toISOString().slice(0, 10);
  const focused = focusedOf.id === id && focusedOf.day !== '' ? focusedOf.day : fallback;
  const availability = useAvailability(id, focused, today);
  // What was chosen keeps its times and prices while one looks at other months.
  const chosen = useAvailability(id, chosenDay ?? focused, today);

  const setFocused = useCallback((day: string) => setFocusedOf({ id, day }), [id]);
  const begin = useCallback((id: string, day: string | null = null) => {
    seeking.current = 0;
    wished.current = day;
    if (day) setFocusedOf({ id, day });
    setGrabDay(0);
    setGrabSlot(0);
  }, []);
  const { data, error } = availability;
  useEffect(() => {
    if (seeking.current === null || !today || id === null || data?.product !== id) return;
    if (data.from.slice(0, 7) !== focused.slice(0, 7)) return;
    const wish = wished.current;
    const free =
      data.days.find((day) => day.state === 'free' && day.day >= (wish ?? '')) ??
      data.days.find((day) => day.state === 'free');
    const done =
      seeking.current >= MONTHS_AHEAD || (data.known_until !== null && data.known_until <= data.to);
    if (free || done || !data.sales_enabled) {
      seeking.current = null;
      if (free) setFocusedOf({ id, day: free.day });
      if (free && free.day === wish) onWished.current(free.day);
      else setGrabDay((n) => n + 1);
    } else {
      // Nothing this month: look at the next one.
      seeking.current += 1;
      setFocusedOf({
        id,
        day: parseDate(`${focused.slice(0, 7)}-01`)
          .add({ months: 1 })
          .toString(),
      });
    }
  }, [data, id, today, focused]);
  useEffect(() => {
    if (!error || seeking.current === null) return;
    seeking.current = null;
    // The search gives the keys away all the same: R asks again.
    setGrabDay((n) => n + 1);
  }, [error]);

  return {
    product,
    availability,
    chosen,
    focused,
    setFocused,
    grabDay,
    grabSlot,
    begin,
    grabDays: useCallback(() => setGrabDay((n) => n + 1), []),
    grabSlots: useCallback(() => setGrabSlot((n) => n + 1), []),
  };
}

export type Days = ReturnType<typeof useDays>;
