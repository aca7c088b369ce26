import { useCallback } from 'react';
import { useTranslations } from 'use-intl';
import { foreignZone } from '../format/day';
import { useFormat } from '../format/useFormat';

/** A deadline in words: by the venue's clock, and by ours where that differs. */
export function useDeadline() {
  const t = useTranslations('order');
  const f = useFormat();
  return useCallback(
    (at: number, zone: string | null): string => {
      const place = foreignZone(zone, at);
      const there = f.instant(at, zone ?? undefined);
      return place ? t('deadlineBoth', { there, place, here: f.instant(at) }) : there;
    },
    [t, f],
  );
}
