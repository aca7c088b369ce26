import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { FakeOptions } from '../../ipc/host.fake';
import { here, openDesk } from '../../test/desk';

const outbox = (options: FakeOptions = {}) => openDesk({ orders: 14, mails: true, ...options }, 'outbox');
const rows = () => screen.findAllByTestId('mail-row');
const stateOf = async (state: string) => {
  const row = (await rows()).find((one) => one.dataset.state === state);
  if (!row) throw new Error(`no mail is ${state}`);
  return row;
};

describe('the outbox', () => {
  it('asks first about what may have arrived, and shows what waits and why', async () => {
    outbox();
    const all = await rows();
    expect(all.map((row) => row.dataset.state)).toEqual(['doubtful', 'queued', 'refused']);
    expect(all[0]).toHaveTextContent(/^In doubt.*Did the mail to .* arrive\?/);
    expect(within(all[1] as HTMLElement).getByTestId('mail-next')).toHaveTextContent(/^Next try [34]:\d\d$/);
    expect(all[1]).toHaveTextContent('3 tries');
    expect(all[2]).toHaveTextContent('550 5.1.1 No such mailbox here.');
  });

  it('takes the answers', async () => {
    const { user } = outbox();
    await user.click(within(await stateOf('doubtful')).getByTestId('mail-arrived'));
    await waitFor(async () => expect(await rows()).toHaveLength(2));
    await user.click(within(await stateOf('queued')).getByTestId('mail-withdraw'));
    await waitFor(async () => expect(await rows()).toHaveLength(1));
    await user.click(within(await stateOf('refused')).getByTestId('mail-again'));
    expect(await screen.findByText('The outbox is empty')).toBeVisible();
    await user.click(await here('mails-all'));
    expect((await rows()).map((row) => row.dataset.state)).toContain('withdrawn');
  });

  it('says what to do when there is no server', async () => {
    const { user } = outbox({ noMailServer: true });
    expect(await screen.findByText('No mail server is set up: nothing can be sent.')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Set up mail' }));
    expect(await here('mail-host')).toBeVisible();
  });

  it('shows who has heard which events, and keeps a file of them', async () => {
    const { host, user } = outbox();
    host.paper.sinks = [
      {
        name: 'broker',
        place: 'broker.example.test:9092',
        behind: 14,
        tries: 3,
        trouble: 'broker did not take the events: connection refused.',
        next_at: Date.now() + 120_000,
      },
    ];
    host.emit('tickets-changed', null);
    const sink = await here('sink');
    await waitFor(() => expect(screen.getByTestId('sink')).toHaveTextContent('14 events behind'));
    expect(sink).toHaveTextContent(/connection refused.*Next try [12]:\d\d · 3 failed tries/);
    expect((await screen.findAllByTestId('event')).length).toBeGreaterThan(10);
    await user.click(await here('event-file'));
    await waitFor(() => expect(screen.getAllByTestId('sink')).toHaveLength(2));
    expect(host.calls).toContainEqual({ name: 'set_event_file', input: { choose: true } });
  });
});

describe('the mail server', () => {
  it('is set up, tested, and its password never comes back', async () => {
    const { host, user } = openDesk({ noMailServer: true }, 'admin');
    await user.click(await here('admin-mail'));
    await user.type(await here('mail-host'), 'smtp.example.com');
    await user.type(await here('mail-user'), 'desk');
    await user.type(await here('mail-password'), 'secret-word');
    await user.click(await here('mail-save'));
    expect(await screen.findByText('This is not an address.')).toBeVisible();
    await user.type(await here('mail-from'), 'tickets@example.com');
    await user.type(await here('mail-from-name'), 'Example Travel');
    await user.click(await here('mail-save'));
    await waitFor(() => expect(screen.getByText('stored in the keyring')).toBeVisible());
    expect(host.calls).toContainEqual({
      name: 'set_mail_settings',
      input: {
        host: 'smtp.example.com',
        port: 587,
        security: 'starttls',
        user: 'desk',
        password: 'secret-word',
        from: 'tickets@example.com',
        from_name: 'Example Travel',
      },
    });
    expect(document.body.innerHTML).not.toContain('secret-word');
    await user.type(await here('test-to'), 'me@example.com');
    await user.click(await here('mail-test'));
    expect(await here('mail-test-result')).toHaveTextContent(
      'Works. smtp.example.com took a mail to me@example.com.',
    );
  });

  it('changes its port with its security, and must be saved before it is tested', async () => {
    const { host, user } = openDesk({}, 'admin');
    await user.click(await here('admin-mail'));
    await user.click(await here('mail-security'));
    await user.click(await screen.findByRole('option', { name: /TLS from the start/ }));
    expect(await here('mail-port')).toHaveValue('465');
    expect(await screen.findByText('Save first: the test uses what is stored.')).toBeVisible();
    expect(await here('mail-test')).toBeDisabled();
    await user.clear(await here('mail-host'));
    await user.type(await here('mail-host'), 'wrong.example.com');
    await user.click(await here('mail-save'));
    await waitFor(() => expect(screen.getByTestId('mail-test')).toBeEnabled());
    expect(host.calls.find((call) => call.name === 'set_mail_settings')?.input).toMatchObject({
      port: 465,
      password: null,
    });
    await user.click(await here('mail-test'));
    expect(await here('mail-test-result')).toHaveTextContent(/Does not work.*cannot be found/);
  });

  it('is kept out by a locked keyring', async () => {
    const { user } = openDesk({ keyring: 'locked', noMailServer: true }, 'admin');
    await user.click(await here('admin-mail'));
    expect(await screen.findByText('The keyring is locked.')).toBeVisible();
    expect(await here('mail-password')).toBeDisabled();
  });
});
