import { fireEvent, screen, waitFor } from '@testing-library/react';
import type { UserEvent } from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import type { PaymentInput } from '../../ipc/bindings';
import type { FakeHost } from '../../ipc/host.fake';
import { focusIsOn, here, openDesk } from '../../test/desk';
import { next, startsWith, wish } from '../../test/sale';

const payments = (host: FakeHost) =>
  host.calls.filter((call) => call.name === 'record_payment').map((call) => call.input as PaymentInput);
const confirmed = (host: FakeHost) => host.calls.filter((call) => call.name === 'confirm_order');
const stateIs = (state: string) =>
  waitFor(() => expect(screen.getByTestId('order-state')).toHaveAttribute('data-state', state));

/** A held order; gives what it costs. */
async function held(user: UserEvent, host: FakeHost): Promise<number> {
  await wish(user);
  await next(user);
  await here('hold-countdown');
  await here('payment-amount');
  return host.orders.all[0]?.card.total?.minor ?? 0;
}
const typed = (minor: number) => `${Math.floor(minor / 100)}.${String(minor % 100).padStart(2, '0')}`;

describe('paying at the till', () => {
  it('takes the exact amount by the last kind and confirms with the same one press', async () => {
    const { host, user } = openDesk();
    const total = await held(user, host);
    expect(await here('payment-kind-cash')).toHaveAttribute('aria-checked', 'true');
    expect(await here('payment-amount')).toHaveValue(typed(total));
    expect(await here('primary-action')).toHaveTextContent('Paid in cash · confirm');
    await next(user);
    await stateIs('ready');
    expect(payments(host)).toMatchObject([
      { kind: 'cash', amount: { minor: total, currency: 'EUR' }, taken: null, note: null },
    ]);
    expect(confirmed(host)).toHaveLength(1);
    expect(localStorage.getItem('counterfoil.till.kind')).toBe('cash');
  });

  it('remembers the kind that was used', async () => {
    localStorage.setItem('counterfoil.till.kind', 'card');
    const { host, user } = openDesk();
    await held(user, host);
    expect(await here('primary-action')).toHaveTextContent('Paid by card · confirm');
    expect(screen.queryByTestId('payment-taken')).toBeNull();
    await user.keyboard('{Alt>}a{/Alt}');
    expect(await here('primary-action')).toHaveTextContent('On account · confirm');
    await next(user);
    await stateIs('ready');
    expect(payments(host)[0]?.kind).toBe('account');
    expect(localStorage.getItem('counterfoil.till.kind')).toBe('account');
  });

  it('shows the change at once, to the cent', async () => {
    const { host, user } = openDesk();
    const total = await held(user, host);
    await user.keyboard('{Alt>}h{/Alt}');
    await focusIsOn(startsWith('payment-taken'));
    await user.keyboard(typed(total + 1_29).replace('.', ','));
    expect(await here('payment-change')).toHaveTextContent('EUR 1.29');
    await user.keyboard('{Enter}');
    await focusIsOn(startsWith('primary-action'));
    await next(user);
    await stateIs('ready');
    expect(payments(host)[0]?.taken).toEqual({ minor: total + 1_29, currency: 'EUR' });
  });

  it('asks for nothing once the hold has ended', async () => {
    const { host, user } = openDesk();
    await held(user, host);
    const [order] = host.orders.all;
    if (!order) throw new Error('something is held');
    order.card = { ...order.card, hold_expires_at: Date.now() + 700 };
    host.emit('order-changed', { id: order.card.id, state: 'held' });
    await waitFor(() => expect(screen.queryByTestId('payment-amount')).toBeNull(), { timeout: 4_000 });
    expect(await here('primary-action')).toBeDisabled();
    await next(user);
    expect(payments(host)).toHaveLength(0);
  });

  it('says what is wrong with what was typed, and sends nothing', async () => {
    const { host, user } = openDesk();
    const total = await held(user, host);
    const taken = await here('payment-taken');
    await user.type(taken, 'ten');
    expect(await screen.findByText('This is not an amount.')).toBeVisible();
    await next(user);
    await focusIsOn(startsWith('payment-taken'));
    await user.clear(taken);
    await user.type(taken, '1.005');
    expect(await screen.findByText('EUR has 2 decimals.')).toBeVisible();
    await user.clear(taken);
    await user.type(taken, '0.01');
    expect(await screen.findByText(/EUR 0.01 is less than EUR/)).toBeVisible();
    await user.clear(taken);
    const amount = await here('payment-amount');
    await user.clear(amount);
    await user.type(amount, typed(total + 1));
    expect(await screen.findByText(/^Only EUR .* is open/)).toBeVisible();
    await next(user);
    await focusIsOn(startsWith('payment-amount'));
    expect(payments(host)).toEqual([]);
    expect(confirmed(host)).toEqual([]);
  });

  it('takes parts by several kinds and confirms with the last', async () => {
    const { host, user } = openDesk();
    const total = await held(user, host);
    const amount = await here('payment-amount');
    await user.clear(amount);
    await user.type(amount, '10');
    expect(await here('primary-action')).toHaveTextContent('Paid in cash · a part');
    expect(await screen.findByText(/stays open\.$/)).toBeVisible();
    await next(user);
    expect(await here('payment-row')).toHaveTextContent('Paid in cashEUR 10.00');
    await waitFor(() => expect(screen.getByTestId('payment-amount')).toHaveValue(typed(total - 10_00)));
    expect(confirmed(host)).toEqual([]);
    await user.click(await here('payment-kind-other'));
    await user.type(await here('payment-note'), 'Voucher 12');
    await next(user);
    await stateIs('ready');
    expect(payments(host)).toMatchObject([
      { kind: 'cash', amount: { minor: 10_00 } },
      { kind: 'other', amount: { minor: total - 10_00 }, note: 'Voucher 12' },
    ]);
  });

  it('computes no change across currencies', async () => {
    const { host, user } = openDesk();
    const total = await held(user, host);
    await user.click(await here('payment-currency'));
    await user.click(await screen.findByRole('option', { name: 'AED' }));
    await user.type(await here('payment-taken'), '900');
    expect(await screen.findByText(/^Nothing is converted: it pays EUR/)).toBeVisible();
    expect(screen.queryByTestId('payment-change')).toBeNull();
    await next(user);
    await stateIs('ready');
    expect(payments(host)).toMatchObject([
      { amount: { minor: total, currency: 'EUR' }, taken: { minor: 900_00, currency: 'AED' } },
    ]);
  });

  it('is one payment however often it is pressed, also after a lost answer', async () => {
    const { host, user } = openDesk({ delay: 10 });
    await held(user, host);
    host.failNext('record_payment', {
      code: 'STORAGE',
      message: 'The ledger is busy.',
      hint: null,
      retry: 'now',
    });
    await next(user);
    expect(await screen.findByText('The ledger is busy.')).toBeVisible();
    for (let n = 0; n < 4; n++) fireEvent.keyDown(document.body, { key: 'Enter', ctrlKey: true });
    await stateIs('ready');
    const [lost, sent, ...more] = payments(host);
    expect(sent?.key).toBe(lost?.key);
    expect(more).toEqual([]);
    expect(confirmed(host)).toHaveLength(1);
  });

  it('only confirms what is paid already', async () => {
    const { host, user } = openDesk();
    await held(user, host);
    host.failNext('confirm_order', {
      code: 'SUPPLIER_UNREACHABLE',
      message: 'Tiqets could not be reached.',
      hint: null,
      retry: 'later',
    });
    await next(user);
    expect(await screen.findByText('Tiqets could not be reached.')).toBeVisible();
    await waitFor(() => expect(screen.getByTestId('primary-action')).toHaveTextContent('Confirm · tickets'));
    expect(screen.queryByTestId('payment-amount')).toBeNull();
    await next(user);
    await stateIs('ready');
    expect(payments(host)).toHaveLength(1);
  });

  it('pays back by the same kind when a paid sale falls through', async () => {
    const { host, user } = openDesk();
    const total = await held(user, host);
    await user.keyboard('{Alt>}d{/Alt}');
    await next(user);
    await stateIs('ready');
    const [order] = host.orders.all;
    if (order) host.orders.step(order, 'failed', 'found', 'Refused after all.');
    const back = await here('pay-back');
    expect(back).toHaveTextContent('Paid back by card');
    expect(screen.getByText(/^To pay back: EUR/)).toBeVisible();
    await user.click(back);
    await waitFor(() => expect(screen.queryByTestId('pay-back')).toBeNull());
    expect(payments(host).at(-1)).toMatchObject({ kind: 'card', amount: { minor: -total } });
  });
});

