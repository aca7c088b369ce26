import { useRef, useState } from 'react';
import { Radio, RadioGroup } from 'react-aria-components';
import { useTranslations } from 'use-intl';
import { Button } from '../components/Button';
import { Dialog } from '../components/Dialog';
import { Field } from '../components/Field';
import { ProblemNote } from '../components/ProblemNote';
import { useFormat } from '../format/useFormat';
import { PaperChoice } from './PaperChoice';
import { ranges } from './state';
import type { TicketDesk } from './useTicketDesk';

const REASONS = ['spoilt', 'unreadable', 'lost', 'wrongPaper', 'other'] as const;
type Reason = (typeof REASONS)[number];

/** A second sheet needs a reason: a copy says what it is, a replacement makes the old ticket void. */
export function AgainDialog({ desk, act }: { desk: TicketDesk; act: 'copy' | 'replace' }) {
  const t = useTranslations('again');
  const f = useFormat();
  const [reason, setReason] = useState<Reason | null>(act === 'copy' ? 'spoilt' : null);
  const [other, setOther] = useState('');
  const [tried, setTried] = useState(false);
  const go = useRef<HTMLButtonElement>(null);
  const tickets = act === 'copy' ? desk.copyable : desk.replaceable;
  const said = reason === 'other' ? other.trim() : reason ? t(`reason_${reason}`) : '';
  const print = async () => {
    setTried(true);
    if (said !== '' && (await desk.again(act, said))) desk.close();
  };
  return (
    <Dialog
      open
      onClose={desk.close}
      first={act === 'copy' ? go : undefined}
      title={t(act === 'copy' ? 'titleCopy' : 'titleReplace', { n: tickets.length })}
      data-testid="again-dialog"
      footer={
        <>
          <Button onPress={desk.close}>{t('cancel')}</Button>
          <Button
            ref={go}
            kind={act === 'copy' ? 'primary' : 'loss'}
            isDisabled={desk.printing.busy || tickets.length === 0}
            onPress={() => void print()}
            data-testid="again-do"
          >
            {t(act === 'copy' ? 'doCopy' : 'doReplace')}
          </Button>
        </>
      }
    >
      <p className="mb-1 font-medium">
        {t('which', {
          n: tickets.length,
          which: ranges(tickets.map((ticket) => ticket.place ?? ticket.number)),
          code: f.ltr(desk.view?.code ?? ''),
        })}
      </p>
      <p className="text-ink-2">{t(act === 'copy' ? 'copyText' : 'replaceText')}</p>
      {tickets.some((ticket) => ticket.void) && <p className="mt-1 text-loss">{t('voidText')}</p>}
      <RadioGroup
        aria-label={t('reason')}
        value={reason}
        onChange={(to) => setReason(to as Reason)}
        className="mt-3"
      >
        <span className="mb-1 block font-semibold">{t('reason')}</span>
        {REASONS.map((word) => (
          <Radio key={word} value={word} className="group flex min-h-7 items-center gap-2">
            <span
              className="grid size-4 flex-none place-items-center rounded-full border border-line-strong bg-raised group-data-focus-visible:outline-2 group-data-selected:border-accent"
              aria-hidden="true"
            >
              <span className="size-2 rounded-full group-data-selected:bg-accent" />
            </span>
            {t(`reason_${word}`)}
          </Radio>
        ))}
      </RadioGroup>
      {reason === 'other' && (
        <Field
          className="mt-1"
          label={t('other')}
          value={other}
          onChange={setOther}
          data-testid="again-other"
          autoFocus
        />
      )}
      {tried && said === '' && (
        <p role="alert" className="mt-1 text-sm text-loss">
          {t('needReason')}
        </p>
      )}
      <PaperChoice paper={desk.paper} className="mt-3" />
      {desk.printing.problem && <ProblemNote className="mt-3" problem={desk.printing.problem} />}
    </Dialog>
  );
}
