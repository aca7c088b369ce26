import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { BatchInput } from '../../ipc/bindings';
import type { FakeHost, FakeOptions } from '../../ipc/host.fake';
import { focusIsOn, here, openDesk, testIdOf } from '../../test/desk';

async function room(options: FakeOptions = {}) {
  const desk = openDesk({ orders: 0, pickups: 8, ...options }, 'prints');
  await screen.findAllByTestId('pickup-row');
  return desk;
}
const rows = () => screen.getAllByTestId('pickup-row');
const rowOf = (name: string) => rows().find((row) => row.textContent?.includes(name)) as HTMLElement;
const batches = (host: FakeHost) =>
  host.calls.filter((call) => call.name === 'print_batch').map((call) => call.input as BatchInput);
/** A whole batch runs through the printer, sheet by sheet. */
const batchIs = (state: string) =>
  waitFor(() => expect(screen.getByTestId('batch')).toHaveAttribute('data-state', state), {
    timeout: 20_000,
  });
const ticketOf = (host: FakeHost, name: string, place = 1) => {
  const order = host.orders.all.find((one) => one.card.customer_name === name);
  const ticket = host.paper.tickets.all.find((one) => one.order === order?.card.id && one.place === place);
  if (!order || !ticket) throw new Error('they come today');
  return { order, ticket };
};

describe('the print room', () => {
  it('shows who comes today by time, and what is not on paper', async () => {
    await room();
    const times = rows().map((row) => /\d\d:\d\d/.exec(row.textContent ?? '')?.[0]);
    expect(times).toEqual([...times].sort());
    expect(rowOf('Ana Ribeiro')).toHaveTextContent('printed');
    expect(rowOf('Bilal Haddad')).toHaveTextContent('1 in doubt');
    expect(rowOf('Eva Lindqvist')).toHaveTextContent('void');
    expect(rowOf('Fatima Zahra')).toHaveTextContent('not here yet');
    expect(rowOf('George Papadakis')).toHaveTextContent(/to print.*mailed/);
    expect(await here('room-sum')).toHaveTextContent('8 orders · 9 tickets to print');
  });

  it('prints all that is not printed by one key, and leaves out what must not be', async () => {
    const { host, user } = await room();
    await user.keyboard('{Control>}p{/Control}');
    await batchIs('done');
    expect(await here('batch')).toHaveTextContent('All 9 sheets are on paper.');
    expect(await here('room-sum')).toHaveTextContent('nothing to print');
    const orders = batches(host)[0]?.orders ?? [];
    expect(orders).toHaveLength(5);
    expect(orders).not.toContain(ticketOf(host, 'Eva Lindqvist').order.card.id);
  });

  it('gives the focus back to the row when its tickets are closed', async () => {
    const { user } = await room();
    rows()[0]?.focus();
    await user.keyboard('{ArrowDown}{Enter}');
    await user.click(await here('pickup-close'));
    await focusIsOn((element) => element === rows()[1]);
  });

  it('prints only those that are chosen by keys', async () => {
    const { host, user } = await room();
    rows()[0]?.focus();
    await user.keyboard('{ArrowDown} {ArrowDown} ');
    expect(await here('room-sum')).toHaveTextContent('2 orders chosen');
    await user.keyboard('{Control>}p{/Control}');
    await waitFor(() => expect(batches(host)).toHaveLength(1));
    expect(batches(host)[0]?.orders).toHaveLength(2);
    expect(batches(host)[0]?.media).toBe('a4');
  });

  it('stops at a jam, says why, asks about the one sheet, and goes on with one press', async () => {
    const { host, user } = await room();
    const asked = () => screen.queryAllByTestId('question');
    await waitFor(() => expect(asked()).toHaveLength(1));
    host.paper.prints.jam(2, 'Paper jam.');
    await user.keyboard('{Control>}p{/Control}');
    await batchIs('stopped');
    expect(await here('batch-reason')).toHaveTextContent('LaserJet-Desk-3: Paper jam.');
    expect(await here('batch')).toHaveTextContent(/2 of 9 on paper · 1 in doubt/);
    await waitFor(() => expect(asked()).toHaveLength(2));
    expect(within(await here('printer-health')).getByText('Paper jam.')).toBeVisible();
    await user.keyboard('g');
    await batchIs('done');
    expect(await here('batch')).toHaveTextContent(/8 of 9 are on paper. · 1 in doubt/);
  });

  it('takes Y or N for the first question', async () => {
    const { host, user } = await room();
    const { order } = ticketOf(host, 'Bilal Haddad');
    expect(await here('question')).toHaveTextContent(`Is ticket 2 of 3 of ${order.card.code} on paper?`);
    await user.keyboard('n');
    await waitFor(() => expect(screen.queryByTestId('question')).toBeNull());
    expect(host.calls.find((call) => call.name === 'answer_print')?.input).toMatchObject({ on_paper: false });
    await waitFor(() => expect(rowOf('Bilal Haddad')).toHaveTextContent('2 to print'));
    expect(await screen.findByText(`Ticket 2 of ${order.card.code} can be printed now.`)).toBeVisible();
  });

  it('says so when a question was answered elsewhere', async () => {
    const { host, user } = await room();
    await here('question');
    host.failNext('answer_print', {
      code: 'PRINT_SETTLED',
      message: 'This was answered already, perhaps at another desk.',
      hint: null,
      retry: 'never',
    });
    await user.keyboard('y');
    expect(await screen.findByText('This was answered already, perhaps at another desk.')).toBeVisible();
  });

  it('walks from day to day, and says when nobody comes', async () => {
    const { user } = await room();
    expect(await here('room-day')).toHaveTextContent(/^Today · /);
    await user.keyboard('{Alt>}{ArrowLeft}{/Alt}');
    expect(await here('room-day')).toHaveTextContent(/^Yesterday · /);
    expect(await screen.findByText('Nobody comes on this day')).toBeVisible();
    await user.click(await here('day-after'));
    expect(await screen.findAllByTestId('pickup-row')).toHaveLength(8);
  });

  it('prints the last sheet again with three presses', async () => {
    const { host, user } = await room();
    await screen.findAllByTestId('sheet');
    await user.keyboard('r');
    expect(await here('again-dialog')).toBeVisible();
    await focusIsOn((element) => testIdOf(element) === 'again-do');
    await user.keyboard('{Enter}');
    await waitFor(() =>
      expect(host.calls.find((call) => call.name === 'print_tickets')?.input).toMatchObject({
        act: 'copy',
        reason: 'The paper is spoilt',
      }),
    );
  });
});

