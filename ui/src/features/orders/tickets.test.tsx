import { screen, waitFor, within } from '@testing-library/react';
import type { UserEvent } from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import type { MailView, PrintInput } from '../../ipc/bindings';
import type { FakeHost, FakeOptions } from '../../ipc/host.fake';
import { here, openDesk } from '../../test/desk';

/** An order that is ready, opened. */
async function opened(options: FakeOptions = {}) {
  const desk = openDesk({ orders: 12, ...options }, 'orders');
  const order = desk.host.orders.all.find((one) => one.card.state === 'ready');
  if (!order) throw new Error('the past has a ready order');
  await desk.user.click(await screen.findByText(order.card.code));
  await here('tickets-part');
  return { ...desk, order };
}
const rows = () => screen.getAllByTestId('ticket-row');
const prints = (host: FakeHost) =>
  host.calls.filter((call) => call.name === 'print_tickets').map((call) => call.input as PrintInput);
const onPaper = () =>
  waitFor(() => expect(screen.getByTestId('paper-news')).toHaveTextContent(/on paper\.$/));
const enabled = async (testId: string) => {
  await waitFor(() => expect(screen.getByTestId(testId)).toBeEnabled());
  return screen.getByTestId(testId);
};
/** On paper by one key. */
async function printed(user: UserEvent) {
  await enabled('print-tickets');
  await user.keyboard('{Control>}p{/Control}');
  await onPaper();
}

