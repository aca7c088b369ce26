import { useMemo } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import type { MoneyView } from '../../ipc/bindings';
import { ageOf, duration } from './age';
import { deskDay, formatClock, formatDay, formatInstant } from './day';
import { numberFormat } from './intl';
import { formatAmount, formatMoney, formatTiny } from './money';

/** Numbers, money and dates in the reader's language. */
export function useFormat() {
  const locale = useLocale();
  const t = useTranslations('age');
  return useMemo(() => {
    const long = numberFormat(locale);
    const compact = numberFormat(locale, { maximumFractionDigits: 1 });
    return {
      locale,
      money: (m: MoneyView) => formatMoney(m, locale),
      amount: (m: MoneyView) => formatAmount(m, locale),
      tiny: (m: MoneyView) => formatTiny(m, locale),
      number: (n: number) => long.format(n),
      /** A code, an address, a name of a machine: it keeps its own order among right-to-left words. */
      ltr: (text: string) => (locale.startsWith('ar') ? `\u2066${text}\u2069` : text),
      rating: (n: number) =>
        numberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(n),
      day: (d: string, style?: 'short' | 'long') => formatDay(d, locale, style),
      instant: (at: number, zone?: string) => formatInstant(at, locale, zone),
      /** The clock alone for what was today, the day before it for the rest. */
      moment: (at: number, now: number) =>
        deskDay(at) === deskDay(now) ? formatClock(at, locale) : formatInstant(at, locale),
      clock: (at: number, seconds?: boolean) => formatClock(at, locale, seconds),
      /** "2 h ago". */
      ago: (at: number, now: number) => {
        const age = ageOf(at, now);
        return t(`${age.unit}Ago`, { n: long.format(age.value) });
      },
      /** "2 h old". */
      old: (at: number, now: number) => {
        const age = ageOf(at, now);
        return age.unit === 'now' ? t('nowOld') : t(`${age.unit}Old`, { n: long.format(age.value) });
      },
      /** "1 h 30 min", "40 s". */
      span: (millis: number) => {
        const d = duration(millis);
        if (d.hours > 0)
          return t('spanHours', { h: long.format(d.hours), m: String(d.minutes).padStart(2, '0') });
        if (d.minutes > 0) return t('spanMinutes', { m: long.format(d.minutes) });
        return t('spanSeconds', { s: long.format(d.seconds) });
      },
      bytes: (n: number) => {
        if (n < 1_000) return t('bytes', { n: long.format(n) });
        if (n < 1_000_000) return t('kilobytes', { n: compact.format(n / 1_000) });
        return t('megabytes', { n: compact.format(n / 1_000_000) });
      },
    };
  }, [locale, t]);
}
