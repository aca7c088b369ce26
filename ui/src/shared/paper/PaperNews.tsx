import { CircleAlert, CircleCheck, Mail, Printer } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import type { MailView } from '../../ipc/bindings';
import { Button } from '../components/Button';
import { ProblemNote } from '../components/ProblemNote';
import { useFormat } from '../format/useFormat';
import { useNav } from '../nav';
import { DoubtButtons, useDoubtWords } from './DoubtQuestion';
import { isOnTheWay } from './state';
import { useAnswerPrint } from './useAnswerPrint';
import type { TicketDesk } from './useTicketDesk';

const MAIL_WORD = {
  sending: 'mailing',
  sent: 'mailSent',
  refused: 'mailRefused',
  doubtful: 'mailDoubt',
} as const;

function News({ icon, tone, children }: { icon: ReactNode; tone: string; children: ReactNode }) {
  return (
    <p className={`flex items-start gap-1.5 text-sm ${tone}`}>
      {icon}
      <span className="min-w-0 flex-1 break-words">{children}</span>
    </p>
  );
}

/** What became of what was asked for here: sheets, and the mail. Doubts of the order are asked about at once. */
export function PaperNews({ desk }: { desk: TicketDesk }) {
  const t = useTranslations('tickets');
  const nav = useNav();
  const f = useFormat();
  const words = useDoubtWords();
  const answer = useAnswerPrint();
  const { view } = desk;
  const mine = desk.printing.mine(view?.jobs ?? []);
  const moving = mine.filter(isOnTheWay);
  const doubts = (view?.jobs ?? []).filter((job) => job.state === 'doubtful');
  // What all sheets of a press failed for is said once.
  const failed = new Set(mine.flatMap((job) => (job.state === 'failed' && job.note ? [job.note] : [])));
  const mail = desk.sending.mine(view?.mails ?? []);
  const mailWord = (of: MailView) =>
    of.state === 'queued'
      ? of.tries > 0
        ? 'mailWaits'
        : 'mailing'
      : of.state === 'withdrawn'
        ? null
        : MAIL_WORD[of.state];
  const word = mail && mailWord(mail);
  const icon = 'mt-px size-3.5 flex-none';
  return (
    <div role="status" className="flex flex-col gap-1.5 empty:hidden" data-testid="paper-news">
      {moving.length > 0 && (
        <News icon={<Printer className={`${icon} pulse`} aria-hidden="true" />} tone="text-accent">
          {t('printing', { n: moving.length, printer: f.ltr(moving[0]?.printer ?? '') })}
        </News>
      )}
      {mine.length > 0 && mine.every((job) => job.state === 'confirmed') && (
        <News icon={<CircleCheck className={icon} aria-hidden="true" />} tone="text-good">
          {t('onPaper', { n: mine.length })}
        </News>
      )}
      {[...failed].map((note) => (
        <News key={note} icon={<CircleAlert className={icon} aria-hidden="true" />} tone="text-loss">
          {note}
        </News>
      ))}
      {doubts.map((job) => (
        <div
          key={job.id}
          className="flex flex-wrap items-center gap-2 rounded-md border border-warn-line bg-warn-soft px-2.5 py-2 text-warn"
          data-testid="doubt"
        >
          <span className="min-w-[16ch] flex-1">
            <span className="block font-medium">{words(job)}</span>
            {job.note && (
              <span className="block text-sm text-ink-2">
                <bdi>{job.note}</bdi>
              </span>
            )}
          </span>
          <DoubtButtons
            job={job}
            busy={answer.isPending}
            onAnswer={(on_paper) => answer.mutate({ job: job.id, on_paper })}
          />
        </div>
      ))}
      {answer.error && <ProblemNote problem={answer.error} />}
      {mail && word && (
        <News
          icon={<Mail className={`${icon} ${mail.state === 'sending' ? 'pulse' : ''}`} aria-hidden="true" />}
          tone={
            mail.state === 'sent'
              ? 'text-good'
              : mail.state === 'refused'
                ? 'text-loss'
                : mail.state === 'doubtful'
                  ? 'text-warn'
                  : 'text-accent'
          }
        >
          {t(word, { to: f.ltr(mail.to), note: f.ltr(mail.note ?? '') })}{' '}
          {mail.state !== 'sent' && mail.state !== 'sending' && (
            <Button kind="quiet" className="min-h-6! px-1.5! text-sm" onPress={() => nav.go('outbox')}>
              {t('toOutbox')}
            </Button>
          )}
        </News>
      )}
    </div>
  );
}
