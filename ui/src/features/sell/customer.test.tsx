import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { focusIsOn, here, openDesk } from '../../test/desk';
import { choose, next, startsWith } from '../../test/sale';

async function atName(options = {}) {
  const desk = openDesk(options);
  await choose(desk.user);
  await desk.user.keyboard('aa{Enter}');
  await focusIsOn(startsWith('customer-first-name'));
  return desk;
}
const values = async () =>
  Promise.all(
    ['first-name', 'last-name', 'email', 'phone'].map(
      async (part) => ((await here(`customer-${part}`)) as HTMLInputElement).value,
    ),
  );

describe('a client of an earlier order', () => {
  it('is suggested from two letters and taken with one press', async () => {
    const { host, user } = await atName();
    await user.keyboard('c');
    await new Promise((done) => setTimeout(done, 200));
    expect(host.calls.filter((call) => call.name === 'list_customers')).toEqual([]);
    await user.keyboard('am');
    const list = await screen.findByRole('listbox', { name: 'Earlier clients' });
    expect(within(list).getAllByTestId('customer-suggestion')[0]).toHaveTextContent('Camille Dupont');
    const field = await here('customer-first-name');
    expect(field).toHaveAttribute('aria-expanded', 'true');
    await user.keyboard('{ArrowDown}');
    expect(field).toHaveAttribute('aria-activedescendant', expect.stringContaining('customer-suggestions'));
    await user.keyboard('{Enter}');
    expect(await values()).toEqual([
      'Camille',
      'Dupont',
      expect.stringContaining('@example.org'),
      '+33 6 12 34 56 78',
    ]);
    await waitFor(() => expect(screen.queryByTestId('customer-suggestion')).toBeNull());
    await next(user);
    await here('hold-countdown');
    expect(host.calls.filter((call) => call.name === 'list_customers').length).toBeLessThan(3);
  });

  it('is found by e-mail and taken with the mouse', async () => {
    const { user } = await atName();
    await user.type(await here('customer-email'), 'example.org');
    const [first] = await screen.findAllByTestId('customer-suggestion');
    if (first) await user.click(first);
    expect((await values()).every((value) => value.length > 2)).toBe(true);
  });

  it('lets Enter, Tab and Escape be what they were', async () => {
    const { user } = await atName();
    await user.keyboard('cam');
    await screen.findAllByTestId('customer-suggestion');
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByTestId('customer-suggestion')).toBeNull());
    await focusIsOn(startsWith('customer-first-name'));
    await user.keyboard('i');
    await screen.findAllByTestId('customer-suggestion');
    await user.keyboard('{Enter}');
    await focusIsOn(startsWith('customer-last-name'));
    await user.keyboard('du');
    await screen.findAllByTestId('customer-suggestion');
    await user.keyboard('{Tab}');
    await focusIsOn(startsWith('customer-email'));
    expect(screen.queryByTestId('customer-suggestion')).toBeNull();
    expect((await values()).slice(0, 2)).toEqual(['cami', 'du']);
  });

  it('is not shown while the screen is turned to another client', async () => {
    const { host, user } = await atName();
    await user.keyboard('{Alt>}v{/Alt}');
    await user.keyboard('camille');
    await new Promise((done) => setTimeout(done, 250));
    expect(screen.queryByTestId('customer-suggestion')).toBeNull();
    expect(host.calls.filter((call) => call.name === 'list_customers')).toEqual([]);
  });
});
