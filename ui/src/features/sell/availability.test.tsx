import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import type { AvailabilityQuery, AvailabilityView, OrderInput } from '../../ipc/bindings';
import type { FakeHost } from '../../ipc/host.fake';
import { focusIsOn, here, openDesk, testIdOf } from '../../test/desk';
import { choose, next, startsWith, wish } from '../../test/sale';

const asked = (host: FakeHost) =>
  host.calls
    .filter((call) => call.name === 'fetch_availability')
    .map((call) => call.input as AvailabilityQuery);
const freedoms = () =>
  [...document.querySelectorAll<HTMLElement>('[data-freedom]')].map((cell) => [
    testIdOf(cell).replace('calendar-day-', ''),
    cell.dataset.freedom,
  ]);
/** What was chosen last, by what was asked of the core. */
const lastWish = (host: FakeHost) =>
  host.calls.findLast((call) => call.name === 'create_order')?.input as OrderInput;
const chosenSlot = () =>
  document.querySelector<HTMLElement>('[role=option][aria-selected=true][data-testid^="slot-"]');

/** Every time may be cancelled until then. */
function promise(host: FakeHost, until: number) {
  const answer = host.call.bind(host);
  host.call = async (name, input) => {
    const output = await answer(name, input);
    if (name === 'fetch_availability')
      for (const day of (output as AvailabilityView).days)
        for (const slot of day.slots) slot.cancel_until = until;
    return output;
  };
}

async function open(text: string, options = {}, first = (_: FakeHost) => {}) {
  const desk = openDesk(options);
  first(desk.host);
  await focusIsOn(startsWith('search-input'));
  await desk.user.keyboard(text);
  await screen.findAllByTestId('search-hit');
  await desk.user.keyboard('{ArrowDown}{Enter}');
  await focusIsOn(startsWith('calendar-day-'));
  return desk;
}

describe('a month', () => {
  it('is loaded with one press, and shows what is not known until it is there', async () => {
    const { host, user } = await open('eiffel');
    const before = asked(host).length;
    let say = () => {};
    const said = new Promise<void>((resolve) => {
      say = resolve;
    });
    const call = host.call.bind(host);
    host.call = async (name, input) => {
      const output = await call(name, input);
      if (name === 'fetch_availability') await said;
      return output;
    };
    await user.keyboard('{PageDown}');
    await waitFor(() => expect(asked(host)).toHaveLength(before + 1));
    const month = asked(host).at(-1)?.from.slice(0, 7) ?? '';
    const ofMonth = () => freedoms().filter(([day]) => day?.startsWith(month));
    expect(ofMonth().length).toBeGreaterThan(27);
    expect(ofMonth().every(([, freedom]) => freedom === 'unknown')).toBe(true);
    expect(await here('calendar-legend')).toHaveTextContent('not known yet');
    expect(await here('availability-age')).toHaveTextContent('Asking for free days');
    say();
    await waitFor(() => expect(ofMonth().some(([, freedom]) => freedom === 'free')).toBe(true));
    expect(await here('availability-age')).toHaveTextContent(/^Asked/);
    await user.keyboard('{PageUp}{PageDown}');
    await waitFor(() => expect(ofMonth().some(([, freedom]) => freedom === 'free')).toBe(true));
    expect(asked(host), 'a month that is here is not asked for again').toHaveLength(before + 1);
  });

  it('tells days that are sold out from those on which nothing is offered', async () => {
    const { user } = await open('louvre');
    await user.keyboard('{PageDown}');
    await waitFor(() => expect(freedoms().some(([, freedom]) => freedom === 'not_offered')).toBe(true));
    const mondays = freedoms().filter(([, freedom]) => freedom === 'not_offered');
    expect(mondays.every(([day]) => new Date(`${day}T12:00:00Z`).getUTCDay() === 1)).toBe(true);
    const legend = await here('calendar-legend');
    expect(legend).toHaveTextContent('not offered');
    const [gone] = freedoms().find(([, freedom]) => freedom === 'sold_out') ?? [];
    if (gone) {
      expect(legend).toHaveTextContent('sold out');
      expect(screen.getByTestId(`calendar-day-${gone}`)).toHaveClass('line-through');
    }
    const [monday] = mondays[0] ?? [];
    expect(screen.getByTestId(`calendar-day-${monday}`)).not.toHaveClass('line-through');
  });

  it('may be looked at while the chosen time keeps its prices', async () => {
    const { host, user } = openDesk();
    await wish(user);
    const total = (await here('total')).textContent;
    const time = chosenSlot()?.dataset.testid;
    (await here('calendar-next')).click();
    await waitFor(() => expect(asked(host).length).toBeGreaterThan(1));
    expect(await here('total')).toHaveTextContent(total ?? '?');
    expect(chosenSlot()?.dataset.testid).toBe(time);
    await next(user);
    await here('hold-countdown');
    expect(lastWish(host).expected_total).not.toBeNull();
  });

  it('says how old it is, and in amber once nobody should rely on it', async () => {
    await open('eiffel');
    const age = await here('availability-age');
    expect(age).toHaveTextContent(/^Asked/);
    expect(age).not.toHaveClass('text-warn');
    const later = Date.now() + 11 * 60_000;
    const clock = vi.spyOn(Date, 'now').mockImplementation(() => later);
    try {
      await waitFor(() => expect(age).toHaveTextContent('Asked 11 min ago'));
      expect(age).toHaveClass('text-warn');
    } finally {
      clock.mockRestore();
    }
  });
});

