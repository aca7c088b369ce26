import { act, screen, waitFor } from '@testing-library/react';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { PrintInput } from '../../ipc/bindings';
import { here, openDesk, widthIs } from '../../test/desk';
import { next, wish } from '../../test/sale';

async function sold() {
  const desk = openDesk();
  await wish(desk.user);
  await next(desk.user);
  await here('hold-countdown');
  await next(desk.user);
  await waitFor(() => expect(screen.getByTestId('order-state')).toHaveAttribute('data-state', 'ready'));
  await waitFor(() => expect(screen.getByTestId('print-tickets')).toBeEnabled());
  return desk;
}

describe('tickets after a sale', () => {
  it('are on paper by one key and with the client by another', async () => {
    const { host, user } = await sold();
    expect(await here('print-tickets')).toHaveTextContent('Print 3 tickets');
    expect(await here('mail-tickets')).toHaveTextContent('Mail to c.dupont@example.org');
    await user.keyboard('{Control>}p{/Control}');
    await waitFor(() => expect(screen.getByTestId('paper-news')).toHaveTextContent('All 3 are on paper.'));
    await user.keyboard('{Control>}m{/Control}');
    await waitFor(() =>
      expect(screen.getByTestId('paper-news')).toHaveTextContent(
        'The mail server took the mail to c.dupont@example.org.',
      ),
    );
    const printed = host.calls.filter((call) => call.name === 'print_tickets');
    expect(printed.map((call) => (call.input as PrintInput).distributions.length)).toEqual([3]);
    // A second mail is asked about first.
    await user.keyboard('{Control>}m{/Control}');
    expect(await here('mail-dialog')).toBeVisible();
    expect(host.calls.filter((call) => call.name === 'send_tickets')).toHaveLength(1);
  });

  it('stand under a step of their own name in a narrow window, until the next sale', async () => {
    const { user } = await sold();
    const tickets = await here('step-choose');
    const handOver = await here('step-sell');
    expect(tickets).toHaveTextContent('Tickets');
    expect(handOver).toHaveTextContent('Hand over');
    expect(tickets).toHaveAttribute('aria-current', 'step');
    expect(screen.queryByRole('region', { name: 'Choose' })).toBeNull();
    // With room for the till beside them the tickets are what the steps show, whatever one does there.
    await user.click(handOver);
    expect(tickets).toHaveAttribute('aria-current', 'step');
    const wide = innerWidth;
    onTestFinished(() => widthIs(wide));
    act(() => widthIs(640));
    expect(handOver).toHaveAttribute('aria-current', 'step');
    expect(tickets).not.toHaveAttribute('aria-current');
    await user.keyboard('n');
    await waitFor(() => expect(tickets).toHaveTextContent('Choose'));
    expect(handOver).toHaveTextContent('Sell');
    expect(await here('step-find')).toHaveAttribute('aria-current', 'step');
  });

  it('go to the paper that was used last', async () => {
    const { host, user } = await sold();
    await user.click(await screen.findByRole('radio', { name: /^80 mm roll/ }));
    await user.keyboard('{Control>}p{/Control}');
    await waitFor(() => expect(screen.getByTestId('paper-news')).toHaveTextContent('All 3 are on paper.'));
    expect(host.paper.prints.jobs[0]).toMatchObject({ printer: 'TM-T88-Counter', layout: 'Thermal 80 mm' });
    expect(localStorage.getItem('counterfoil.paper')).toBe('thermal80');
  });
});
