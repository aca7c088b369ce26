import { screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { FreeQuery } from '../../../ipc/bindings';
import { deskDay } from '../../../shared/format/day';
import { focusIsOn, here, openDesk, testIdOf } from '../../../test/desk';

const marks = () => screen.getAllByTestId('free-state').map((one) => one.dataset.state);
const settled = () => waitFor(() => expect(marks()).not.toContain('asking'), { timeout: 4_000 });

describe('what is free', () => {
  it('asks only for what is in sight, each thing once, and forgets when switched off', async () => {
    const { user, host } = openDesk({ experiences: 1_000 });
    await screen.findAllByTestId('experience-item');
    const asked = () =>
      host.calls.filter((call) => call.name === 'fetch_free').map((call) => call.input as FreeQuery);
    expect(asked()).toHaveLength(0);
    await user.click(await here('free-filter'));
    expect(marks()[0]).toBe('asking');
    await waitFor(() => expect(marks()[0]).not.toBe('asking'), { timeout: 4_000 });
    const ids = asked().flatMap((query) => query.experiences);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.length).toBeLessThanOrEqual(24);
    expect(asked()[0]).toMatchObject({ day: deskDay(Date.now()), people: 2, products: [] });
    await user.click(await here('free-filter'));
    expect(screen.queryByTestId('free-state')).toBeNull();
    await user.click(await here('free-filter'));
    expect(marks()[0]).toBe('asking');
    await waitFor(() => expect(asked().length).toBeGreaterThan(1));
    expect(asked()[1]?.experiences[0]).toBe(ids[0]);
  });

  it('says what could not be asked, and asks again when told to', async () => {
    const { user, host } = openDesk({ offline: true });
    await screen.findAllByTestId('experience-item');
    await user.click(await here('free-filter'));
    await waitFor(() => expect(marks()[0]).toBe('unknown'), { timeout: 4_000 });
    expect(screen.getAllByTestId('free-state')[0]).toHaveTextContent('not known');
    const before = host.calls.filter((call) => call.name === 'fetch_free').length;
    await user.click(await here('free-again'));
    await waitFor(() =>
      expect(host.calls.filter((call) => call.name === 'fetch_free').length).toBeGreaterThan(before),
    );
  });

  it('says why a day cannot be asked about', async () => {
    const { user, host } = openDesk();
    await screen.findAllByTestId('experience-item');
    const message = '2026-11-20 is past. Ask about today or a later day.';
    host.failNext('fetch_free', { code: 'ERR00014', message, hint: null, retry: 'never' });
    await user.click(await here('free-filter'));
    expect(await here('free-refusal')).toHaveTextContent(message);
    await user.click(await here('free-again'));
    await waitFor(() => expect(screen.queryByTestId('free-refusal')).toBeNull());
  });

  it('asks anew for another day or another number, hides what is full, and opens on that day', async () => {
    const { user, host } = openDesk();
    await screen.findAllByTestId('experience-item');
    await user.click(await here('free-filter'));
    await user.click(await here('free-day'));
    await user.click(await screen.findByRole('option', { name: 'Tomorrow' }));
    await user.click(await here('free-people'));
    await user.click(await screen.findByRole('option', { name: 'for 5' }));
    const tomorrow = deskDay(Date.now(), 1);
    await waitFor(() =>
      expect(host.calls).toContainEqual({
        name: 'fetch_free',
        input: expect.objectContaining({ day: tomorrow, people: 5 }),
      }),
    );
    // Any date at all: the line for it takes the place of the list, and the focus.
    await user.click(await here('free-day'));
    await user.click(await screen.findByRole('option', { name: 'Another date…' }));
    await focusIsOn((element) => testIdOf(element) === 'free-day' && element.tagName === 'INPUT');
    await user.click(screen.getByRole('button', { name: 'Back to the next days' }));
    await focusIsOn((element) => testIdOf(element) === 'free-day' && element.tagName === 'BUTTON');
    await user.keyboard('{Alt>}1{/Alt}');
    await user.click(await here('search-input'));
    await user.keyboard('seine');
    await screen.findAllByTestId('search-hit');
    await settled();
    await user.keyboard('{Enter}');
    // Either its times at once, or the first free day after.
    await focusIsOn((element) => /^(slot-|calendar-day-)/.test(testIdOf(element)));
    const chosen = testIdOf(document.activeElement as HTMLElement).startsWith('slot-');
    if (chosen) expect(screen.getByTestId(`calendar-day-${tomorrow}`)).toHaveAttribute('data-selected');
    await user.click(await here('free-hide-full'));
    await waitFor(() =>
      expect(screen.queryAllByTestId('free-state').map((one) => one.dataset.state)).not.toContain('full'),
    );
  });
});