describe('a time', () => {
  it('that is sold out is told and cannot be taken', async () => {
    const { host, user } = await open('eiffel');
    await user.keyboard('{Enter}');
    await focusIsOn(startsWith('slot-'));
    const day =
      document.querySelector<HTMLElement>('[data-freedom][data-selected]')?.dataset.testid?.slice(-10) ?? '';
    const taken = testIdOf(document.activeElement as HTMLElement).replace('slot-', '');
    host.orders.take(asked(host)[0]?.product ?? '', day, taken);
    await user.keyboard('r');
    const slot = await here(`slot-${taken}`);
    await waitFor(() => expect(slot).toHaveAttribute('aria-disabled', 'true'));
    expect(slot).toHaveTextContent('sold out');
    slot.focus();
    await user.keyboard('{Enter}');
    await user.click(slot);
    expect(chosenSlot()).toBeNull();
  });

  /** A deadline at which both clocks show the same day, or not. */
  const deadline = (same: boolean): number => {
    const day = (at: number, timeZone?: string) =>
      new Intl.DateTimeFormat('en', { timeZone, dateStyle: 'short' }).format(at);
    const noon = Math.floor(Date.now() / 86_400_000 + 10) * 86_400_000 + 12 * 3_600_000;
    const hours = Array.from({ length: 24 }, (_, n) => noon + n * 3_600_000);
    return hours.find((at) => (day(at, 'Asia/Dubai') === day(at)) === same) ?? Number.NaN;
  };
  const untilWhen = async (cancelUntil: number) => {
    const { user } = await open('burj khalifa', {}, (host) => promise(host, cancelUntil));
    expect(screen.getByText(/24 hours before the visit/)).toBeVisible();
    await user.keyboard('{Enter}');
    await focusIsOn(startsWith('slot-'));
    await user.keyboard('{Enter}');
    return (await here('cancel-until')).textContent;
  };

  it('says until when the visit may be cancelled, by the venue’s clock and ours', async () => {
    expect(await untilWhen(deadline(true))).toMatch(
      /^Can be cancelled until \S+ \S+, \d\d:\d\d Dubai time \(\d\d:\d\d here\)\.$/,
    );
  });

  it('says the day twice where the two clocks show two days', async () => {
    const said = await untilWhen(deadline(false));
    const [, there, ours] =
      /^Can be cancelled until (\S+ \S+), \d\d:\d\d Dubai time \((\S+ \S+), \d\d:\d\d here\)\.$/.exec(
        said ?? '',
      ) ?? [];
    expect(there, said ?? '').toMatch(/\d/);
    expect(ours).toMatch(/\d/);
    expect(ours).not.toBe(there);
  });

  it('does not promise what is past', async () => {
    const { host, user } = openDesk();
    promise(host, Date.now() - 60_000);
    await choose(user);
    const told = await here('cancel-until');
    expect(told).toHaveTextContent(/^Cannot be cancelled once sold: the deadline was /);
    expect(told).toHaveAttribute('data-past');
  });
});

