import { useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { TicketsView } from '../../ipc/bindings';
import { Button } from '../components/Button';
import { Dialog } from '../components/Dialog';
import { Field } from '../components/Field';
import { Picker } from '../components/Picker';
import { ProblemNote } from '../components/ProblemNote';
import { useFormat } from '../format/useFormat';
import { isAddress } from './state';
import type { TicketDesk } from './useTicketDesk';

/** A language by its name in the reader's words and in its own. */
function useLanguageNames() {
  const { locale } = useFormat();
  return (code: string) => {
    try {
      const own = new Intl.DisplayNames(code, { type: 'language' }).of(code) ?? code;
      const here = new Intl.DisplayNames(locale, { type: 'language' }).of(code) ?? code;
      return own.toLowerCase() === here.toLowerCase() ? here : `${here} · ${own}`;
    } catch {
      return code;
    }
  };
}

/** To whom, in which language, and who sends. */
export function MailDialog({ desk, view }: { desk: TicketDesk; view: TicketsView }) {
  const t = useTranslations('send');
  const f = useFormat();
  const nameOf = useLanguageNames();
  const [to, setTo] = useState(view.to);
  const [language, setLanguage] = useState(view.language);
  const [tried, setTried] = useState(false);
  const first = useRef<HTMLInputElement>(null);
  const wrong = !isAddress(to);
  const send = async () => {
    setTried(true);
    if (wrong) return first.current?.focus();
    if (await desk.send(to.trim(), language)) desk.close();
  };
  return (
    <Dialog
      open
      onClose={desk.close}
      first={first}
      title={t('title', { code: f.ltr(view.code) })}
      data-testid="mail-dialog"
      footer={
        <>
          <Button onPress={desk.close}>{t('cancel')}</Button>
          <Button
            kind="primary"
            isDisabled={desk.sending.busy || !view.may_mail.ok}
            onPress={() => void send()}
            data-testid="mail-do"
          >
            {desk.sending.busy ? t('sending') : t('send')}
          </Button>
        </>
      }
    >
      <form
        className="flex flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <Field
          label={t('to')}
          type="email"
          autoComplete="off"
          value={to}
          onChange={setTo}
          inputRef={first}
          problem={tried && wrong ? t('notAddress') : null}
          data-testid="mail-to"
        />
        <div>
          <span className="label">{t('language')}</span>
          <Picker
            label={t('language')}
            value={language}
            onChange={setLanguage}
            data-testid="mail-language"
            options={view.languages.map((id) => ({ id, name: nameOf(id) }))}
          />
        </div>
        <p className="text-ink-2">{t('which', { n: desk.mailable.length })}</p>
        <p
          className={
            view.mailer === 'supplier'
              ? 'rounded-md border border-warn-line bg-warn-soft px-3 py-2 text-warn'
              : 'text-ink-2'
          }
          data-testid="mailer"
        >
          {t(view.mailer === 'supplier' ? 'bySupplier' : 'byDesk')}
        </p>
        {view.may_mail.why && (
          <p className="rounded-md border border-warn-line bg-warn-soft px-3 py-2 text-warn">
            {view.may_mail.why}
          </p>
        )}
        {desk.sending.problem && <ProblemNote problem={desk.sending.problem} />}
      </form>
    </Dialog>
  );
}
