import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { focusIsOn, here, openDesk } from '../../test/desk';
import { next, startsWith, wish } from '../../test/sale';

const hold = next;

describe('selling by keyboard alone', () => {
  it('finds, chooses, holds, confirms and saves', async () => {
    const { host, user } = openDesk();
    await wish(user);
    expect(await here('party-adult')).toHaveValue('2');
    expect(await here('party-child')).toHaveValue('1');
    expect(await here('primary-action')).toHaveTextContent('Hold 3 places');
    await hold(user);
    expect(await here('hold-countdown')).toHaveTextContent(/Held for (30:00|29:5\d)/);
    expect(await here('primary-action')).toHaveTextContent('Paid in cash · confirm');
    await hold(user);
    await waitFor(() => expect(screen.getByTestId('order-state')).toHaveAttribute('data-state', 'ready'));
    await focusIsOn((element) => element.dataset.testid === 'ticket-preview');
    expect(await screen.findAllByTestId('ticket-page')).toHaveLength(3);
    await user.keyboard('{Control>}s{/Control}');
    expect(await here('saved-path')).toHaveTextContent('.pdf');
    const [request] = host.orders.requests;
    expect(host.orders.requests).toHaveLength(1);
    expect(request?.party.map((line) => line.count)).toEqual([2, 1]);
    expect(request?.customer).toEqual({
      first_name: 'Camille',
      last_name: 'Dupont',
      email: 'c.dupont@example.org',
      phone: '+33612345678',
    });
    await user.keyboard('n');
    await focusIsOn(startsWith('search-input'));
    expect(await here('customer-first-name')).toHaveValue('');
  });

  it('adds by a letter, takes by Shift, and leaves letters alone while one types', async () => {
    const { user } = openDesk();
    await wish(user);
    expect(await here('party-adult')).toHaveValue('2');
    (await here('primary-action')).focus();
    await user.keyboard('a{Shift>}A{/Shift}{Shift>}C{/Shift}');
    expect(await here('party-adult')).toHaveValue('2');
    expect(await here('party-child')).toHaveValue('0');
  });

  it('says the rule that a child needs an adult, and does not hold', async () => {
    const { host, user } = openDesk();
    await wish(user);
    (await here('primary-action')).focus();
    await user.keyboard('{Shift>}AA{/Shift}');
    expect(await screen.findByText('Child only together with Adult.')).toBeVisible();
    await hold(user);
    expect(host.orders.requests).toHaveLength(0);
  });

  it('leads to what is missing instead of failing', async () => {
    const { host, user } = openDesk();
    await wish(user);
    const phone = await here('customer-phone');
    await user.clear(phone);
    await hold(user);
    await focusIsOn(startsWith('customer-phone'));
    expect(await here('still-needed')).toHaveTextContent('Still needed: phone.');
    expect(host.orders.requests).toHaveLength(0);
  });
});

describe('one wish, one order', () => {
  it('sends once when the key is pressed twice in the same breath', async () => {
    const { host, user } = openDesk({ delay: 20 });
    await wish(user);
    for (let n = 0; n < 4; n++) fireEvent.keyDown(document.body, { key: 'Enter', ctrlKey: true });
    await here('hold-countdown');
    expect(host.calls.filter((call) => call.name === 'create_order')).toHaveLength(1);
    expect(host.calls.filter((call) => call.name === 'confirm_order')).toHaveLength(0);
    expect(host.orders.requests[0]?.external_reference).toMatch(/^cf-/);
  });

  it('repeats a lost request under the same reference', async () => {
    const { host, user } = openDesk();
    await wish(user);
    host.failNext('create_order', {
      code: 'SUPPLIER_UNREACHABLE',
      message: 'Tiqets could not be reached. Nothing was held.',
      hint: null,
      retry: 'later',
    });
    await hold(user);
    expect(await screen.findByText(/could not be reached/)).toBeVisible();
    expect(await here('customer-last-name')).toHaveValue('Dupont');
    await hold(user);
    await here('hold-countdown');
    const sent = host.calls
      .filter((call) => call.name === 'create_order')
      .map((call) => (call.input as { external_reference: string }).external_reference);
    expect(sent).toHaveLength(2);
    expect(sent[0]).toBe(sent[1]);
  });
});

describe('bad days', () => {
  it('tells a refusal and lets the same party try anew', async () => {
    const { host, user } = openDesk();
    await wish(user, 'Refused');
    await hold(user);
    expect(await screen.findByText(/out of season/)).toBeVisible();
    expect(await here('primary-action')).toHaveTextContent('Hold 3 places');
    await hold(user);
    await waitFor(() => expect(host.orders.requests).toHaveLength(2));
    expect(host.orders.requests[0]?.external_reference).not.toBe(host.orders.requests[1]?.external_reference);
  });

  it('never offers to send an unknown order again', async () => {
    const { host, user } = openDesk({ pace: 0.1 });
    await wish(user, 'Lost');
    await hold(user);
    expect(await screen.findByText(/Nothing is sent twice/)).toBeVisible();
    expect(await here('primary-action')).toBeDisabled();
    await hold(user);
    expect(host.calls.filter((call) => call.name === 'create_order')).toHaveLength(1);
    await here('hold-countdown');
  });

  it('says when the supplier cannot be asked for days', async () => {
    const { user } = openDesk({ offline: true });
    await focusIsOn(startsWith('search-input'));
    await user.keyboard('louvre');
    await screen.findAllByTestId('search-hit');
    await user.keyboard('{Enter}');
    expect(await screen.findByText('Tiqets cannot be reached: there is no network.')).toBeVisible();
    expect(screen.getByRole('button', { name: /Try again/ })).toBeVisible();
  });

  it('sends the first day to the suppliers', async () => {
    const { user } = openDesk({ empty: true });
    await user.click(await here('first-run-action'));
    expect(await here('supplier-url')).toHaveValue('');
  });
});