describe('money that was taken', () => {
  it('stays in sight when the hold is released, and pays what is held next', async () => {
    const { host, user } = openDesk();
    const total = await held(user, host);
    host.failNext('confirm_order', {
      code: 'SUPPLIER_REFUSED',
      message: 'Not now.',
      hint: null,
      retry: 'never',
    });
    await next(user);
    expect(await screen.findByText('Not now.')).toBeVisible();
    await user.click(await here('release-hold'));
    await user.click(await screen.findByRole('button', { name: 'Release the places' }));
    expect(await here('pay-back')).toHaveTextContent('Paid back in cash');
    expect(await here('customer-last-name')).toHaveValue('Dupont');
    await next(user);
    await here('hold-countdown');
    await waitFor(() => expect(screen.queryByTestId('pay-back')).toBeNull());
    expect(await here('primary-action')).toHaveTextContent('Confirm · tickets');
    await next(user);
    await stateIs('ready');
    expect(payments(host).map(({ amount }) => amount.minor)).toEqual([total]);
  });

  it('is called to mind when one turns to another client', async () => {
    const { host, user } = openDesk();
    await held(user, host);
    await next(user);
    await stateIs('ready');
    const [order] = host.orders.all;
    if (order) host.orders.step(order, 'failed', 'found', 'Refused after all.');
    await here('pay-back');
    await user.keyboard('n');
    expect(await screen.findByText(/^There is still money to pay back for order/)).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Open' }));
    expect(await here('pay-back')).toBeVisible();
  });
});

