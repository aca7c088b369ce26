import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { RunView } from '../../ipc/bindings';
import { here, openDesk } from '../../test/desk';
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
    await user.click(await here('refresh-button'));
    await user.click(await here('cancel-run'));
    await waitFor(() => expect(screen.getAllByTestId('run-row')[0]).toHaveTextContent('Stopped by hand'));
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
