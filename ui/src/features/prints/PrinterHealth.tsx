import { Printer as PrinterIcon } from 'lucide-react';
import { useTranslations } from 'use-intl';
import type { PrinterView } from '../../ipc/bindings';
import { Button } from '../../shared/components/Button';
import { Empty, Skeleton } from '../../shared/components/Empty';
import { ProblemNote } from '../../shared/components/ProblemNote';
import { lightOf, PrinterDot } from '../../shared/paper/PrinterDot';
import { useAsk } from '../../shared/query';

/** What stands in the room and how it is; those that serve a paper first. */
export function PrinterHealth({ onSetUp }: { onSetUp: () => void }) {
  const t = useTranslations('printers');
  const tt = useTranslations('tickets');
  const { data, error, refetch, isPending } = useAsk(
    'list_printers',
    {},
    { refetchInterval: 10_000, staleTime: 0 },
  );
  const choices = useAsk('list_printer_choices', {});
  const papersOf = (printer: PrinterView) =>
    (choices.data ?? [])
      .filter((choice) => choice.printer === printer.name)
      .map((choice) => tt(`paper_${choice.media}`));
  const sorted = [...(data ?? [])].sort((a, b) => papersOf(b).length - papersOf(a).length);
  return (
    <section aria-label={t('title')} data-testid="printer-health">
      <header className="mb-1 flex items-center gap-2">
        <h2 className="flex-1 font-semibold">{t('title')}</h2>
        <Button kind="quiet" className="-me-3 min-h-6!" onPress={onSetUp} data-testid="printers-setup">
          {t('setUp')}
        </Button>
      </header>
      {error && <ProblemNote problem={error} onRetry={() => void refetch()} />}
      {isPending && (
        <div aria-hidden="true" className="space-y-2">
          <Skeleton className="h-8" />
          <Skeleton className="h-8" />
        </div>
      )}
      {data?.length === 0 && (
        <Empty
          className="rounded-md border border-dashed border-line-strong py-5!"
          icon={<PrinterIcon className="size-5" aria-hidden="true" />}
          title={t('none')}
        >
          <p>{t('noneHint')}</p>
          <Button className="mt-2" onPress={() => void refetch()}>
            {t('look')}
          </Button>
        </Empty>
      )}
      <ul className="flex flex-col gap-1.5">
        {sorted.map((printer) => {
          const papers = papersOf(printer);
          const light = lightOf(printer);
          return (
            <li key={printer.name} className="flex gap-2" data-testid="printer" data-state={printer.state}>
              <PrinterDot light={light} className="mt-[7px]" />
              <span className="min-w-0 flex-1">
                <span className="block truncate">
                  <span className="font-medium">{printer.name}</span>{' '}
                  <span
                    className={light === 'good' ? 'text-ink-2' : light === 'warn' ? 'text-warn' : 'text-loss'}
                  >
                    ·{' '}
                    {printer.accepting || printer.state === 'offline'
                      ? t(`state_${printer.state}`)
                      : t('notAccepting')}
                  </span>
                </span>
                <span className="block truncate text-sm text-ink-3">
                  {papers.length > 0 ? t('serves', { papers: papers.join(', ') }) : printer.description}
                </span>
                {printer.reasons.map((reason) => (
                  <span
                    key={reason}
                    className={`block text-sm ${light === 'loss' ? 'text-loss' : 'text-warn'}`}
                  >
                    <bdi>{reason}</bdi>
                  </span>
                ))}
              </span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
