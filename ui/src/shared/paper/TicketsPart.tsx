import { Ban, CircleCheck, Copy, Eye, Mail, Printer, RefreshCw, Repeat2 } from 'lucide-react';
import { useTranslations } from 'use-intl';
import type { StateView } from '../../ipc/bindings';
import { useNow } from '../clock';
import { Button } from '../components/Button';
import { Skeleton } from '../components/Empty';
import { ProblemNote } from '../components/ProblemNote';
import { SwitchBox } from '../components/SwitchBox';
import { useFormat } from '../format/useFormat';
import { useNav } from '../nav';
import { useAct } from '../query';
import { PaperChoice } from './PaperChoice';
import { PaperNews } from './PaperNews';
import { PaperStory } from './PaperStory';
import { countOf, isOnTheWay } from './state';
import { TicketDialogs } from './TicketDialogs';
import { TicketList } from './TicketList';
import type { TicketDesk } from './useTicketDesk';
import { useKeepTickets } from './useTickets';

/** States in which an order has tickets, or had some. */
export const mayHaveTickets = (state: StateView) =>
  state === 'ready' || state === 'cancelling' || state === 'cancelled' || state === 'failed';

function Acts({ desk, ready }: { desk: TicketDesk; ready: boolean }) {
  const t = useTranslations('tickets');
  const to = useTranslations('order');
  const nav = useNav();
  const { view, paper, printing, printable, copyable, replaceable, files } = desk;
  const unset = paper.known && paper.choice === null;
  return (
    <div className="flex flex-col gap-1.5">
      <div className="flex flex-wrap items-center gap-x-2">
        {unset ? (
          <Button onPress={nav.showPrinters} data-testid="choose-printer">
            <Printer className="size-3.5" aria-hidden="true" />
            {t('setUp')}
          </Button>
        ) : (
          <Button
            kind={printable.length > 0 ? 'primary' : 'plain'}
            keys="Control+P"
            isDisabled={printable.length === 0 || printing.busy}
            onPress={desk.print}
            data-testid="print-tickets"
          >
            <Printer className="size-3.5" aria-hidden="true" />
            {t('print', { n: printable.length })}
          </Button>
        )}
        <PaperChoice paper={paper} className="contents" />
      </div>
      <div className="flex flex-wrap gap-1.5">
        {!unset && (
          <>
            <Button
              isDisabled={copyable.length === 0}
              onPress={() => desk.open('copy')}
              data-testid="copy-tickets"
            >
              <Copy className="size-3.5" aria-hidden="true" />
              {t('copy')}
            </Button>
            <Button
              isDisabled={replaceable.length === 0}
              onPress={() => desk.open('replace')}
              data-testid="replace-tickets"
            >
              <Repeat2 className="size-3.5" aria-hidden="true" />
              {t('replace')}
            </Button>
          </>
        )}
        {ready && (
          <Button
            keys="Control+M"
            isDisabled={!view}
            onPress={() => desk.open('mail')}
            data-testid="mail-tickets"
          >
            <Mail className="size-3.5" aria-hidden="true" />
            {t('mail')}
          </Button>
        )}
        <Button onPress={() => desk.open('show')} data-testid="show-tickets">
          <Eye className="size-3.5" aria-hidden="true" />
          {t('show')}
        </Button>
        {ready && (
          <>
            <Button keys="Control+S" isPending={files.busy} onPress={files.save} data-testid="save-tickets">
              {t('save')}
            </Button>
            <Button onPress={files.saveAs} aria-keyshortcuts="Control+Shift+S">
              {to('saveAs')}
            </Button>
            <Button onPress={files.open} aria-keyshortcuts="Control+O">
              {to('open')}
            </Button>
          </>
        )}
      </div>
    </div>
  );
}