describe('tickets of an order', () => {
  it('stand by line with a word for people, and how old that is', async () => {
    const { order } = await opened();
    const part = await here('tickets-part');
    for (const line of order.lines)
      expect(within(part).getByText(`${line.count} × ${line.label}`)).toBeVisible();
    expect(rows()).toHaveLength(order.lines.reduce((n, line) => n + line.count, 0));
    expect(rows()[0]).toHaveTextContent(/^Ticket 1 of 3.*Not handed over$/);
    expect(await here('tickets-as-of')).toHaveTextContent(/^Status as known /);
  });

  it('print once by one key; then only a copy or a replacement comes out', async () => {
    const { host, user, order } = await opened();
    await printed(user);
    expect(prints(host)).toMatchObject([{ order: order.card.id, act: 'print', reason: null, media: 'a4' }]);
    expect(prints(host)[0]?.distributions).toHaveLength(3);
    for (const row of rows()) expect(row).toHaveTextContent(/on paper.*Handed over$/);
    expect(await here('print-tickets')).toBeDisabled();
    await user.keyboard('{Control>}p{/Control}');
    expect(prints(host)).toHaveLength(1);
    expect(await here('paper-story')).toHaveTextContent(/Tickets 1–3 on LaserJet-Desk-3\s·\son paper/);
  });

  it('print only what was chosen', async () => {
    const { host, user } = await opened();
    await user.click(within(rows()[1] as HTMLElement).getByRole('checkbox'));
    expect(await here('print-tickets')).toHaveTextContent('Print ticket');
    await user.click(await enabled('print-tickets'));
    await onPaper();
    expect(prints(host)[0]?.distributions).toHaveLength(1);
    expect(rows().map((row) => row.textContent?.includes('on paper'))).toEqual([false, true, false]);
  });

  it('are copied with a reason that is chosen already', async () => {
    const { host, user } = await opened();
    expect(await here('copy-tickets')).toBeDisabled();
    await printed(user);
    await user.click(within(rows()[0] as HTMLElement).getByRole('checkbox'));
    await user.click(await enabled('copy-tickets'));
    expect(await screen.findByRole('dialog', { name: 'Print a copy' })).toBeVisible();
    await user.click(await here('again-do'));
    await waitFor(() => expect(rows()[0]).toHaveTextContent('1 copy'));
    expect(prints(host)[1]).toMatchObject({ act: 'copy', reason: 'The paper is spoilt' });
    expect(await here('paper-story')).toHaveTextContent(/Ticket 1, copy 2/);
  });

  it('are replaced only with a reason; the old one is void', async () => {
    const { host, user } = await opened();
    await printed(user);
    await user.click(within(rows()[0] as HTMLElement).getByRole('checkbox'));
    await user.click(await enabled('replace-tickets'));
    const dialog = await screen.findByRole('dialog', { name: 'Replace a ticket' });
    await user.click(within(dialog).getByTestId('again-do'));
    expect(await within(dialog).findByText('Choose why.')).toBeVisible();
    await user.click(within(dialog).getByRole('radio', { name: 'Something else' }));
    await user.type(within(dialog).getByTestId('again-other'), 'Eaten by a dog');
    await user.click(within(dialog).getByTestId('again-do'));
    await waitFor(() => expect(rows()).toHaveLength(4));
    expect(prints(host)[1]).toMatchObject({ act: 'replace', reason: 'Eaten by a dog' });
    expect(rows().filter((row) => row.dataset.void === 'true')).toHaveLength(1);
    expect(screen.getByText('replaced')).toBeVisible();
  });

  it('say why nothing comes out, and nothing is sent twice after a lost answer', async () => {
    const { host, user } = await opened();
    await enabled('print-tickets');
    host.failNext('print_tickets', {
      code: 'STORAGE',
      message: 'The ledger is busy. Nothing was printed.',
      hint: null,
      retry: 'now',
    });
    await user.keyboard('{Control>}p{/Control}');
    expect(await screen.findByText('The ledger is busy. Nothing was printed.')).toBeVisible();
    await user.keyboard('{Control>}p{/Control}');
    await onPaper();
    const [lost, sent] = prints(host);
    expect(sent?.key).toBe(lost?.key);
  });

  it('ask about the one sheet that is in doubt, right here', async () => {
    const { host, user, order } = await opened();
    host.paper.prints.jam(1);
    await enabled('print-tickets');
    await user.keyboard('{Control>}p{/Control}');
    expect(await here('doubt')).toHaveTextContent(`Is ticket 2 of 3 of ${order.card.code} on paper?`);
    await user.click(await here('doubt-no'));
    await waitFor(() => expect(screen.queryByTestId('doubt')).toBeNull());
    expect(host.calls).toContainEqual({
      name: 'answer_print',
      input: { job: host.paper.prints.jobs[1]?.id, on_paper: false },
    });
  });

  it('lead to the set-up where no printer is chosen', async () => {
    const { user } = await opened({ noPrinters: true });
    expect(screen.queryByTestId('print-tickets')).toBeNull();
    await user.click(await here('choose-printer'));
    const dialog = await here('printer-setup');
    expect(within(dialog).getByText('No printer was found')).toBeVisible();
  });

  it('are mailed to the address and in the language that are chosen', async () => {
    const { host, user } = await opened();
    await waitFor(() => expect(screen.getByTestId('mail-tickets')).toBeEnabled());
    await user.keyboard('{Control>}m{/Control}');
    const dialog = await here('mail-dialog');
    expect(within(dialog).getByTestId('mailer')).toHaveTextContent('This desk sends it');
    const to = within(dialog).getByTestId('mail-to');
    await user.clear(to);
    await user.type(to, 'nobody{Enter}');
    expect(await within(dialog).findByText('This is not an address.')).toBeVisible();
    await user.clear(to);
    await user.type(to, 'ana@example.org');
    await user.click(within(dialog).getByTestId('mail-language'));
    await user.click(await screen.findByRole('option', { name: /German/ }));
    await user.click(within(dialog).getByTestId('mail-do'));
    await waitFor(() =>
      expect(screen.getByTestId('paper-news')).toHaveTextContent(
        'The mail server took the mail to ana@example.org.',
      ),
    );
    expect(host.calls.find((call) => call.name === 'send_tickets')?.input).toMatchObject({
      to: 'ana@example.org',
      language: 'de',
    });
    for (const row of rows()) expect(row).toHaveTextContent('mailed');
  });

  it.each([
    ['refused.test', 'refused', /was refused: 550/],
    ['lost.test', 'doubtful', /not known whether the mail/],
    ['slow.test', 'queued', /waits; it is tried again/],
  ])('tell what a server at %s did', async (domain, state, words) => {
    const { host, user } = await opened();
    await waitFor(() => expect(screen.getByTestId('mail-tickets')).toBeEnabled());
    await user.keyboard('{Control>}m{/Control}');
    const to = await here('mail-to');
    await user.clear(to);
    await user.type(to, `ana@${domain}{Enter}`);
    await waitFor(() => expect(screen.getByTestId('paper-news')).toHaveTextContent(words));
    expect((host.paper.mails.all[0] as MailView).state).toBe(state);
  });

  it('say that the supplier has mailed them already', async () => {
    const { host, user, order } = await opened();
    order.supplier_pdf = true;
    host.emit('tickets-changed', order.card.id);
    expect(await screen.findByText('2 pages by the supplier')).toBeVisible();
    await user.click(await here('mail-tickets'));
    expect(await here('mailer')).toHaveTextContent('The supplier has mailed these tickets already.');
  });

  it('come out behind our cover sheet, unless one says otherwise', async () => {
    const { host, user, order } = await opened();
    order.supplier_pdf = true;
    host.emit('tickets-changed', order.card.id);
    expect(await screen.findByRole('switch', { name: 'Our cover sheet in front of it' })).toBeChecked();
    await printed(user);
    expect(prints(host)).toMatchObject([{ act: 'print', cover: true }]);
    expect(await here('paper-story')).toHaveTextContent(/Cover sheet on LaserJet-Desk-3\s·\son paper/);
    await user.click(screen.getByRole('switch'));
    await user.click(await enabled('copy-tickets'));
    await user.click(await screen.findByRole('button', { name: /Print the copy/ }));
    await waitFor(() => expect(prints(host)).toMatchObject([{}, { act: 'copy', cover: false }]));
  });

  it('are clearly void once the order is cancelled, and show with the mark', async () => {
    const { host, user, order } = await opened();
    await printed(user);
    host.orders.cancelLate(order);
    expect(await here('all-void')).toHaveTextContent('All of these tickets are void.');
    for (const row of rows()) expect(row).toHaveAttribute('data-void', 'true');
    expect(screen.queryByTestId('save-tickets')).toBeNull();
    expect(await here('print-tickets')).toBeDisabled();
    await user.click(await here('show-tickets'));
    const sheet = await here('viewer-sheet');
    expect(decodeURIComponent(sheet.getAttribute('src') ?? '')).toContain('VOID');
  });

  it('are shown sheet by sheet, larger and smaller, by keys', async () => {
    const { host, user } = await opened();
    await user.click(await here('show-tickets'));
    expect(await screen.findByText('1 of 3')).toBeVisible();
    await user.keyboard('{ArrowRight}');
    expect(await here('viewer-page')).toHaveTextContent('2 of 3');
    await user.keyboard('++');
    expect(screen.getByText('100 %')).toBeVisible();
    await user.keyboard('0');
    expect(screen.getByText('Whole page')).toBeVisible();
    await user.click(await here('viewer-layout'));
    await user.click(await screen.findByRole('option', { name: /Thermal 80 mm/ }));
    await waitFor(() =>
      expect(host.calls).toContainEqual({
        name: 'preview_tickets',
        input: { id: expect.any(String), layout: 'Thermal 80 mm' },
      }),
    );
  });

  it('ask the supplier on demand, and say when it could not be asked', async () => {
    const { user } = await opened({ offline: true });
    await user.click(await here('check-tickets'));
    expect(await screen.findByText(/cannot be asked now; this is what was known before/)).toBeVisible();
  });
});
