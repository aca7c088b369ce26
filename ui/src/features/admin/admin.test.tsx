import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { RunView } from '../../ipc/bindings';
import { here, openDesk } from '../../test/desk';
import { barsOf, chartRuns } from './refresh/chart';
import { progressOf } from './refresh/progress';
import { pemTrouble } from './suppliers/pem';

const run = (more: Partial<RunView>): RunView => ({
  id: 'r',
  kind: 'refresh',
  status: 'RUNNING',
  began_at: 0,
  ended_at: null,
  done: 0,
  expected: null,
  step: '',
  requests: 0,
  bytes: 0,
  countries: 0,
  cities: 0,
  experiences: 0,
  products: 0,
  tags: 0,
  variants: 0,
  written: 0,
  retired: 0,
  rate_limited: 0,
  started_by: 'hand',
  resumed: false,
  error: null,
  ...more,
});

describe('progress', () => {
  it('is unknown until the end is known, then true', () => {
    expect(progressOf(run({ done: 50 }), 5_000)).toMatchObject({ share: null, leftMillis: null });
    expect(progressOf(run({ done: 250, expected: 1_000 }), 10_000)).toEqual({
      share: 0.25,
      leftMillis: 30_000,
      elapsedMillis: 10_000,
    });
    expect(progressOf(run({ done: 1_200, expected: 1_000 }), 10_000)).toMatchObject({
      share: 1,
      leftMillis: null,
    });
    expect(progressOf(run({ done: 1, expected: 1_000 }), 10_000).leftMillis).toBeNull();
  });
});

describe('the bars of runs', () => {
  it('run with time, and cut what dwarfs the rest', () => {
    const runs = [10, 20, 9_000].map((written, n) =>
      run({ id: String(n), status: 'COMPLETED', written, ended_at: 1 }),
    );
    expect(chartRuns([run({}), ...runs]).map((one) => one.id)).toEqual(['2', '1', '0']);
    const bars = barsOf(runs, (one) => one.written);
    expect(bars.map((bar) => [bar.share, bar.cut])).toEqual([
      [0.4, false],
      [0.8, false],
      [1, true],
    ]);
    expect(barsOf([run({})], (one) => one.written)[0]?.share).toBe(0);
  });
});

describe('a private key', () => {
  it('is looked at before it is sent', () => {
    expect(pemTrouble('')).toBeNull();
    expect(pemTrouble('-----BEGIN PRIVATE KEY-----\nabc\n-----END PRIVATE KEY-----')).toBeNull();
    expect(pemTrouble('-----BEGIN RSA PRIVATE KEY-----\nabc\n-----END RSA PRIVATE KEY-----\n')).toBeNull();
    expect(pemTrouble('-----BEGIN PUBLIC KEY-----\nabc')).toBe('pemPublic');
    expect(pemTrouble('ssh-rsa AAAA me')).toBe('pemPublic');
    expect(pemTrouble('hello')).toBe('pemBad');
  });
});

