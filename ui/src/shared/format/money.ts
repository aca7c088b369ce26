import type { MoneyView } from '../../ipc/bindings';
import { numberFormat } from './intl';

/** "AED 602.00" in the reader's language; the core says how many digits the currency has. */
export function formatMoney(money: MoneyView, locale: string): string {
  return numberFormat(locale, {
    style: 'currency',
    currency: money.currency,
    currencyDisplay: 'code',
    minimumFractionDigits: money.digits,
    maximumFractionDigits: money.digits,
  })
    .format(money.minor / 10 ** money.digits)
    .replace(/\u00a0/g, ' ');
}

/** "602.00": for columns whose currency is named once. */
export function formatAmount(money: MoneyView, locale: string): string {
  return numberFormat(locale, {
    minimumFractionDigits: money.digits,
    maximumFractionDigits: money.digits,
  }).format(money.minor / 10 ** money.digits);
}

/** "179" or "12.5k": small enough for a calendar day. Never rounded up: a day must not look cheaper or dearer than it starts at. */
export function formatTiny(money: MoneyView, locale: string): string {
  const value = money.minor / 10 ** money.digits;
  const whole = Number.isInteger(value);
  return numberFormat(locale, {
    notation: value >= 10_000 ? 'compact' : 'standard',
    maximumFractionDigits: value >= 10_000 ? 1 : whole || value >= 100 ? 0 : money.digits,
    minimumFractionDigits: value >= 10_000 || whole || value >= 100 ? 0 : money.digits,
  }).format(value >= 100 && value < 10_000 ? Math.floor(value) : value);
}

/** Sum in one currency; `null` when currencies differ or there is nothing to add. */
export function addMoney(parts: (MoneyView | null)[]): MoneyView | null {
  const [first] = parts;
  if (!first) return null;
  let minor = 0;
  for (const part of parts) {
    if (part?.currency !== first.currency || part.digits !== first.digits) return null;
    minor += part.minor;
  }
  return { ...first, minor };
}

export const timesMoney = (money: MoneyView, count: number): MoneyView => ({
  ...money,
  minor: money.minor * count,
});