/** The tickets of an order: what may be done with them, how each stands, and what was. However many there are, the acts stay on top. */
export function TicketsPart({ desk, state }: { desk: TicketDesk; state: StateView }) {
  const t = useTranslations('tickets');
  const f = useFormat();
  const now = useNow(10_000);
  const keep = useKeepTickets();
  const check = useAct('check_tickets', { onSuccess: keep });
  const { view, query, printing, sending, files } = desk;
  const ready = state === 'ready';
  if (query.error) return <ProblemNote problem={query.error} onRetry={() => void query.refetch()} />;
  if (!view)
    return (
      <section aria-hidden="true" className="space-y-2">
        <Skeleton className="h-5 w-24" />
        <Skeleton className="h-20" />
      </section>
    );
  if (view.groups.length === 0) {
    if (!ready) return null;
    return (
      <section>
        <h3 className="mb-1 font-semibold">{t('title')}</h3>
        <p className="text-ink-2">{t('none')}</p>
        <p className="text-ink-3">{t('noneHint')}</p>
      </section>
    );
  }
  const allVoid = desk.standing.every((ticket) => ticket.void);
  const onTheWay = new Set(
    view.jobs.filter(isOnTheWay).flatMap((job) => job.tickets.map((ticket) => ticket.distribution)),
  );
  const problem = (desk.dialog === null && (printing.problem ?? sending.problem)) || files.problem;
  return (
    <>
      <section aria-label={t('title')} data-testid="tickets-part" className="flex flex-col gap-2">
        <header className="flex items-center gap-2">
          <h3 className="font-semibold">{t('title')}</h3>
          <span className="min-w-0 flex-1 truncate text-end text-xs text-ink-3" data-testid="tickets-as-of">
            {desk.chosen.length > 0
              ? t('chosen', { n: f.number(desk.chosen.length) })
              : t('asOf', { age: f.ago(view.checked.as_of, now) })}
          </span>
          <Button
            kind="quiet"
            icon
            className="min-h-6! w-6!"
            aria-label={check.isPending ? t('asking') : t('ask')}
            isDisabled={check.isPending}
            onPress={() => check.mutate({ id: view.order })}
            data-testid="check-tickets"
          >
            <RefreshCw className={`size-3.5 ${check.isPending ? 'animate-spin' : ''}`} aria-hidden="true" />
          </Button>
        </header>
        {allVoid && (
          <p className="flex gap-2 text-loss" data-testid="all-void">
            <Ban className="mt-0.5 size-3.5 flex-none" aria-hidden="true" />
            {t('allVoid')}
          </p>
        )}
        {view.warnings.map((warning) => (
          <p key={warning} className="rounded-md border border-warn-line bg-warn-soft px-3 py-2 text-warn">
            {warning}
          </p>
        ))}
        {check.error && <ProblemNote problem={check.error} />}
        <Acts desk={desk} ready={ready} />
        {desk.why && !allVoid && printing.mine(view.jobs).length === 0 && (
          <p className="text-sm text-ink-3" data-testid="print-why">
            <bdi>{desk.why}</bdi>
          </p>
        )}
        {files.path && (
          <p className="flex items-start gap-1.5 text-sm text-good" role="status">
            <CircleCheck className="mt-px size-3.5 flex-none" aria-hidden="true" />
            <span className="selectable break-all" data-testid="saved-path">
              {files.path}
            </span>
          </p>
        )}
        <PaperNews desk={desk} />
        {problem && <ProblemNote problem={problem} />}
        <TicketList desk={desk} groups={view.groups} of={countOf(view)} onTheWay={onTheWay} />
        {view.by_supplier && (
          <p className="flex items-center gap-2 text-sm text-ink-3">
            <span className="min-w-0 flex-1">{t('supplierPdf', { n: view.supplier_pages })}</span>
            {desk.paper.choice?.media === 'a4' && (
              <>
                <span aria-hidden="true">{t('withCover')}</span>
                <SwitchBox label={t('withCover')} on={desk.cover} onChange={desk.setCover} />
              </>
            )}
          </p>
        )}
      </section>
      <PaperStory view={view} />
      <TicketDialogs desk={desk} />
    </>
  );
}
