import { screen, waitFor, within } from '@testing-library/react';
import axe from 'axe-core';
import { describe, expect, it } from 'vitest';
import { focusIsOn, here, openDesk, testIdOf } from '../test/desk';

const counts = (n: number) =>
  waitFor(() => expect(screen.getByTestId('notices')).toHaveAttribute('data-count', String(n)));

describe('what happened by itself', () => {
  it('waits behind the bell, and opening the order makes it seen', async () => {
    const { host, user } = openDesk({ late: 2 });
    await counts(2);
    expect(screen.queryByText(/^Order .*: It was cancelled/)).toBeNull();
    await user.keyboard('{Alt>}n{/Alt}');
    const list = await screen.findByRole('listbox', { name: 'Happened by itself' });
    expect(within(list).getAllByTestId('notice-item')).toHaveLength(2);
    await focusIsOn((element) => testIdOf(element) === 'notice-item');
    await user.keyboard('{ArrowDown}{Enter}');
    await waitFor(() => expect(screen.getByTestId('order-state')).toHaveAttribute('data-state', 'cancelled'));
    await counts(1);
    expect(host.calls.filter((call) => call.name === 'acknowledge_order')).toHaveLength(1);
  });

  it('is told at once when it comes, and taken back once it was seen', async () => {
    const { host, user } = openDesk();
    await screen.findAllByTestId('experience-item');
    await counts(0);
    const ready = host.orders.all.find((order) => order.card.state === 'ready');
    if (ready) host.orders.cancelLate(ready);
    expect(await screen.findByText(new RegExp(`^Order ${ready?.card.code}: It was cancelled`))).toBeVisible();
    await counts(1);
    await user.click(screen.getByRole('button', { name: 'Open' }));
    await counts(0);
    expect(screen.queryByText(/^Order .*: It was cancelled/)).toBeNull();
    await user.click(await here('notices'));
    expect(await screen.findByText(/^Nothing that you have not seen/)).toBeVisible();
  });

  it('names no other client while the screen is turned', async () => {
    const { user } = openDesk({ late: 1 });
    await counts(1);
    await user.keyboard('{Alt>}v{/Alt}');
    await waitFor(() => expect(screen.queryByTestId('notices')).toBeNull());
  });
});

describe('closing while places are held', () => {
  it('says what becomes of them, and leads to them first', async () => {
    const { host, user } = openDesk();
    await screen.findAllByTestId('experience-item');
    host.emit('close-asked', { held: 2 });
    const dialog = await here('close-dialog');
    expect(dialog).toHaveAttribute('role', 'alertdialog');
    expect(dialog).toHaveTextContent('2 holds still stand');
    expect(dialog).toHaveTextContent('never charged');
    await focusIsOn((element) => testIdOf(element) === 'close-look');
    await user.keyboard('{Enter}');
    expect(await screen.findAllByTestId('hold-row')).not.toHaveLength(0);
    expect(host.calls.some((call) => call.name === 'close_window')).toBe(false);
  });

  it('stays on Escape and closes when told to', async () => {
    const { host, user } = openDesk();
    await screen.findAllByTestId('experience-item');
    host.emit('close-asked', { held: 1 });
    expect(await here('close-dialog')).toHaveTextContent('1 hold still stands');
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByTestId('close-dialog')).toBeNull());
    expect(host.calls.some((call) => call.name === 'close_window')).toBe(false);
    host.emit('close-asked', { held: 1 });
    await user.click(await here('close-anyway'));
    expect(host.calls).toContainEqual({ name: 'close_window', input: {} });
  });
});

describe('axe', () => {
  const judge = async () => {
    const { violations } = await axe.run(document.body, {
      rules: {
        'color-contrast': { enabled: false },
        region: { enabled: false },
        'page-has-heading-one': { enabled: false },
      },
    });
    return violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html.slice(0, 120)).join(' | ')}`);
  };

  it('finds nothing on the holds, a held order, the bell, the question before closing', async () => {
    const { host, user } = openDesk({ late: 1 }, 'orders');
    await user.click(await here('holds-view'));
    const [row] = await screen.findAllByTestId('hold-row');
    expect(await judge()).toEqual([]);
    if (row) await user.click(row);
    await here('payment-amount');
    expect(await judge()).toEqual([]);
    await user.keyboard('{Alt>}n{/Alt}');
    await here('notice-item');
    expect(await judge()).toEqual([]);
    await user.keyboard('{Escape}');
    host.emit('close-asked', { held: 1 });
    await here('close-dialog');
    expect(await judge()).toEqual([]);
  });
});
