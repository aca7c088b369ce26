import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { focusIsOn, here, openDesk, testIdOf } from '../../test/desk';

const rows = () => screen.findAllByTestId('order-row');

describe('orders', () => {
  it('filters by word and by state', async () => {
    const { user, host } = openDesk({ orders: 12 }, 'orders');
    expect(await rows()).toHaveLength(12);
    await user.click(await here('state-held'));
    await waitFor(async () => expect((await rows()).every((row) => row.dataset.state === 'held')).toBe(true));
    await user.click(await here('state-held'));
    await user.keyboard('/');
    await focusIsOn((element) => testIdOf(element) === 'order-filter');
    const wanted = host.orders.all.find((order) => order.card.state === 'ready')?.card;
    await user.keyboard(wanted?.code ?? '');
    await waitFor(async () => expect(await rows()).toHaveLength(1));
    expect(await here('order-row')).toHaveTextContent(wanted?.title ?? '');
    await user.keyboard('xx');
    expect(await screen.findByText('No order matches')).toBeVisible();
  });

  it('opens by keys and tells the story in words', async () => {
    const { user } = openDesk({ orders: 12 }, 'orders');
    await rows();
    await user.keyboard('/{ArrowDown}');
    await focusIsOn((element) => element.dataset.testid === 'order-row' && element.dataset.n === '0');
    await user.keyboard('{ArrowDown}');
    await focusIsOn((element) => element.dataset.n === '1');
    await user.keyboard('{Enter}');
    const details = screen.getByRole('complementary', { name: 'Order details' });
    expect(await within(details).findByText('Asked the supplier for the places')).toBeVisible();
    expect(within(details).getByText('The supplier holds the places')).toBeVisible();
    expect(within(details).getByRole('button', { name: 'Copy Ours' })).toBeVisible();
  });

  it('cancels with a reason, after showing the terms', async () => {
    const { user, host } = openDesk({ orders: 12 }, 'orders');
    await rows();
    const order = host.orders.all.find((o) => o.card.state === 'ready' && o.can_cancel);
    if (!order) throw new Error('the past has a ready order');
    await user.click(await screen.findByText(order.card.code));
    await user.click(await here('cancel-order'));
    const dialog = await screen.findByRole('alertdialog');
    expect(
      within(dialog).getByText('May be cancelled free of charge until 24 hours before the visit.'),
    ).toBeVisible();
    await user.click(within(dialog).getByRole('radio', { name: 'Made twice by mistake' }));
    await user.click(within(dialog).getByTestId('cancel-do'));
    await waitFor(() => expect(screen.getByTestId('order-state')).toHaveAttribute('data-state', 'cancelled'));
    expect(host.calls).toContainEqual({
      name: 'cancel_order',
      input: { id: order.card.id, reason: 'DUPLICATE' },
    });
    // The button that opened the dialog is gone: the order itself has the focus then.
    await focusIsOn((element) => element.tagName === 'ARTICLE');
  });

  it('offers no cancel where the supplier allows none, and no sending where the outcome is unknown', async () => {
    const { user, host } = openDesk({ orders: 12 }, 'orders');
    await rows();
    const unknown = host.orders.all.find((o) => o.card.state === 'unknown');
    await user.click(await screen.findByText(unknown?.card.code ?? ''));
    expect(await screen.findByText(/Looked up again by itself in 0:4\d/)).toBeVisible();
    expect(screen.queryByTestId('cancel-order')).toBeNull();
    expect(screen.queryByTestId('confirm-order')).toBeNull();
  });

  it('is kind to an empty ledger', async () => {
    openDesk({ orders: 0 }, 'orders');
    expect(await screen.findByText('No orders yet')).toBeVisible();
  });
});
