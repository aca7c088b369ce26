import { RotateCcw } from 'lucide-react';
import { useTranslations } from 'use-intl';
import type { PrintJobView } from '../../ipc/bindings';
import { Button } from '../../shared/components/Button';
import { Skeleton } from '../../shared/components/Empty';
import { useFormat } from '../../shared/format/useFormat';
import { Kbd } from '../../shared/keys/Kbd';
import { lastTicket } from '../../shared/paper/state';

const SHOWN = 12;
const TONE: Record<PrintJobView['state'], string> = {
  queued: 'text-ink-2',
  sending: 'text-ink-2',
  sent: 'text-accent',
  confirmed: 'text-good',
  doubtful: 'text-warn',
  failed: 'text-loss',
};

/** The last sheets that were asked for; one that is on paper can be had again, with a reason. */
export function LastSheets({
  jobs,
  loading,
  onAgain,
}: {
  jobs: PrintJobView[];
  loading: boolean;
  onAgain: (job: PrintJobView) => void;
}) {
  const t = useTranslations('room');
  const ts = useTranslations('story');
  const f = useFormat();
  // What has not left the queue is no sheet yet: it is counted, and does not hide those that came out.
  const waiting = jobs.filter((job) => job.state === 'queued').length;
  const out = jobs.filter((job) => job.state !== 'queued');
  const last = lastTicket(jobs);
  return (
    <section aria-label={t('last')}>
      <header className="mb-1 flex items-center gap-2">
        <h2 className="flex-1 font-semibold">{t('last')}</h2>
        {last && (
          <Button
            kind="quiet"
            className="-me-3 min-h-6!"
            onPress={() => onAgain(last)}
            aria-keyshortcuts="R"
            data-testid="again-last"
          >
            {t('again')}
            <Kbd>R</Kbd>
          </Button>
        )}
      </header>
      {waiting > 0 && (
        <p className="text-sm text-ink-2" data-testid="sheets-waiting">
          {t('waiting', { n: waiting })}
        </p>
      )}
      {loading && (
        <div aria-hidden="true" className="space-y-2">
          <Skeleton className="h-5" />
          <Skeleton className="h-5" />
        </div>
      )}
      {!loading && jobs.length === 0 && <p className="text-ink-3">{t('lastNone')}</p>}
      <ul>
        {out.slice(0, SHOWN).map((job) => {
          const [ticket] = job.tickets;
          const n = String(ticket?.number ?? 1);
          return (
            <li
              key={job.id}
              className="flex min-h-7 items-center gap-2"
              data-testid="sheet"
              data-state={job.state}
            >
              <span className="num w-10 flex-none text-xs text-ink-3">{f.clock(job.updated_at)}</span>
              <span className="w-16 flex-none font-medium">
                <bdi dir="ltr">{job.code}</bdi>
              </span>
              <span className="num w-8 flex-none text-ink-2">{ticket ? `${n}/${ticket.of}` : ''}</span>
              <span className="min-w-0 flex-1 truncate text-ink-2" dir="auto" title={job.note ?? undefined}>
                {ticket ? job.customer_name : `${ts('job_cover')} · ${job.customer_name}`}
              </span>
              <span className={`flex-none text-sm ${TONE[job.state]}`}>{ts(`print_${job.state}`)}</span>
              <span className="-me-1.5 w-6 flex-none">
                {job.state === 'confirmed' && ticket && (
                  <Button
                    kind="quiet"
                    icon
                    className="min-h-6! w-6!"
                    aria-label={t('againJob', { n, code: f.ltr(job.code) })}
                    onPress={() => onAgain(job)}
                  >
                    <RotateCcw className="size-3.5 rtl:-scale-x-100" aria-hidden="true" />
                  </Button>
                )}
              </span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
