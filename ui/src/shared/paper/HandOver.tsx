import { CircleCheck, ExternalLink, Mail, Printer, Save } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { Button } from '../components/Button';
import { ProblemNote } from '../components/ProblemNote';
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
  const { view, paper, printing, sending, files, printable } = desk;
  const unset = paper.known && paper.choice === null;
  const problem = (desk.dialog === null && (printing.problem ?? sending.problem)) || files.problem;
  return (
    <div className="flex flex-col gap-2">
      {unset ? (
        <Button className="w-full" onPress={nav.showPrinters} data-testid="choose-printer">
          <Printer className="size-4" aria-hidden="true" />
          {t('setUp')}
        </Button>
      ) : (
        <>
          <Button
            kind="primary"
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
            ? t('mailTo', { to: view.to })
            : view?.mails.length
              ? t('mailAgain')
              : t('mail')}
        </span>
      </Button>
      <div className="flex flex-wrap gap-1.5">
        <Button
          kind={unset ? 'primary' : 'plain'}
          className="flex-1"
          keys="Control+S"
          isPending={files.busy}
          onPress={files.save}
          data-testid="save-tickets"
        >
          <Save className="size-3.5" aria-hidden="true" />
          {to('save')}
        </Button>
        <Button className="flex-1" onPress={files.saveAs} aria-keyshortcuts="Control+Shift+S">
          {to('saveAs')}
        </Button>
        <Button className="flex-1" onPress={files.open} aria-keyshortcuts="Control+O">
          <ExternalLink className="size-3.5" aria-hidden="true" />
          {to('open')}
        </Button>
      </div>
      <div role="status" className="min-h-5 empty:hidden">
        {files.path && (
          <p className="flex items-start gap-1.5 text-sm text-good">
            <CircleCheck className="mt-px size-3.5 flex-none" aria-hidden="true" />
            <span className="selectable break-all" data-testid="saved-path">
              {files.path}
            </span>
          </p>
        )}
      </div>
      <PaperNews desk={desk} />
      {view?.may_mail.why && <p className="text-sm text-ink-3">{view.may_mail.why}</p>}
      {problem && <ProblemNote problem={problem} />}
      <TicketDialogs desk={desk} />
    </div>
  );
}