describe('a scanner', () => {
  it('is heard wherever the cursor is, and answers no question with its letters', async () => {
    const { host, user } = await room();
    const { order, ticket } = ticketOf(host, 'Ana Ribeiro', 2);
    ticket.code = 'YNGR2Y';
    await here('question');
    await user.keyboard('YNGR2Y{Enter}');
    const card = await here('scanned');
    expect(card).toHaveAttribute('data-status', 'DISTRIBUTED');
    expect(card).toHaveTextContent(/Handed over.*It is good for entry.*Ticket 2 of 3/);
    expect(card).toHaveTextContent(order.card.code);
    expect(card).toHaveTextContent('Looking does not use it up.');
    expect(host.calls.filter((call) => call.name === 'answer_print')).toEqual([]);
    expect(ticket.status).toBe('DISTRIBUTED');
    await user.click(await here('scanned-open'));
    expect(await here('pickup-detail')).toHaveTextContent(order.card.code);
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByTestId('scanned')).toBeNull());
  });

  it('leaves what is typed into a field to the field', async () => {
    const { host, user } = await room();
    const { order } = ticketOf(host, 'Eva Lindqvist');
    await user.keyboard('/');
    await focusIsOn((element) => testIdOf(element) === 'scan-input');
    await user.keyboard(`${order.card.code}{Enter}`);
    const card = await here('scanned');
    expect(card).toHaveAttribute('data-status', 'CANCELLED_EXTERNALLY');
    expect(card).toHaveTextContent(/Void, by the supplier.*Also found/);
  });

  it('says that a code is not known here', async () => {
    const { user } = await room();
    await user.keyboard('NOSUCHCODE{Enter}');
    expect(await here('scan-problem')).toHaveTextContent('No ticket of this desk has this code.');
  });

  it('lets a single key be a key', async () => {
    const { user } = await room();
    await user.keyboard('?');
    expect(await screen.findByRole('dialog', { name: 'Keys' })).toBeVisible();
  });
});

describe('printers', () => {
  it('are chosen by paper', async () => {
    const { host, user } = await room();
    await user.click(await here('printers-setup'));
    const stock = await here('setup-stock');
    expect(stock).toHaveTextContent('No printer is chosen for ticket stock.');
    await user.click(within(stock).getByTestId('setup-printer-stock'));
    await user.click(await screen.findByRole('option', { name: /BOCA-1/ }));
    await waitFor(() => expect(stock).toHaveTextContent('BOCA-1 does not answer.'));
    expect(host.calls).toContainEqual({
      name: 'choose_printer',
      input: {
        media: 'stock',
        printer: 'BOCA-1',
        layout: 'Stock 5.5 × 2 in, 203 dpi',
        language: 'fgl',
      },
    });
  });

  it('are missed with a sentence and a way on', async () => {
    const { user } = await room({ noPrinters: true });
    expect(within(await here('printer-health')).getByText('No printer was found')).toBeVisible();
    await user.click(await here('room-choose-printer'));
    expect(await here('printer-setup')).toBeVisible();
  });

  it('stand in the status bar with what is wrong', async () => {
    await room();
    const lights = await screen.findAllByTestId('printer-light');
    expect(lights.map((light) => light.dataset.light)).toEqual(['good', 'warn']);
    expect(lights[1]).toHaveTextContent('TM-T88-Counter · Paper is running low');
  });
});
