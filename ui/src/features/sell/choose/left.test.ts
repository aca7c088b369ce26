import { describe, expect, it } from 'vitest';
import type { AvailabilityView, DayView, SlotView } from '../../../ipc/bindings';
import { whatIsLeft } from './left';

const slot = (time: string | null, max: number): SlotView => ({
  time,
  is_available: max > 0,
  max,
  from_price: null,
  cancel_until: null,
  offers: [{ variant: 'a', max, price: null }],
});
const day = (name: string, slots: SlotView[]): DayView => ({
  day: name,
  state: slots.some((one) => one.is_available) ? 'free' : 'sold_out',
  max: null,
  from_price: null,
  slots,
});
const fresh = (days: DayView[]): AvailabilityView => ({
  product: 'p',
  from: '2026-12-01',
  to: '2026-12-31',
  known_until: null,
  sales_enabled: true,
  max_per_order: 9,
  days,
  variants: [
    {
      id: 'a',
      label: 'Adult',
      description: null,
      max: null,
      requires: [],
      valid_with: [],
      cancellation: null,
    },
  ],
  asked_at: 0,
});
const party = { a: 3 };

describe('what is left of a choice', () => {
  const days = [
    day('2026-12-23', [slot('10:00', 9)]),
    day('2026-12-24', [slot('10:00', 0), slot('11:00', 2), slot('12:00', 9)]),
    day('2026-12-25', []),
    day('2026-12-26', [slot(null, 9)]),
  ];
  const left = (of: string, time: string | null | undefined) => whatIsLeft(fresh(days), of, time, party);

  it('is the time itself while it is free, however small', () => {
    expect(left('2026-12-24', '12:00')).toEqual({ what: 'there' });
    expect(left('2026-12-24', '11:00')).toEqual({ what: 'there' });
    expect(left('2026-12-24', undefined)).toEqual({ what: 'there' });
    expect(left('2026-12-26', null)).toEqual({ what: 'there' });
  });
  it('is what has room for the party that day, sold out or left out', () => {
    expect(left('2026-12-24', '10:00')).toEqual({ what: 'times', times: ['12:00'] });
    expect(left('2026-12-24', '09:00')).toEqual({ what: 'times', times: ['12:00'] });
  });
  it('is the next free day, else an earlier one, else nothing', () => {
    expect(left('2026-12-25', '10:00')).toEqual({ what: 'day', next: '2026-12-26' });
    expect(left('2026-12-27', '10:00')).toEqual({ what: 'day', next: '2026-12-23' });
    expect(whatIsLeft(fresh([]), '2026-12-27', null, party)).toEqual({ what: 'day', next: null });
  });
});