describe('a sold order', () => {
  it('says that its deadline is past instead of promising it', async () => {
    const { host, user } = openDesk({}, 'orders');
    for (const order of host.orders.all) order.cancel_until = Date.now() - 60_000;
    const [row] = await screen.findAllByTestId('order-row');
    await user.click(row as HTMLElement);
    expect(await here('order-deadline')).toHaveTextContent(/^The deadline was .+\.$/);
  });
});

describe('a refusal for want of places', () => {
  const chosen = async (host: FakeHost) => {
    const product = asked(host)[0]?.product ?? '';
    const time = chosenSlot()?.dataset.testid?.replace('slot-', '') ?? '';
    const day =
      document.querySelector<HTMLElement>('[data-freedom][data-selected]')?.dataset.testid?.slice(-10) ?? '';
    return { product, day, time };
  };
  const isWhole = async (last = 'Dupont') => {
    expect(await here('party-adult')).toHaveValue('2');
    expect(await here('party-child')).toHaveValue('1');
    expect(await here('customer-last-name')).toHaveValue(last);
  };

  it('lets the time go, shows what is free that day, and keeps the party', async () => {
    const { host, user } = openDesk();
    await wish(user, 'Gone');
    const { time } = await chosen(host);
    const before = asked(host).length;
    await next(user);
    expect(await screen.findByText(/sold to someone else/)).toBeVisible();
    await focusIsOn(
      (element) => testIdOf(element).startsWith('slot-') && testIdOf(element) !== `slot-${time}`,
    );
    expect(asked(host)).toHaveLength(before + 1);
    expect(await here(`slot-${time}`)).toHaveTextContent('sold out');
    expect(
      await screen.findByText(new RegExp(`^${time} on .* is gone\\. Free that day: \\d\\d:\\d\\d`)),
    ).toBeVisible();
    await isWhole('Gone');
    expect(await here('still-needed')).toHaveTextContent('Still needed: a time.');
    await user.clear(await here('customer-last-name'));
    await user.type(await here('customer-last-name'), 'Dupont');
    (
      document.querySelector('[role=option][data-testid^="slot-"]:not([aria-disabled])') as HTMLElement
    ).focus();
    await user.keyboard('{Enter}');
    await next(user);
    await here('hold-countdown');
    expect(lastWish(host).party.map((line) => line.count)).toEqual([2, 1]);
  });

  it('goes on to the next free day when the whole day is gone', async () => {
    const { host, user } = openDesk();
    await wish(user);
    const { product, day } = await chosen(host);
    host.orders.take(product, day);
    await next(user);
    expect(await screen.findByText(/has nothing left/)).toBeVisible();
    await waitFor(() =>
      expect(screen.getByTestId(`calendar-day-${day}`)).toHaveAttribute('data-freedom', 'sold_out'),
    );
    await focusIsOn((element) => element.dataset.freedom === 'free' && !testIdOf(element).endsWith(day));
    expect(await here('still-needed')).toHaveTextContent('a day');
    await isWhole();
  });

  it('names the kind of visitor that is sold out, and does not hold until it is left out', async () => {
    const { host, user } = openDesk();
    await wish(user);
    const { product, day, time } = await chosen(host);
    const answer = await host.call('fetch_availability', { product, from: day, to: day });
    const kind = answer.variants.find((variant) => variant.label === 'Child')?.id ?? '';
    host.orders.take(product, day, time, kind);
    await next(user);
    expect(await screen.findByText('Child: sold out at this time.')).toBeVisible();
    await isWhole();
    const sent = host.calls.filter((call) => call.name === 'create_order').length;
    await next(user);
    expect(host.calls.filter((call) => call.name === 'create_order')).toHaveLength(sent);
    // It leads to the party, where letters count again.
    await focusIsOn((element) => element.getAttribute('aria-label') === 'Party');
    await user.keyboard('{Shift>}C{/Shift}');
    await next(user);
    await here('hold-countdown');
  });

  it('is found by asking again, and what is held stays chosen', async () => {
    const { host, user } = openDesk();
    await wish(user);
    const { product, day, time } = await chosen(host);
    await next(user);
    await here('hold-countdown');
    host.orders.take(product, day, time);
    (await here('primary-action')).focus();
    await user.keyboard('r');
    await waitFor(async () => expect(await here(`slot-${time}`)).toHaveTextContent('sold out'));
    expect(screen.queryByText(/is gone/)).toBeNull();
    expect(await here('held-summary')).toHaveTextContent(time);
  });
});

