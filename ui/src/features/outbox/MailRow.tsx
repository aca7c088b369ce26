import { useTranslations } from 'use-intl';
import type { MailAnswerView, MailView } from '../../ipc/bindings';
import { useNow } from '../../shared/clock';
import { Button } from '../../shared/components/Button';
import { countdown } from '../../shared/format/age';
import { useFormat } from '../../shared/format/useFormat';
import { useNav } from '../../shared/nav';

const TONE: Record<MailView['state'], string> = {
  queued: 'text-ink-2 border-line-strong',
  sending: 'text-accent border-accent-line',
  sent: 'text-good border-transparent bg-good-soft',
  refused: 'text-loss border-loss-line bg-loss-soft',
  doubtful: 'text-warn border-warn-line bg-warn-soft',
  withdrawn: 'text-ink-2 border-line-strong bg-sunken',
};

type Props = { mail: MailView; busy: boolean; onAnswer: (answer: MailAnswerView) => void };

/** One mail: how it stands, when it is tried next, what the server said, and what a person may say. */
export function MailRow({ mail, busy, onAnswer }: Props) {
  const t = useTranslations('outbox');
  const f = useFormat();
  const nav = useNav();
  const now = useNow();
  const { state, next_at: next } = mail;
  const doubtful = state === 'doubtful';
  const act = (answer: MailAnswerView, text: string) => (
    <Button
      isDisabled={busy}
      onPress={() => onAnswer(answer)}
      data-testid={`mail-${answer}`}
      data-mail={mail.id}
    >
      {text}
    </Button>
  );
  return (
    <li
      data-testid="mail-row"
      data-state={state}
      className={`mail-row border-b border-line px-4 py-2 max-narrow:px-3 ${doubtful ? 'bg-warn-soft' : ''}`}
    >
      <span
        className={`inline-flex w-fit items-center gap-1.5 whitespace-nowrap rounded-full border px-2 py-px text-sm font-medium ${TONE[state]}`}
      >
        <span
          className={`size-1.5 rounded-full bg-current ${state === 'sending' ? 'pulse' : ''}`}
          aria-hidden="true"
        />
        {t(`state_${state}`)}
      </span>
      <span className="min-w-0">
        <span className="flex min-w-0 flex-wrap items-baseline gap-x-2">
          <b className={`min-w-0 truncate font-medium ${doubtful ? 'text-warn' : ''}`}>
            {doubtful ? t('question', { to: f.ltr(mail.to) }) : f.ltr(mail.to)}
          </b>
          <button
            type="button"
            onClick={() => nav.openOrder(mail.order)}
            className="rounded-sm text-accent hover:underline"
            aria-label={t('order', { code: f.ltr(mail.code) })}
          >
            {f.ltr(mail.code)}
          </button>
        </span>
        <span className="block truncate text-sm text-ink-2">
          <bdi>{mail.customer_name}</bdi>{' '}
          <span className="text-ink-3">
            · <bdi>{mail.title}</bdi> · {t('tickets', { n: mail.distributions.length })}
          </span>
        </span>
        {mail.note && state !== 'sent' && (
          <span className="selectable block text-sm text-ink-2" data-testid="mail-note">
            {t('server')}: {f.ltr(mail.note)}
          </span>
        )}
      </span>
      <span className="num text-end text-sm text-ink-3">
        {state === 'queued' && next !== null && (
          <span className="block text-ink-2" data-testid="mail-next">
            {next > now ? t('next', { when: countdown(next, now).text }) : t('nextNow')}
          </span>
        )}
        {mail.tries > 1 && <span className="block">{t('tries', { n: mail.tries })}</span>}
        <span className="block whitespace-nowrap">{t('written', { age: f.ago(mail.created_at, now) })}</span>
      </span>
      <span className="mail-acts flex flex-wrap gap-1.5">
        {doubtful && act('arrived', t('arrived'))}
        {(doubtful || state === 'refused') && act('again', t('again'))}
        {(doubtful || state === 'refused' || state === 'queued') && act('withdraw', t('withdraw'))}
      </span>
    </li>
  );
}
