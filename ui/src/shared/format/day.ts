import { CalendarDate, parseDate } from '@internationalized/date';
import { dateFormat } from './intl';

/** A local day as text: "Thu 24 Dec". Days belong to the venue: no zone is applied. */
export function formatDay(day: string, locale: string, style: 'short' | 'long' = 'short'): string {
  const date = new Date(`${day}T12:00:00Z`);
  if (Number.isNaN(date.getTime())) return day;
  return dateFormat(locale, {
    timeZone: 'UTC',
    weekday: style === 'long' ? 'long' : 'short',
    day: 'numeric',
    month: style === 'long' ? 'long' : 'short',
    year: style === 'long' ? 'numeric' : undefined,
  }).format(date);
}

/** An instant at the desk: "24 Dec, 16:30"; in another zone when one is given. */
export function formatInstant(at: number, locale: string, zone?: string): string {
  const options: Intl.DateTimeFormatOptions = {
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  };
  try {
    return dateFormat(locale, { ...options, timeZone: zone }).format(at);
  } catch {
    return dateFormat(locale, options).format(at);
  }
}

/** "16:30:05" for histories. */
export function formatClock(at: number, locale: string, seconds = false): string {
  return dateFormat(locale, {
    hour: '2-digit',
    minute: '2-digit',
    second: seconds ? '2-digit' : undefined,
    hourCycle: 'h23',
  }).format(at);
}

/** The desk's own calendar day, so many days ahead: `yyyy-MM-dd`. */
export function deskDay(at: number, ahead = 0): string {
  const date = new Date(at);
  date.setDate(date.getDate() + ahead);
  const two = (n: number) => String(n).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

export const deskZone = (): string => dateFormat('en', {}).resolvedOptions().timeZone;

/** The zone's place for people ("Dubai"), or `null` when it runs like the desk's. */
export function foreignZone(zone: string | null, at: number): string | null {
  if (!zone || zone === deskZone()) return null;
  try {
    const clock = (timeZone?: string) =>
      dateFormat('en', { timeZone, dateStyle: 'short', timeStyle: 'short' }).format(at);
    if (clock(zone) === clock()) return null;
  } catch {
    return zone;
  }
  return (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ');
}

/** The part of a month worth asking for: from today on, never longer than the core allows. */
export function monthRange(month: string, today: string): { from: string; to: string } | null {
  const first = parseDate(`${month.slice(0, 7)}-01`);
  const last = first.add({ months: 1 }).subtract({ days: 1 });
  const from = first.compare(parseDate(today)) < 0 ? parseDate(today) : first;
  if (from.compare(last) > 0) return null;
  return { from: from.toString(), to: last.toString() };
}

export function isCalendarDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const [year, month, day] = text.split('-').map(Number) as [number, number, number];
  const date = new CalendarDate(year, month, day);
  return date.month === month && date.day === day;
}