describe('what is held', () => {
  it('stands short above the perforation until it can be changed again', async () => {
    const { user } = openDesk();
    await wish(user);
    await next(user);
    const summary = await here('held-summary');
    expect(
      within(summary)
        .getAllByTestId('held-line')
        .map((line) => line.textContent),
    ).toEqual([expect.stringMatching(/^2Adult/), expect.stringMatching(/^1Child/)]);
    expect(await here('held-customer')).toHaveTextContent('Camille Dupont');
    expect(summary).toHaveTextContent('c.dupont@example.org');
    expect(await here('held-terms')).toHaveTextContent(/cancelled/);
    expect(screen.queryByTestId('customer-first-name')).toBeNull();
    await user.click(await here('release-hold'));
    await user.click(await screen.findByRole('button', { name: 'Release the places' }));
    expect(await here('customer-first-name')).toHaveValue('Camille');
    expect(await here('party-adult')).toHaveValue('2');
  });
});

describe('details of visitors', () => {
  it('are asked of each, and once what concerns the whole party', async () => {
    const { host, user } = await open('eiffel guided');
    await user.keyboard('{Enter}');
    await focusIsOn(startsWith('slot-'));
    await user.keyboard('{Enter}');
    await focusIsOn((element) => element.getAttribute('aria-label') === 'Party');
    await user.keyboard('aac{Enter}');
    await focusIsOn(startsWith('customer-first-name'));
    await user.keyboard('Camille{Tab}Dupont{Tab}c.dupont@example.org{Tab}+33612345678');
    expect(await here('still-needed')).toHaveTextContent('visitors’ details');
    await next(user);
    await focusIsOn((element) => testIdOf(element) === 'visitor-adult-1-full_name');
    await user.keyboard('Ann Example');
    await next(user);
    await focusIsOn((element) => testIdOf(element) === 'visitor-adult-2-full_name');
    await user.keyboard('Bo Example{Tab}Cy Example{Tab}Hotel Sol');
    expect(screen.getAllByTestId('visitor-all-pickup_location')).toHaveLength(1);
    await next(user);
    expect(await here('held-summary')).toHaveTextContent('Ann Example, Bo Example, Cy Example');
    expect(lastWish(host).visitors.map((visitor) => visitor.details)).toEqual([
      { full_name: 'Ann Example', pickup_location: 'Hotel Sol' },
      { full_name: 'Bo Example', pickup_location: 'Hotel Sol' },
      { full_name: 'Cy Example', pickup_location: 'Hotel Sol' },
    ]);
  });
});

describe('the party', () => {
  it('says when it is as large as it may be', async () => {
    const { user } = openDesk();
    await choose(user);
    expect(screen.queryByTestId('party-full')).toBeNull();
    await user.keyboard('aaaaaaaaaaaa');
    expect(await here('party-full')).toHaveTextContent(/^At most [49] in one order\.$/);
    expect(await here('party-adult')).toHaveValue(
      (await here('party-full')).textContent?.match(/\d/)?.[0] ?? 'none',
    );
  });
});
