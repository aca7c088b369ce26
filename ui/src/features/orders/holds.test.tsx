import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { FakeHost } from '../../ipc/host.fake';
import { focusIsOn, here, openDesk, testIdOf } from '../../test/desk';

const MINUTE = 60_000;
const rows = () => screen.findAllByTestId('hold-row');
const heldOf = (host: FakeHost) => {
  const [order] = host.orders.all.filter((o) => o.card.state === 'held');
  if (!order) throw new Error('the past has a hold');
  return order;
};
/** Sets when a hold ends, and lets the window hear of it. */
function ends(host: FakeHost, millis: number) {
  const order = heldOf(host);
  order.card = { ...order.card, hold_expires_at: Date.now() + millis };
  host.emit('order-changed', { id: order.card.id, state: 'held' });
  return order;
}

describe('the hold board', () => {
  it('shows what is held, with the time that is left, from the status bar or by H', async () => {
    const { host, user } = openDesk();
    await screen.findAllByTestId('experience-item');
    await user.click(await here('status-holds'));
    const all = await rows();
    expect(all).toHaveLength(host.orders.holds().length);
    expect(all[0]).toHaveTextContent(/1[67]:\d\d/);
    expect(all[0]).toHaveTextContent(heldOf(host).card.customer_name);
    expect(await here('holds-view')).toHaveTextContent(`Holds (${all.length})`);
    expect(screen.getByText(/^Tiqets cannot extend a hold/)).toBeVisible();
    await focusIsOn((element) => testIdOf(element) === 'hold-row');
    await user.keyboard('h');
    expect(await screen.findAllByTestId('order-row')).not.toHaveLength(0);
    await user.keyboard('h');
    await rows();
    await focusIsOn((element) => testIdOf(element) === 'hold-row');
    await user.keyboard('{Enter}');
    expect(await here('hold-countdown')).toHaveTextContent(heldOf(host).card.code);
  });

  it('releases by key after it asked', async () => {
    const { host, user } = openDesk({ orders: 12 }, 'orders');
    await user.click(await here('holds-view'));
    await focusIsOn((element) => testIdOf(element) === 'hold-row');
    const { code } = heldOf(host).card;
    await user.keyboard('{Delete}');
    const dialog = await screen.findByRole('alertdialog', { name: `Release hold ${code}?` });
    await user.click(within(dialog).getByTestId('release-do'));
    expect(await screen.findByText('Nothing is held')).toBeVisible();
    expect(host.orders.find(code).card.state).not.toBe('held');
    // With the last hold gone the focus stays on the board.
    const none = screen.getByText('Nothing is held');
    await focusIsOn((element) => element !== document.body && element.contains(none));
  });

  it('says that a hold ended, and holds it again', async () => {
    const { host, user } = openDesk({ orders: 12 }, 'orders');
    await user.click(await here('holds-view'));
    await rows();
    const order = ends(host, 900);
    await waitFor(() => expect(screen.getByTestId('hold-row')).toHaveAttribute('data-state', 'ended'), {
      timeout: 4_000,
    });
    expect(await here('hold-again')).toBeDisabled();
    host.orders.lapse(order);
    await waitFor(() => expect(screen.getByTestId('hold-again')).toBeEnabled());
    await user.click(await here('hold-again'));
    await waitFor(() => expect(screen.getByTestId('order-state')).toHaveAttribute('data-state', 'held'));
    expect(await here('hold-row')).toHaveAttribute('data-state', 'held');
    expect(host.calls).toContainEqual({ name: 'hold_again', input: { id: order.card.id } });
  });
});

describe('a hold that becomes pressing', () => {
  it('is told once under five minutes and once under one, wherever one is', async () => {
    const { host, user } = openDesk({}, 'admin');
    await screen.findAllByTestId('city-row');
    expect(screen.queryByText(/ends in less than/)).toBeNull();
    const { code } = ends(host, 4 * MINUTE).card;
    expect(await screen.findByText(new RegExp(`^Hold ${code} ends in less than 5 minutes`))).toBeVisible();
    ends(host, 3 * MINUTE);
    ends(host, 50_000);
    expect(await screen.findByText(new RegExp(`^Hold ${code} ends in less than a minute`))).toBeVisible();
    expect(screen.getAllByText(/ends in less than/)).toHaveLength(1);
    await user.click(screen.getByRole('button', { name: 'Open' }));
    expect(await here('hold-countdown')).toHaveTextContent(code);
  });
});

describe('an order in Orders', () => {
  it('is paid and confirmed with one press', async () => {
    const { host, user } = openDesk({ orders: 12 }, 'orders');
    await user.click(await screen.findByText(heldOf(host).card.code));
    const confirm = await here('confirm-order');
    expect(confirm).toHaveTextContent('Paid in cash · confirm');
    await user.keyboard('{Alt>}d{/Alt}{Control>}{Enter}{/Control}');
    await waitFor(() => expect(screen.getByTestId('order-state')).toHaveAttribute('data-state', 'ready'));
    expect(await here('payment-row')).toHaveTextContent('Paid by card');
  });

  it('shows what was paid and pays back what fell through', async () => {
    const { host, user } = openDesk({ orders: 12 }, 'orders');
    const failed = host.orders.all.find((o) => o.card.state === 'failed');
    await user.click(await screen.findByText(failed?.card.code ?? ''));
    expect(await here('payment-row')).toHaveTextContent(/^.*Paid (in cash|by card)/);
    await user.click(await here('pay-back'));
    await waitFor(() => expect(screen.getAllByTestId('payment-row')).toHaveLength(2));
    expect(screen.queryByTestId('pay-back')).toBeNull();
    expect(screen.getByText('It was paid back')).toBeVisible();
  });

  it('is held again with one press, and the new price is told', async () => {
    const { host, user } = openDesk({ orders: 12 }, 'orders');
    const expired = host.orders.all.find((o) => o.card.state === 'expired');
    host.orders.raisePrices();
    await user.click(await screen.findByText(expired?.card.code ?? ''));
    await user.click(await here('hold-again'));
    await waitFor(() => expect(screen.getByTestId('order-state')).toHaveAttribute('data-state', 'held'));
    expect(await screen.findByText(/now; before it was/)).toBeVisible();
    const line = await here('basket-line');
    expect(line).toHaveTextContent(expired?.card.code ?? '');
    await user.click(line);
    await waitFor(() => expect(screen.getByTestId('order-state')).toHaveAttribute('data-state', 'expired'));
  });
});
