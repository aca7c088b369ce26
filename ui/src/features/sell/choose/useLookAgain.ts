import { useRef } from 'react';
import { useTranslations } from 'use-intl';
import type { Problem } from '../../../ipc/bindings';
import { useTell } from '../../../shared/components/notices';
import { useFormat } from '../../../shared/format/useFormat';
import type { SaleState } from '../useSale';
import { whatIsLeft } from './left';
import type { Days } from './useDays';

/** Most times that are named in passing. */
const TOLD = 6;

/**
 * A fresh look at days and times, after a refusal or when one asks for it. What was chosen and is gone is let go, what is
 * still free has the focus, and the party and everything typed stay as they are.
 */
export function useLookAgain(days: Days, state: SaleState, onLost: () => void) {
  const t = useTranslations('party');
  const f = useFormat();
  const tell = useTell();
  const latest = useRef(state);
  latest.current = state;
  return async (refused: Problem | null) => {
    const { dispatch, sale } = state;
    const { day, time, party } = sale;
    const looked = day === null ? days.availability : days.chosen;
    if (looked.range?.from !== days.availability.range?.from) void days.availability.refetch();
    const { data, error } = await looked.refetch();
    if (refused?.code === 'PRICE_CHANGED') tell({ text: t('priceChanged'), tone: 'warn' });
    // Another choice meanwhile is not to be undone; and places that are held are ours, free or not.
    const { sale: now, editable } = latest.current;
    const same = now.product === sale.product && now.day === day && now.time === time;
    if (!data || error || day === null || !same || !editable) return;
    const left = whatIsLeft(data, day, time, party);
    if (left.what === 'there') {
      if (refused?.code === 'NOT_AVAILABLE') tell({ text: t('gone'), tone: 'warn' });
      return;
    }
    onLost();
    const spoken = f.day(day);
    if (left.what === 'times') {
      dispatch({ do: 'time', time: undefined });
      days.setFocused(day);
      days.grabSlots();
      const free = left.times.filter((one) => one !== null);
      // The list beside it has them all.
      const times = free.slice(0, TOLD).join(', ') + (free.length > TOLD ? ', …' : '');
      const lost = time ?? spoken;
      tell({
        text: times
          ? t('timeGone', { time: lost, day: spoken, times })
          : t('noRoom', { time: lost, day: spoken }),
        tone: 'warn',
      });
    } else {
      dispatch({ do: 'day', day: null });
      if (left.next) days.setFocused(left.next);
      days.grabDays();
      tell({
        text: left.next
          ? t('dayGone', { day: spoken, next: f.day(left.next) })
          : t('monthGone', { day: spoken }),
        tone: 'warn',
      });
    }
  };
}