describe('the two views', () => {
  it('shows the commission to the agent and hides it from the client', async () => {
    const { user } = openDesk();
    await wish(user);
    const keeps = await here('commission');
    expect(keeps).toHaveTextContent(/Commission of the desk\d+\.\d\d/);
    expect(screen.getAllByText(/via Tiqets/).length).toBeGreaterThan(0);
    expect(screen.queryByTestId('customer-band')).toBeNull();
    await user.keyboard('{Alt>}v{/Alt}');
    expect(await here('customer-band')).toHaveTextContent('Customer view');
    expect(await here('customer-view')).toHaveAttribute('aria-pressed', 'true');
    expect(screen.queryByTestId('commission')).toBeNull();
    expect(screen.queryByText(/via Tiqets/)).toBeNull();
    expect(screen.queryByText('Eiffel Tower Visits')).toBeNull();
    expect(screen.queryByTestId('light-tiqets')).toBeNull();
    await hold(user);
    await here('hold-countdown');
    expect(screen.queryByTestId('commission')).toBeNull();
    await user.click(await here('customer-view'));
    expect(await here('commission')).toBeVisible();
  });
});

describe('an open product', () => {
  it('tells kinds of visitors, guides and where it starts, and opens its pictures', async () => {
    const { user } = openDesk();
    await focusIsOn(startsWith('search-input'));
    await user.keyboard('eiffel guided');
    await screen.findAllByTestId('search-hit');
    await user.keyboard('{Enter}');
    const kinds = await here('variants');
    expect(kinds).toHaveTextContent(/only with Adult · needs Full name/);
    expect(screen.getByText('English, French')).toBeVisible();
    expect(screen.getByText(/^Meeting point,/)).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Eiffel Tower' }));
    const dialog = await screen.findByRole('dialog');
    expect(within(dialog).getByText(/City archive/)).toBeVisible();
    await user.keyboard('{ArrowRight}');
    expect(within(dialog).getByText(/from the entrance|from above/)).toBeVisible();
  });

  it('lists an experience’s products with prices and gives its place to copy', async () => {
    const { user } = openDesk();
    await screen.findAllByTestId('experience-item');
    await user.keyboard('{ArrowDown}{Enter}');
    const lines = await screen.findAllByTestId('pane-product');
    expect(lines).toHaveLength(3);
    expect(lines[0]).toHaveTextContent('AED 179.00');
    expect(screen.getByText('25.20000, 55.27000')).toBeVisible();
    await user.click(lines[1] as HTMLElement);
    expect(await screen.findByRole('heading', { level: 1, name: /guided small group/ })).toBeVisible();
  });
});

describe('finding', () => {
  it('marks what matched, and browses by country when nothing is typed', async () => {
    const { user } = openDesk();
    expect((await screen.findAllByTestId('experience-item')).length).toBeGreaterThan(3);
    await user.keyboard('orsay');
    const [hit] = await screen.findAllByTestId('search-hit');
    if (!hit) throw new Error('no hit');
    expect(within(hit).getByText('Orsay')).toHaveProperty('tagName', 'MARK');
    await user.keyboard('{Escape}');
    await user.click(await here('browse-country'));
    await user.click(await screen.findByRole('option', { name: /Japan/ }));
    await waitFor(() => expect(screen.getAllByTestId('experience-item')).toHaveLength(4));
  });

  it('shows the products of an experience that has several, and opens one by keys', async () => {
    const { user } = openDesk();
    await screen.findAllByTestId('experience-item');
    await user.keyboard('{ArrowDown}{Enter}');
    expect(await screen.findAllByTestId('product-item')).toHaveLength(3);
    await user.keyboard('{ArrowDown}{Enter}');
    expect(
      await screen.findByRole('heading', { level: 1, name: 'Burj Khalifa: guided small group' }),
    ).toBeVisible();
    expect(await screen.findByText(/local to Dubai/)).toBeVisible();
  });

  it('says so when nothing is found', async () => {
    const { user } = openDesk();
    await focusIsOn(startsWith('search-input'));
    await user.keyboard('zzzz');
    expect(await screen.findByText('Nothing found for “zzzz”')).toBeVisible();
  });
});

describe('starting anew', () => {
  it('can be taken back while nothing was sent', async () => {
    const { user } = openDesk();
    await wish(user);
    (await here('primary-action')).focus();
    await user.keyboard('n');
    expect(await here('customer-first-name')).toHaveValue('');
    await user.click(await screen.findByRole('button', { name: 'Undo' }));
    expect(await here('customer-first-name')).toHaveValue('Camille');
    await waitFor(async () => expect(await here('party-adult')).toHaveValue('2'));
  });
});
