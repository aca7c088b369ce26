import { useCallback } from 'react';
import { useTranslations } from 'use-intl';
import { foreignZone } from '../format/day';
import { dateFormat } from '../format/intl';
import { useFormat } from '../format/useFormat';

/** Whether both clocks show the same day: then it is said once. */
function sameDay(at: number, zone: string | null): boolean {
  const day = (timeZone?: string) => dateFormat('en', { timeZone, dateStyle: 'short' }).format(at);
  try {
    return day(zone ?? undefined) === day();
  } catch {
    // A zone that this computer does not know.
    return false;
  }
}

/** A deadline in words: by the venue's clock, and by ours where that differs. */
export function useDeadline() {
  const t = useTranslations('order');
  const f = useFormat();
  return useCallback(
    (at: number, zone: string | null): string => {
      const place = foreignZone(zone, at);
      const there = f.instant(at, zone ?? undefined);
      if (!place) return there;
      return t('deadlineBoth', { there, place, here: sameDay(at, zone) ? f.clock(at) : f.instant(at) });
    },
    [t, f],
  );
}
