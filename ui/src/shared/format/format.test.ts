import { describe, expect, it } from 'vitest';
import { ageOf, countdown, oldestOf, toneOf } from './age';
import { foreignZone, formatDay, isCalendarDay, monthRange } from './day';
import { addMoney, formatAmount, formatMoney, formatTiny, timesMoney } from './money';

const aed = (minor: number) => ({ minor, currency: 'AED', digits: 2 });

describe('money', () => {
  it('names the currency and keeps its digits', () => {
    expect(formatMoney(aed(60_200), 'en')).toBe('AED 602.00');
    expect(formatMoney({ minor: 3100, currency: 'JPY', digits: 0 }, 'en')).toBe('JPY 3,100');
    expect(formatMoney({ minor: 12_345, currency: 'KWD', digits: 3 }, 'en')).toBe('KWD 12.345');
    expect(formatAmount(aed(5), 'en')).toBe('0.05');
  });
  it('is small enough for a calendar day and never rounds up', () => {
    expect(formatTiny(aed(17_900), 'en')).toBe('179');
    expect(formatTiny(aed(19_690), 'en')).toBe('196');
    expect(formatTiny(aed(3_710), 'en')).toBe('37.10');
    expect(formatTiny(aed(1_250_000), 'en')).toBe('12.5K');
  });
  it('adds one currency only', () => {
    expect(addMoney([timesMoney(aed(100), 2), aed(50)])).toEqual(aed(250));
    expect(addMoney([aed(1), { minor: 1, currency: 'EUR', digits: 2 }])).toBeNull();
    expect(addMoney([aed(1), null])).toBeNull();
    expect(addMoney([])).toBeNull();
  });
});

describe('ages', () => {
  it('uses the unit a person would say', () => {
    const now = 1_000_000_000_000;
    expect(ageOf(now - 500, now).unit).toBe('now');
    expect(ageOf(now - 8_000, now)).toMatchObject({ unit: 'seconds', value: 8 });
    expect(ageOf(now - 7_200_000, now)).toMatchObject({ unit: 'hours', value: 2, tone: 'fresh' });
    expect(ageOf(now - 4 * 86_400_000, now)).toMatchObject({ unit: 'days', value: 4, tone: 'old' });
  });
  it('ages by one rule', () => {
    const hour = 3_600_000;
    expect([11.9, 12, 71.9, 72].map((n) => toneOf(n * hour))).toEqual(['fresh', 'aging', 'aging', 'old']);
    expect(oldestOf([5, null, 3])).toBe(3);
    expect(oldestOf([null])).toBeNull();
  });
  it('is never negative when a clock runs behind', () => {
    expect(ageOf(2_000, 1_000)).toMatchObject({ unit: 'now', value: 0 });
  });
});

describe('countdown', () => {
  const at = (left: number) => countdown(10_000_000 + left, 10_000_000);
  it('warns at five minutes and at one', () => {
    expect(at(28 * 60_000 + 41_000)).toMatchObject({ text: '28:41', tone: 'calm' });
    expect(at(5 * 60_000)).toMatchObject({ text: '5:00', tone: 'warn' });
    expect(at(60_000)).toMatchObject({ text: '1:00', tone: 'urgent' });
    expect(at(0)).toMatchObject({ text: '0:00', tone: 'over' });
    expect(at(3_661_000).text).toBe('1:01:01');
  });
  it('never goes below nothing', () => expect(at(-50_000)).toMatchObject({ text: '0:00', left: 0 }));
});

describe('days', () => {
  it('stay the day they are, wherever the desk is', () => {
    expect(formatDay('2026-12-24', 'en-GB').replace(',', '')).toBe('Thu 24 Dec');
    expect(formatDay('nonsense', 'en')).toBe('nonsense');
  });
  it('asks for the rest of this month and whole later ones', () => {
    expect(monthRange('2026-11-20', '2026-11-20')).toEqual({ from: '2026-11-20', to: '2026-11-30' });
    expect(monthRange('2027-02-11', '2026-11-20')).toEqual({ from: '2027-02-01', to: '2027-02-28' });
    expect(monthRange('2026-10-01', '2026-11-20')).toBeNull();
  });
  it('knows a day from a wish', () => {
    expect(isCalendarDay('2028-02-29')).toBe(true);
    expect(isCalendarDay('2027-02-29')).toBe(false);
    expect(isCalendarDay('24.12.2026')).toBe(false);
  });
  it('names a zone only when its clock differs', () => {
    const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
    expect(foreignZone(own, 0)).toBeNull();
    expect(foreignZone(null, 0)).toBeNull();
    expect(foreignZone('Pacific/Kiritimati', 0)).toBe('Kiritimati');
  });
});