describe('admin', () => {
  it('switches a city and takes it back', async () => {
    const { user, host } = openDesk({}, 'admin');
    await user.click(await screen.findByRole('switch', { name: 'Agents see Paris' }));
    expect(await screen.findByText('Paris is off.')).toBeVisible();
    expect(screen.getByRole('switch', { name: 'Agents see Paris' })).not.toBeChecked();
    await user.click(screen.getByRole('button', { name: 'Undo' }));
    await waitFor(() => expect(screen.getByRole('switch', { name: 'Agents see Paris' })).toBeChecked());
    expect(host.calls.filter((c) => c.name.endsWith('able_cities'))).toEqual([
      { name: 'disable_cities', input: { ids: ['paris'] } },
      { name: 'enable_cities', input: { ids: ['paris'] } },
    ]);
  });

  it('switches only what the filter shows, and only what changes', async () => {
    const { user, host } = openDesk({}, 'admin');
    await user.type(await here('city-search'), 'spain');
    expect(await screen.findAllByTestId('city-row')).toHaveLength(2);
    await user.click(await here('cities-on'));
    expect(host.calls).toContainEqual({ name: 'enable_cities', input: { ids: ['sevilla'] } });
  });

  it('chooses a range, switches only it, and puts back exactly what was', async () => {
    const { user, host } = openDesk({}, 'admin');
    const rows = await screen.findAllByTestId('city-row');
    const box = (n: number) => within(rows[n] as HTMLElement).getByTestId('city-choose');
    const states = () => screen.getAllByRole('switch').map((one) => (one as HTMLInputElement).checked);
    const before = states();
    await user.click(box(8));
    await user.keyboard('{Shift>}');
    await user.click(box(11));
    await user.keyboard('{/Shift}');
    expect(screen.getByText('4 cities of 13 chosen')).toBeVisible();
    // Two are on and two are off: all others go off, these four on.
    await user.click(await here('cities-only'));
    await waitFor(() => expect(states().filter(Boolean)).toHaveLength(4));
    expect(await screen.findByText('2 on, 8 off.')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Undo' }));
    await waitFor(() => expect(states()).toEqual(before));
    const switched = host.calls.filter((call) => call.name.endsWith('able_cities'));
    expect(switched.map((call) => call.name)).toEqual([
      'enable_cities',
      'disable_cities',
      'enable_cities',
      'disable_cities',
    ]);
    expect(switched[3]?.input).toEqual(switched[0]?.input);
    expect(switched[2]?.input).toEqual(switched[1]?.input);
  });

  it('chooses by keys: X, Shift with an arrow, all at once, none', async () => {
    const { user, host } = openDesk({}, 'admin');
    const [first] = await screen.findAllByRole('switch');
    first?.focus();
    await user.keyboard('x{Shift>}{ArrowDown}{/Shift}');
    expect(await screen.findByText('2 cities of 13 chosen')).toBeVisible();
    await user.click(await here('cities-off'));
    expect(host.calls).toContainEqual({ name: 'disable_cities', input: { ids: ['dubai', 'paris'] } });
    screen.getAllByRole('switch')[0]?.focus();
    await user.keyboard('{Control>}a{/Control}');
    expect(await screen.findByText('13 cities of 13 chosen')).toBeVisible();
    await user.keyboard('{Escape}');
    expect(screen.queryByTestId('cities-only')).toBeNull();
  });

  it('fetches an empty catalogue for the first time and watches it', async () => {
    const { user, host } = openDesk({ unfetched: true, pace: 0.1 }, 'admin');
    await user.click(await here('admin-refresh'));
    const button = await here('refresh-button');
    await waitFor(() => expect(button).toBeEnabled());
    expect(button).toHaveTextContent('Fetch everything');
    await user.click(button);
    const progress = await here('run-progress');
    await waitFor(() => expect(within(progress).getByText(/of 2,400/)).toBeVisible());
    expect(Number(within(progress).getByRole('progressbar').getAttribute('aria-valuenow'))).toBeGreaterThan(
      0,
    );
    expect(await screen.findAllByTestId('run-row', {}, { timeout: 6_000 })).toHaveLength(1);
    expect(screen.queryByTestId('run-progress')).toBeNull();
    expect(host.calls).toContainEqual({
      name: 'start_run',
      input: { kind: 'bootstrap', cities: [], max_pages: null },
    });
  });

  it('stops a run', async () => {
    const { user } = openDesk({ pace: 1 }, 'admin');
    await user.click(await here('admin-refresh'));
    expect(await here('variants-progress')).toHaveTextContent(/of 96 products, going on in the background/);
    await user.click(await here('refresh-button'));
    await user.click(await here('cancel-run'));
    await waitFor(() => expect(screen.getAllByTestId('run-row')[0]).toHaveTextContent('Stopped by hand'));
  });

  it('starts what each button says', async () => {
    const { user, host } = openDesk({ pace: 0.01 }, 'admin');
    await user.click(await here('admin-refresh'));
    const started = () => host.calls.filter((call) => call.name === 'start_run').map((call) => call.input);
    const idle = () =>
      waitFor(() => expect(screen.getByTestId('quick-sync')).toBeEnabled(), { timeout: 6_000 });
    await idle();
    await user.click(await here('quick-pages'));
    await user.click(await screen.findByRole('option', { name: '5 pages' }));
    await user.click(await here('quick-sync'));
    await idle();
    await user.click(await here('tag-sync'));
    await idle();
    expect(started()).toEqual([
      { kind: 'quick_sync', cities: [], max_pages: 5 },
      { kind: 'tag_sync', cities: [], max_pages: null },
    ]);
  });

  it('says when the supplier asks for a slower pace', async () => {
    const { user } = openDesk({ pace: 0.2 }, 'admin');
    await user.click(await here('admin-refresh'));
    await user.click(await here('refresh-button'));
    await waitFor(() => expect(screen.getByTestId('run-slower')).toHaveTextContent(/slower pace/), {
      timeout: 4_000,
    });
    await user.click(await here('cancel-run'));
  });

  it('keeps a schedule and says when next, and why it waits', async () => {
    const { user, host } = openDesk({ offline: true }, 'admin');
    await user.click(await here('admin-refresh'));
    expect(await here('schedule-next')).toHaveTextContent('by hand only');
    await user.click(await here('schedule-every'));
    await user.click(await screen.findByRole('option', { name: 'Every 6 hours' }));
    await waitFor(() => expect(screen.getByTestId('schedule-next')).toHaveTextContent(/^Next in [34] h/));
    expect(host.calls).toContainEqual({ name: 'set_schedule', input: { every_hours: 6 } });
    expect(await screen.findByText(/there is no network. It begins/)).toBeVisible();
    await user.click(await here('schedule-every'));
    await user.click(await screen.findByRole('option', { name: 'Off' }));
    await waitFor(() => expect(screen.getByTestId('schedule-next')).toHaveTextContent('by hand only'));
  });

  it('draws the last runs and says them in words', async () => {
    const { user } = openDesk({}, 'admin');
    await user.click(await here('admin-refresh'));
    expect(await here('run-chart')).toHaveAccessibleName(
      /^The last 20 runs. They took 0 s to 48 s, the latest 41 s. They wrote 0 to 1,180 rows, the latest 214. One failed.$/,
    );
    const [, failed] = await screen.findAllByTestId('run-row');
    expect(failed).toHaveTextContent(/stopped answering/);
  });

  it('takes keys, tests them, and never shows them again', async () => {
    const { user, host } = openDesk({ empty: true }, 'admin');
    await user.click(await here('admin-suppliers'));
    await user.type(await here('supplier-url'), 'https://api.example.test/v2');
    await user.type(await here('supplier-api-key'), 'secret-key');
    const key = '-----BEGIN PRIVATE KEY-----\nabc\n-----END PRIVATE KEY-----';
    await user.click(await here('supplier-private-key'));
    await user.paste(key);
    await user.click(await here('supplier-save'));
    await waitFor(() => expect(screen.getAllByText('stored in the keyring')).toHaveLength(2));
    expect(host.calls).toContainEqual({
      name: 'set_supplier',
      input: {
        key: 'tiqets',
        base_url: 'https://api.example.test/v2',
        currency: 'EUR',
        language: 'en',
        api_key: 'secret-key',
        private_key: key,
      },
    });
    expect(screen.queryByTestId('supplier-api-key')).toBeNull();
    expect(document.body.innerHTML).not.toContain('secret-key');
    await user.click(await here('supplier-test'));
    expect(await here('supplier-test-result')).toHaveTextContent('Tiqets accepts both keys.');
  });

  it.each([
    ['absent', 'No keyring is running on this computer.'],
    ['locked', 'The keyring is locked.'],
    ['slow', 'The keyring does not answer.'],
  ] as const)('says plainly that the keyring is %s', async (keyring, words) => {
    const { user } = openDesk({ keyring }, 'admin');
    await user.click(await here('admin-suppliers'));
    expect(await screen.findByText(words)).toBeVisible();
    expect(screen.getByRole('button', { name: 'Look again' })).toBeVisible();
  });
});
