import { screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { OrderInput, PaymentInput } from '../../ipc/bindings';
import type { FakeHost } from '../../ipc/host.fake';
import { focusIsOn, here, openDesk } from '../../test/desk';
import { choose, next, startsWith, wish } from '../../test/sale';

const sent = <I,>(host: FakeHost, name: string) =>
  host.calls.filter((call) => call.name === name).map((call) => call.input as I);
const states = () => screen.getAllByTestId('basket-line').map((line) => line.dataset.state);

/** One order held, then another of the same client. */
async function two(options = {}) {
  const desk = openDesk(options);
  const { user } = desk;
  await wish(user);
  await next(user);
  await here('hold-countdown');
  (await here('primary-action')).focus();
  await user.keyboard('b');
  await focusIsOn(startsWith('search-input'));
  expect(await here('customer-last-name')).toHaveValue('Dupont');
  expect(await here('basket-line')).toHaveAttribute('data-state', 'held');
  await choose(user, 'orsay');
  await user.keyboard('a');
  await next(user);
  await waitFor(() => expect(states()).toEqual(['held', 'held']));
  return desk;
}

describe('a basket', () => {
  it('is paid once and confirmed line by line with one press', async () => {
    const { host, user } = await two();
    const [second, first] = host.orders.all;
    expect(sent<OrderInput>(host, 'create_order').map((input) => input.basket)).toEqual([
      null,
      first?.card.id,
    ]);
    const whole = (first?.card.total?.minor ?? 0) + (second?.card.total?.minor ?? 0);
    expect(await here('basket-open')).toHaveTextContent(`EUR ${(whole / 100).toFixed(2)}`);
    expect(await here('primary-action')).toHaveTextContent('Paid in cash · confirm all 2');
    await next(user);
    await waitFor(() => expect(states()).toEqual(['ready', 'ready']));
    expect(sent<PaymentInput>(host, 'record_payment')).toMatchObject([
      { amount: { minor: whole, currency: 'EUR' } },
    ]);
    expect(sent(host, 'confirm_order')).toHaveLength(2);
    await user.keyboard('n');
    await waitFor(() => expect(screen.queryByTestId('basket-line')).toBeNull());
    expect(await here('customer-last-name')).toHaveValue('');
  });

  it('lets one that fails stop no other, and its line says why', async () => {
    const { host, user } = await two();
    host.failNext('confirm_order', {
      code: 'SUPPLIER_REFUSED',
      message: 'The supplier refused this one.',
      hint: null,
      retry: 'never',
    });
    await next(user);
    await waitFor(() => expect(states()).toEqual(['held', 'ready']));
    expect(screen.getAllByTestId('basket-line')[0]).toHaveTextContent('The supplier refused this one.');
    expect(await here('primary-action')).toHaveTextContent('Confirm · tickets');
    await next(user);
    await waitFor(() => expect(states()).toEqual(['ready', 'ready']));
    expect(sent(host, 'record_payment')).toHaveLength(1);
  });

  it('pays every currency whole', async () => {
    const { host, user } = openDesk();
    await wish(user);
    await next(user);
    await here('hold-countdown');
    await user.click(await here('add-to-basket'));
    await choose(user, 'burj khalifa');
    await user.keyboard('a');
    await next(user);
    await waitFor(() => expect(states()).toEqual(['held', 'held']));
    expect(screen.getAllByTestId('payment-amount').map((open) => open.textContent)).toEqual([
      expect.stringMatching(/^EUR/),
      expect.stringMatching(/^AED/),
    ]);
    await next(user);
    await waitFor(() => expect(states()).toEqual(['ready', 'ready']));
    expect(sent<PaymentInput>(host, 'record_payment').map((input) => input.amount.currency)).toEqual([
      'EUR',
      'AED',
    ]);
  });

  it('goes on after the first is ready, and turns the till to the line that is pressed', async () => {
    const { host, user } = openDesk();
    await wish(user);
    await next(user);
    await here('payment-amount');
    await next(user);
    await waitFor(() => expect(screen.getByTestId('order-state')).toHaveAttribute('data-state', 'ready'));
    await user.keyboard('b');
    await choose(user, 'orsay');
    await user.keyboard('a');
    await next(user);
    await waitFor(() => expect(states()).toEqual(['ready', 'held']));
    const [second] = host.orders.all;
    expect(await here('payment-amount')).toHaveValue(((second?.card.total?.minor ?? 0) / 100).toFixed(2));
    const [line] = screen.getAllByTestId('basket-line');
    if (line) await user.click(line);
    expect(await screen.findAllByTestId('ticket-page')).toHaveLength(3);
    expect(await here('primary-action')).toHaveTextContent('Paid in cash · confirm');
  });

  it('leads back to paying when nothing else is wanted after all', async () => {
    const { user } = openDesk();
    await wish(user);
    await next(user);
    await here('hold-countdown');
    await user.click(await here('add-to-basket'));
    expect(await here('primary-action')).toHaveTextContent('Paid in cash · confirm');
    await choose(user, 'orsay');
    expect(await here('primary-action')).toHaveTextContent('Hold places');
    await user.click(await here('back-to-basket'));
    expect(await here('primary-action')).toHaveTextContent('Paid in cash · confirm');
    await next(user);
    await waitFor(() => expect(states()).toEqual(['ready']));
  });
});
