import { Mail, Printer, Ticket } from 'lucide-react';
import { useTranslations } from 'use-intl';
import type { MailView, PrintJobView, TicketsView } from '../../ipc/bindings';
import { useNow } from '../clock';
import { useFormat } from '../format/useFormat';
import { enPaper } from '../i18n/en.paper';
import { ranges, ticketsOf } from './state';

type Line = {
  key: string;
  at: number;
  Icon: typeof Mail;
  what: string;
  how: string;
  tone: string;
  note: string | null;
};
type Told = Extract<keyof typeof enPaper.story, `event_${string}`>;
const isTold = (key: string): key is Told => key in enPaper.story;

const JOB_TONE: Record<PrintJobView['state'], string> = {
  queued: 'text-ink-2',
  sending: 'text-ink-2',
  sent: 'text-ink-2',
  confirmed: 'text-good',
  doubtful: 'text-warn',
  failed: 'text-loss',
};
const MAIL_TONE: Record<MailView['state'], string> = {
  queued: 'text-ink-2',
  sending: 'text-ink-2',
  sent: 'text-good',
  refused: 'text-loss',
  doubtful: 'text-warn',
  withdrawn: 'text-ink-3',
};
/** Jobs that were one press and came out the same are one line; so is what happened to several tickets at once. */
const MOMENT = 3_000;

/** What was printed and mailed, and what became of the tickets, newest first. */
export function PaperStory({ view }: { view: TicketsView }) {
  const t = useTranslations('story');
  const ta = useTranslations('again');
  const f = useFormat();
  const now = useNow(60_000);
  const placeOf = new Map(ticketsOf(view).map((ticket) => [ticket.id, ticket.place ?? ticket.number]));
  const together: PrintJobView[][] = [];
  for (const job of view.jobs) {
    const same = together.at(-1);
    const [last] = same ?? [];
    const alike =
      last &&
      last.act === job.act &&
      last.state === job.state &&
      last.note === job.note &&
      last.printer === job.printer &&
      job.act === 'print' &&
      last.tickets.length > 0 &&
      job.tickets.length > 0 &&
      Math.abs(last.created_at - job.created_at) < MOMENT;
    if (alike) same?.push(job);
    else together.push([job]);
  }
  const lines: Line[] = together.flatMap((jobs) => {
    const [job] = jobs;
    if (!job) return [];
    const places = jobs.flatMap((one) => one.tickets.map(({ number }) => number));
    const words = { which: ranges(places), n: places.length, copy: String(job.tickets[0]?.copy ?? 1) };
    return {
      key: job.id,
      at: job.updated_at,
      Icon: Printer,
      what: `${places.length === 0 ? t('job_cover') : t(`job_${job.act}`, words)} ${t('on', { printer: f.ltr(job.printer) })}`,
      how: t(`print_${job.state}`),
      tone: JOB_TONE[job.state],
      note: [job.reason && `${ta('reason')}: ${job.reason}`, job.note].filter(Boolean).join(' · ') || null,
    };
  });
  for (const mail of view.mails)
    lines.push({
      key: mail.id,
      at: mail.updated_at,
      Icon: Mail,
      what: t('mail', { to: f.ltr(mail.to) }),
      how:
        mail.state === 'queued' && mail.next_at !== null
          ? t('nextTry', { when: f.clock(mail.next_at) })
          : t(`mail_${mail.state}`),
      tone: MAIL_TONE[mail.state],
      // What the server said matters where the mail did not leave.
      note: mail.state === 'sent' ? null : mail.note,
    });
  const told: { word: Told; seq: number; at: number; places: number[] }[] = [];
  for (const { kind, seq, at, distribution } of view.events) {
    const word = `event_${kind}`;
    if (!isTold(word)) continue;
    const place = distribution === null ? undefined : placeOf.get(distribution);
    const last = told.at(-1);
    if (place !== undefined && last?.word === word && last.places.length > 0 && at - last.at < MOMENT)
      last.places.push(place);
    else told.push({ word, seq, at, places: place === undefined ? [] : [place] });
  }
  for (const { word, seq, at, places } of told)
    lines.push({
      key: `e${seq}`,
      at,
      Icon: Ticket,
      what: places.length === 0 ? view.code : t('job_print', { which: ranges(places), n: places.length }),
      how: t(word),
      tone: 'text-ink-2',
      note: null,
    });
  lines.sort((a, b) => b.at - a.at);
  return (
    <section>
      <h3 className="mb-1 font-semibold">{t('title')}</h3>
      {lines.length === 0 && <p className="text-ink-3">{t('nothing')}</p>}
      <ul className="flex flex-col gap-1.5" data-testid="paper-story">
        {lines.map(({ key, at, Icon, what, how, tone, note }) => (
          <li key={key} className="flex gap-2" data-testid="paper-line">
            <Icon className="mt-0.5 size-3.5 flex-none text-ink-3" aria-hidden="true" />
            <span className="min-w-0 flex-1">
              <span className="break-words">{what}</span>
              <span className="text-ink-3">&nbsp;·</span>{' '}
              <span className={`whitespace-nowrap font-medium ${tone}`}>{how}</span>
              {note && (
                <span className="block text-sm text-ink-3">
                  <bdi>{note}</bdi>
                </span>
              )}
            </span>
            <time className="num flex-none text-xs text-ink-3" dateTime={new Date(at).toISOString()}>
              {f.moment(at, now)}
            </time>
          </li>
        ))}
      </ul>
    </section>
  );
}
