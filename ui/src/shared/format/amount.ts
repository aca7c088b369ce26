import type { MoneyView } from '../../ipc/bindings';

export type WrongAmount = 'empty' | 'notAmount' | 'tooFine' | 'tooLarge';
export type ReadAmount = { minor: number } | { wrong: WrongAmount };

/** Beyond this a sum would no longer be exact. */
const MOST_FIGURES = 15;
const latin = (text: string) =>
  text
    .replace(/[\u0660-\u0669]/g, (c) => String(c.charCodeAt(0) - 0x0660))
    .replace(/[\u06f0-\u06f9]/g, (c) => String(c.charCodeAt(0) - 0x06f0))
    .replaceAll('\u066b', '.')
    .replaceAll('\u066c', '');

/**
 * Reads an amount as a person types it, to the minor unit and without rounding. A point or a comma that stands once parts
 * the decimals; where it could be either, it is refused rather than guessed.
 */
export function readAmount(text: string, digits: number): ReadAmount {
  const plain = latin(text).replace(/[\s'’]/g, '');
  if (plain === '') return { wrong: 'empty' };
  if (!/^[\d.,]*\d[\d.,]*$/.test(plain)) return { wrong: 'notAmount' };
  const at = Math.max(plain.lastIndexOf('.'), plain.lastIndexOf(','));
  const sign = at < 0 ? '' : (plain[at] ?? '');
  const grouping = sign !== '' && plain.split(sign).length > 2;
  const whole = at < 0 || grouping ? plain : plain.slice(0, at);
  const decimals = at < 0 || grouping ? '' : plain.slice(at + 1);
  if (!/^(\d*|\d{1,3}(\.\d{3})+|\d{1,3}(,\d{3})+)$/.test(whole)) return { wrong: 'notAmount' };
  if (decimals.length > digits) return { wrong: 'tooFine' };
  const figures = (whole.replace(/[.,]/g, '') + decimals.padEnd(digits, '0')).replace(/^0+(?=\d)/, '');
  if (figures.length > MOST_FIGURES) return { wrong: 'tooLarge' };
  return { minor: Number(figures) };
}

/** An amount as it stands in a field: exact, without grouping. */
export function plainAmount({ minor, digits }: Pick<MoneyView, 'minor' | 'digits'>): string {
  const figures = String(Math.abs(minor)).padStart(digits + 1, '0');
  const parts = digits === 0 ? figures : `${figures.slice(0, -digits)}.${figures.slice(-digits)}`;
  return minor < 0 ? `-${parts}` : parts;
}

export const negated = (money: MoneyView): MoneyView => ({ ...money, minor: -money.minor });
