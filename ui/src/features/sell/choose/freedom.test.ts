import { expect, it } from 'vitest';
import type { AvailabilityView, DayView } from '../../../ipc/bindings';
import { freedomOf } from './useAvailability';

const day = (name: string, free: boolean): DayView => ({
  day: name,
  is_available: free,
  max: null,
  from_price: null,
  slots: [],
});
const data: AvailabilityView = {
  product: 'p',
  from: '2026-12-05',
  to: '2026-12-31',
  known_until: '2026-12-28',
  sales_enabled: true,
  max_per_order: 9,
  days: [day('2026-12-06', true), day('2026-12-07', false)],
  variants: [],
  asked_at: 0,
};
const days = new Map(data.days.map((d) => [d.day, d]));

it('tells free, sold out, not known and past apart', () => {
  const asked = { data, days, range: { from: data.from, to: data.to } };
  const of = (name: string) => freedomOf(name, asked, '2026-12-05');
  expect(of('2026-12-04')).toBe('past');
  expect(of('2026-12-06')).toBe('free');
  expect(of('2026-12-07')).toBe('out');
  expect(of('2026-12-10')).toBe('out');
  expect(of('2026-12-29')).toBe('unknown');
  expect(of('2027-01-03')).toBe('unknown');
  expect(freedomOf('2026-12-10', { data: undefined, days: new Map(), range: null }, '2026-12-05')).toBe(
    'unknown',
  );
});