describe('a price that moved', () => {
  it('is told before anything is held, and the new one is looked at first', async () => {
    const { host, user } = openDesk();
    await wish(user);
    const asked = () => host.calls.filter((call) => call.name === 'fetch_availability').length;
    const before = [asked(), (await here('total')).textContent] as const;
    host.orders.raisePrices();
    await next(user);
    expect(await screen.findByText(/^The price has changed\. Nothing was sent/)).toBeVisible();
    await waitFor(() => expect(screen.getByTestId('total').textContent).not.toBe(before[1]));
    expect(asked()).toBe(before[0] + 1);
    expect(screen.getByText(/^The price has changed\. Nothing was sent/)).toBeVisible();
    expect(await here('customer-last-name')).toHaveValue('Dupont');
    await next(user);
    await here('hold-countdown');
    expect(screen.queryByText(/^The price has changed\. Nothing was sent/)).toBeNull();
  });

  it('is told plainly when the same places are held again', async () => {
    const { host, user } = openDesk();
    await held(user, host);
    const [old] = host.orders.all;
    if (!old) throw new Error('it is held');
    host.orders.lapse(old);
    host.orders.raisePrices();
    await user.click(await here('hold-again'));
    await stateIs('held');
    expect(await screen.findByText(/costs EUR .* now; before it was EUR/)).toBeVisible();
    expect(host.orders.all[0]?.card.id).not.toBe(old.card.id);
    expect(await here('payment-amount')).toBeVisible();
  });
});
