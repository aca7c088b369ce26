import { CircleCheck, Mail, Printer } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '../components/Button';
import { ProblemNote } from '../components/ProblemNote';
import { useFormat } from '../format/useFormat';
import { useNav } from '../nav';
import { PaperChoice } from './PaperChoice';
import { PaperNews } from './PaperNews';
import { TicketDialogs } from './TicketDialogs';
import type { TicketDesk } from './useTicketDesk';

/** What is left to do once the tickets are here: print, mail, save, open. */
export function HandOver({ desk }: { desk: TicketDesk }) {
  const t = useTranslations('tickets');
  const to = useTranslations('order');
  const nav = useNav();
  const f = useFormat();
  const { view, paper, printing, sending, files, printable } = desk;
  const unset = paper.known && paper.choice === null;
  const news = useRef<HTMLDivElement>(null);
  const said = `${files.path} ${printing.mine(view?.jobs ?? []).length} ${sending.mine(view?.mails ?? [])?.id}`;
  const before = useRef(said);
  // In a low window what became of it comes into sight by itself.
  useEffect(() => {
    if (before.current !== said) news.current?.scrollIntoView?.({ block: 'nearest' });
    before.current = said;
  }, [said]);
  const problem = (desk.dialog === null && (printing.problem ?? sending.problem)) || files.problem;
  // However long an address is, the column keeps its width.
  return (
    <div className="flex w-0 min-w-full flex-col gap-2">
      {unset ? (
        <Button className="w-full" onPress={nav.showPrinters} data-testid="choose-printer">
          <Printer className="size-4" aria-hidden="true" />
          {t('setUp')}
        </Button>
      ) : (
        <>
          <Button
            kind={printable.length > 0 ? 'primary' : 'plain'}
            big
            keys="Control+P"
            data-testid="print-tickets"
            isDisabled={printable.length === 0 || printing.busy}
            onPress={desk.print}
          >
            <Printer className="size-4" aria-hidden="true" />
            {t('print', { n: printable.length })}
          </Button>
          <PaperChoice paper={paper} />
          {desk.why && printing.mine(view?.jobs ?? []).length === 0 && (
            <p className="text-sm text-ink-3" data-testid="print-why">
              <bdi>{desk.why}</bdi>
            </p>
          )}
        </>
      )}
      <Button
        className="w-full"
        keys="Control+M"
        isDisabled={!view || sending.busy}
        onPress={desk.mailNow}
        data-testid="mail-tickets"
      >
        <Mail className="size-4 flex-none" aria-hidden="true" />
        <span className="min-w-0 truncate">
          {desk.direct && view
            ? t('mailTo', { to: f.ltr(view.to) })
            : view?.mails.length
              ? t('mailAgain')
              : t('mail')}
        </span>
      </Button>
      <div className="flex flex-wrap gap-1.5">
        <Button
          kind={unset ? 'primary' : 'plain'}
          className="flex-1 whitespace-nowrap"
          keys="Control+S"
          isPending={files.busy}
          onPress={files.save}
          data-testid="save-tickets"
        >
          {t('save')}
        </Button>
        <Button
          className="flex-1 whitespace-nowrap"
          onPress={files.saveAs}
          aria-keyshortcuts="Control+Shift+S"
        >
          {to('saveAs')}
        </Button>
        <Button className="flex-1 whitespace-nowrap" onPress={files.open} aria-keyshortcuts="Control+O">
          {to('open')}
        </Button>
      </div>
      <div ref={news} className="flex flex-col gap-2 empty:hidden">
        {files.path && (
          <p role="status" className="flex items-start gap-1.5 text-sm text-good">
            <CircleCheck className="mt-px size-3.5 flex-none" aria-hidden="true" />
            <span className="selectable break-all" data-testid="saved-path">
              {files.path}
            </span>
          </p>
        )}
        <PaperNews desk={desk} />
      </div>
      {view?.may_mail.why && <p className="text-sm text-ink-3">{view.may_mail.why}</p>}
      {problem && <ProblemNote problem={problem} />}
      <TicketDialogs desk={desk} />
    </div>
  );
}
