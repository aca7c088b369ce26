import type {
  AnswerMailInput,
  MailPage,
  MailQuery,
  MailSettingsInput,
  MailSettingsView,
  MailTestView,
  MailView,
  SendInput,
} from '../../bindings';
import { problem } from '../problem';
import type { FakeTickets } from './tickets';

const MINUTE = 60_000;
const OPEN: MailView['state'][] = ['doubtful', 'refused', 'queued', 'sending'];

/** The outbox, and a server that answers by the address it is given. */
export class FakeMails {
  readonly all: MailView[] = [];
  settings: MailSettingsView;
  private keys = new Map<string, string>();
  private timers = new Set<ReturnType<typeof setTimeout>>();
  constructor(
    private tickets: FakeTickets,
    private tell: (order: string | null) => void,
    private now: () => number,
    private pace: number,
    none: boolean,
    keyring: MailSettingsView['keyring'],
  ) {
    this.settings = {
      host: none ? null : 'smtp.example.test',
      port: 587,
      security: 'starttls',
      user: none ? null : 'tickets',
      has_password: !none,
      from: none ? '' : 'tickets@example.test',
      from_name: none ? '' : 'Example Travel',
      keyring,
      keyring_message: null,
    };
    tickets.mayMail = () =>
      this.settings.host === null
        ? 'No mail server is set up. An administrator does that in Admin, Mail.'
        : null;
  }

  close() {
    for (const timer of this.timers) clearTimeout(timer);
  }

  private after(millis: number, run: () => void) {
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      run();
    }, millis * this.pace);
    this.timers.add(timer);
  }

  private step(mail: MailView, more: Partial<MailView>) {
    Object.assign(mail, { updated_at: this.now() }, more);
    if (mail.state === 'sent')
      for (const id of mail.distributions) {
        const ticket = this.tickets.ticket(id);
        ticket.mailed = true;
        this.tickets.move(ticket, 'DISTRIBUTED');
      }
    this.tell(mail.order);
  }

  private hand(mail: MailView) {
    this.step(mail, { state: 'sending', next_at: null, tries: mail.tries + 1 });
    this.after(900, () => {
      const [, domain = ''] = mail.to.split('@');
      if (domain.startsWith('refused'))
        this.step(mail, { state: 'refused', note: '550 5.1.1 No such mailbox here.' });
      else if (domain.startsWith('lost'))
        this.step(mail, { state: 'doubtful', note: 'The line broke after the text was handed over.' });
      else if (domain.startsWith('slow'))
        this.step(mail, {
          state: 'queued',
          next_at: this.now() + MINUTE * 2 ** (mail.tries - 1),
          note: '451 4.7.1 Greylisted, come back later.',
        });
      else this.step(mail, { state: 'sent', note: '250 2.0.0 Taken.' });
    });
  }

  private write(input: Omit<SendInput, 'key'>): MailView {
    const { card } = this.tickets.orders.find(input.order);
    const mail: MailView = {
      id: `m-${this.all.length + 1}`,
      order: card.id,
      code: card.code,
      title: card.title,
      customer_name: card.customer_name,
      to: input.to,
      distributions: input.distributions,
      language: input.language,
      state: 'queued',
      tries: 0,
      next_at: this.now(),
      note: null,
      created_at: this.now(),
      updated_at: this.now(),
    };
    this.all.push(mail);
    return mail;
  }

  send(input: SendInput): MailView {
    const before = this.all.find((mail) => mail.id === this.keys.get(input.key));
    if (before) return before;
    const why = this.tickets.mayMail();
    if (why) throw problem('NO_MAIL_SERVER', why, null);
    if (!/^\S+@\S+\.\S+$/.test(input.to.trim()))
      throw problem('ERR00014', `${input.to} is not an address. Nothing was sent.`, null);
    const mail = this.write({ ...input, to: input.to.trim() });
    this.keys.set(input.key, mail.id);
    this.tell(mail.order);
    this.after(200, () => mail.state === 'queued' && this.hand(mail));
    return mail;
  }

  answer({ id, answer }: AnswerMailInput): MailView {
    const mail = this.all.find((one) => one.id === id);
    if (!mail) throw problem('ERR00003', 'There is no such mail.', null);
    const { state } = mail;
    const may = {
      arrived: state === 'doubtful',
      again: state === 'doubtful' || state === 'refused',
      withdraw: state === 'queued' || state === 'doubtful' || state === 'refused',
    }[answer];
    if (!may) throw problem('MAIL_SETTLED', 'This mail is settled already, perhaps at another desk.', null);
    if (answer === 'arrived') this.step(mail, { state: 'sent', note: 'A person saw it arrive.' });
    else if (answer === 'withdraw') this.step(mail, { state: 'withdrawn', next_at: null });
    else {
      this.step(mail, { state: 'queued', next_at: this.now() });
      this.after(200, () => mail.state === 'queued' && this.hand(mail));
    }
    return mail;
  }

  list({ order, open_only, page, page_size }: MailQuery): MailPage {
    const rank = (mail: MailView) => (mail.state === 'doubtful' ? 0 : 1);
    const found = [...this.all]
      .reverse()
      .filter((mail) => (order === null || mail.order === order) && (!open_only || OPEN.includes(mail.state)))
      .sort((a, b) => rank(a) - rank(b));
    const start = (page - 1) * page_size;
    return { items: found.slice(start, start + page_size), page, page_size, total: found.length };
  }

  set({ password, ...plain }: MailSettingsInput): MailSettingsView {
    const stays = plain.host !== null && (this.settings.has_password || password !== null);
    this.settings = { ...this.settings, ...plain, has_password: stays };
    this.tell(null);
    return this.settings;
  }

  test(to: string): MailTestView {
    const { host } = this.settings;
    if (host === null)
      throw problem('NO_MAIL_SERVER', 'No mail server is set up.', 'Enter and save it first.');
    if (host.includes('wrong')) return { ok: false, message: `${host} cannot be found. Is the name right?` };
    if (to.includes('refused'))
      return { ok: false, message: `${host} says: 550 5.1.1 No such mailbox here.` };
    return { ok: true, message: `${host} took a mail to ${to}.` };
  }

  /** What happened before the window opened. */
  seed(order: string, distributions: string[], more: Partial<MailView>) {
    const { customer } = this.tickets.orders.find(order);
    const mail = this.write({ order, to: customer.email, distributions, language: 'en' });
    this.step(mail, { tries: 1, next_at: null, ...more });
  }
}
