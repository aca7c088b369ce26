export type AgeUnit = 'now' | 'seconds' | 'minutes' | 'hours' | 'days' | 'months';
export type Tone = 'fresh' | 'aging' | 'old';
export type Age = { unit: AgeUnit; value: number; tone: Tone };

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** The one rule of freshness: plain under 12 hours, amber under 3 days, then amber that cannot be overlooked. */
export const toneOf = (millis: number): Tone =>
  millis < 12 * HOUR ? 'fresh' : millis < 3 * DAY ? 'aging' : 'old';
export const TONE_CLASS: Record<Tone, string> = {
  fresh: 'text-ink-3',
  aging: 'text-warn',
  old: 'font-semibold text-warn',
};

/** The oldest part of a list speaks for the list; what was never fetched has no age. */
export function oldestOf(times: (number | null)[]): number | null {
  const known = times.filter((at) => at !== null);
  return known.length > 0 ? Math.min(...known) : null;
}

/** How old something is, in the unit a person would say. A clock that runs behind never yields a negative age. */
export function ageOf(at: number, now: number): Age {
  const millis = Math.max(0, now - at);
  const tone = toneOf(millis);
  if (millis < 2_000) return { unit: 'now', value: 0, tone };
  if (millis < MINUTE) return { unit: 'seconds', value: Math.floor(millis / 1000), tone };
  if (millis < HOUR) return { unit: 'minutes', value: Math.floor(millis / MINUTE), tone };
  if (millis < 2 * DAY) return { unit: 'hours', value: Math.floor(millis / HOUR), tone };
  if (millis < 60 * DAY) return { unit: 'days', value: Math.floor(millis / DAY), tone };
  return { unit: 'months', value: Math.floor(millis / (30 * DAY)), tone };
}

export type Countdown = { text: string; tone: 'calm' | 'warn' | 'urgent' | 'over'; left: number };

/** What is left of a hold: calm, amber under five minutes, red under one; never negative. */
export function countdown(until: number, now: number): Countdown {
  const left = Math.max(0, until - now);
  const total = Math.ceil(left / 1000);
  const hours = Math.floor(total / 3600);
  const minutes = Math.floor((total % 3600) / 60);
  const seconds = total % 60;
  const two = (n: number) => String(n).padStart(2, '0');
  const text = hours > 0 ? `${hours}:${two(minutes)}:${two(seconds)}` : `${minutes}:${two(seconds)}`;
  const tone = left === 0 ? 'over' : left <= MINUTE ? 'urgent' : left <= 5 * MINUTE ? 'warn' : 'calm';
  return { text, tone, left };
}

/** "1 h 30" for a run's rest or a visit; seconds below a minute. */
export function duration(millis: number): { hours: number; minutes: number; seconds: number } {
  const total = Math.max(0, Math.round(millis / 1000));
  return { hours: Math.floor(total / 3600), minutes: Math.floor((total % 3600) / 60), seconds: total % 60 };
}
