import { expect, it } from 'vitest';
import type { DayState, DayView } from '../../../ipc/bindings';
import { freedomOf } from './useAvailability';

const day = (name: string, state: DayState): [string, DayView] => [
  name,
  { day: name, state, max: null, from_price: null, slots: [] },
];

it('tells free, sold out, not offered, not known and past apart', () => {
  const days = new Map([
    day('2026-12-06', 'free'),
    day('2026-12-07', 'sold_out'),
    day('2026-12-08', 'not_offered'),
  ]);
  const of = (name: string) => freedomOf(name, { days }, '2026-12-05');
  expect(of('2026-12-04')).toBe('past');
  expect(of('2026-12-06')).toBe('free');
  expect(of('2026-12-07')).toBe('sold_out');
  expect(of('2026-12-08')).toBe('not_offered');
  expect(of('2026-12-29')).toBe('unknown');
  expect(freedomOf('2026-12-10', { days: new Map() }, '2026-12-05')).toBe('unknown');
});
