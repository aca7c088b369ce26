import { screen, waitFor } from '@testing-library/react';
import axe from 'axe-core';
import { describe, expect, it } from 'vitest';
import { SCREENS } from '../shared/nav';
import { focusIsOn, here, openDesk, testIdOf } from '../test/desk';

/** Colour needs real pixels; everything else is judged here. */
async function judge() {
  const { violations } = await axe.run(document.body, {
    // What passed is not told, so it need not be written down.
    resultTypes: ['violations'],
    rules: {
      'color-contrast': { enabled: false },
      region: { enabled: false },
      'page-has-heading-one': { enabled: false },
    },
  });
  return violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html.slice(0, 120)).join(' | ')}`);
}

describe('the window', () => {
  it('walks between the screens by Alt and keeps what was typed', async () => {
    const { user } = openDesk();
    await focusIsOn((element) => testIdOf(element) === 'search-input');
    await user.keyboard('louvre');
    await user.keyboard('{Alt>}2{/Alt}');
    expect(document.activeElement).toBe(document.body);
    expect(await here('order-filter')).toBeVisible();
    await user.keyboard('/');
    await focusIsOn((element) => testIdOf(element) === 'order-filter');
    await user.keyboard('{Alt>}5{/Alt}');
    expect(await here('city-search')).toBeVisible();
    await user.keyboard('{Alt>}1{/Alt}');
    await waitFor(() => expect(screen.getByTestId('search-input')).toBeVisible());
    expect(screen.getByTestId('search-input')).toHaveValue('louvre');
  });

  it('draws the other screens once it has come to rest, and a screen at once when one goes there', async () => {
    const { user } = openDesk({}, 'sell', true);
    const screenOf = (name: string) => document.querySelector(`[data-screen="${name}"]`);
    await screen.findAllByTestId('experience-item');
    expect(screenOf('prints')).toBeEmptyDOMElement();
    await user.keyboard('{Alt>}5{/Alt}');
    expect(await here('city-search')).toBeVisible();
    expect(screenOf('prints')).toBeEmptyDOMElement();
    for (const name of SCREENS)
      await waitFor(() => expect(screenOf(name)).not.toBeEmptyDOMElement(), { timeout: 10_000 });
    expect(screenOf('prints')).not.toBeVisible();
    expect(screen.getByTestId('city-search')).toBeVisible();
  });

  it('opens the palette, runs a command, opens an order by its code', async () => {
    const { user, host } = openDesk({ orders: 6 });
    await screen.findAllByTestId('experience-item');
    await user.keyboard('{Control>}k{/Control}');
    await user.type(await here('palette-input'), 'admin{Enter}');
    expect(await here('city-search')).toBeVisible();
    await user.keyboard('{Control>}k{/Control}');
    const code = host.orders.all[0]?.card.code ?? '';
    await user.type(await here('palette-input'), `${code}{Enter}`);
    await waitFor(() => expect(screen.getByTestId('order-state')).toBeVisible());
  });

  it('shows all keys on ?', async () => {
    const { user } = openDesk({}, 'orders');
    await screen.findAllByTestId('order-row');
    await user.keyboard('?');
    expect(await screen.findByRole('dialog', { name: 'Keys' })).toBeVisible();
  });

  it('switches light and dark, and remembers', async () => {
    const { user } = openDesk();
    const before = document.documentElement.dataset.theme;
    await user.click(await here('theme-toggle'));
    expect(document.documentElement.dataset.theme).not.toBe(before);
    expect(localStorage.getItem('counterfoil.theme')).toBe(document.documentElement.dataset.theme);
  });

  it('marks training plainly, and only training', async () => {
    const { view } = openDesk({ training: true });
    expect(await here('training-band')).toHaveTextContent('Training mode');
    view.unmount();
    openDesk();
    await screen.findAllByTestId('experience-item');
    expect(screen.queryByTestId('training-band')).toBeNull();
  });

  it('mirrors for a right-to-left language, English where a word is missing', async () => {
    localStorage.setItem('counterfoil.language', 'ar');
    openDesk({}, 'orders');
    await screen.findAllByTestId('order-row');
    expect(document.documentElement).toHaveAttribute('dir', 'rtl');
    expect(document.documentElement).toHaveAttribute('lang', 'ar');
    expect(await here('nav-sell')).toHaveTextContent('بيع');
    expect(screen.getAllByTestId('order-row')[0]?.textContent).toMatch(/\d/);
  });
});

describe('axe', () => {
  const FIRST = {
    sell: 'experience-item',
    orders: 'order-row',
    prints: 'pickup-row',
    outbox: 'mail-row',
    admin: 'city-row',
  };
  it.each(SCREENS)('finds nothing on %s', async (start) => {
    openDesk({ training: true, pickups: 6, mails: true }, start);
    await screen.findAllByTestId(FIRST[start]);
    expect(await judge()).toEqual([]);
  });

  it('finds nothing on cards, tags by group, free days, the client’s view', async () => {
    const { user } = openDesk();
    await screen.findAllByTestId('experience-item');
    await user.keyboard('{ArrowDown}*');
    await user.click(await here('view-grid'));
    await user.click(await here('free-filter'));
    await user.keyboard('{Alt>}v{/Alt}');
    expect(await here('customer-band')).toBeVisible();
    expect(await judge()).toEqual([]);
    await user.click(await here('tags-more'));
    await here('tags-filter');
    expect(await judge()).toEqual([]);
  });

  it('finds nothing on an open experience, the refresh, a supplier’s light', async () => {
    const { user } = openDesk({ offline: true });
    await screen.findAllByTestId('experience-item');
    await user.keyboard('{ArrowDown}{Enter}');
    await screen.findAllByTestId('pane-product');
    expect(await judge()).toEqual([]);
    await user.keyboard('{Alt>}5{/Alt}');
    await user.click(await here('admin-refresh'));
    await here('run-chart');
    expect(await judge()).toEqual([]);
    await user.click(await here('light-tiqets'));
    const more = await screen.findByRole('dialog', { name: 'Tiqets' });
    expect(more).toHaveTextContent('No network.');
    expect(more).toHaveTextContent('The catalogue stays usable.');
    expect(await judge()).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'Keys' }));
    expect(await here('supplier-url')).toBeVisible();
  });

  it('finds nothing on an open product, an open order, the suppliers', async () => {
    const { user } = openDesk();
    await screen.findAllByTestId('experience-item');
    await user.keyboard('eiffel');
    await screen.findAllByTestId('search-hit');
    await user.keyboard('{Enter}');
    await focusIsOn((element) => testIdOf(element).startsWith('calendar-day'));
    await user.keyboard('{Enter}');
    await focusIsOn((element) => testIdOf(element).startsWith('slot-'));
    expect(await judge()).toEqual([]);
    await user.keyboard('{Alt>}2{/Alt}');
    const [row] = await screen.findAllByTestId('order-row');
    if (row) await user.click(row);
    await here('order-state');
    expect(await judge()).toEqual([]);
    await user.keyboard('{Alt>}5{/Alt}');
    await user.click(await here('admin-suppliers'));
    await here('supplier-url');
    expect(await judge()).toEqual([]);
  });

  it('finds nothing on tickets, a scanned one, the printers', async () => {
    const { user, host } = openDesk({ pickups: 6 }, 'prints');
    const [first] = await screen.findAllByTestId('pickup-row');
    const code = host.paper.tickets.all.at(-1)?.code ?? '';
    await user.keyboard(`${code}{Enter}`);
    await here('scanned');
    if (first) await user.click(first);
    await here('tickets-part');
    expect(await judge()).toEqual([]);
    await user.click(await here('printers-setup'));
    await here('setup-stock');
    expect(await judge()).toEqual([]);
  });

  it('finds nothing on layouts, their editor, the mail server', async () => {
    const { user } = openDesk({}, 'admin');
    await user.click(await here('admin-mail'));
    await here('mail-host');
    expect(await judge()).toEqual([]);
    await user.click(await here('admin-layouts'));
    await screen.findAllByTestId('layout-card');
    expect(await judge()).toEqual([]);
    await user.click(screen.getAllByTestId('layout-edit')[1] as HTMLElement);
    await screen.findAllByTestId('element');
    await user.click(screen.getAllByTestId('element-line')[1] as HTMLElement);
    await here('properties');
    expect(await judge()).toEqual([]);
  });
});
