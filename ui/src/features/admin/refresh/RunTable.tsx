import { useTranslations } from 'use-intl';
import type { RunView } from '../../../ipc/bindings';
import { ProblemNote } from '../../../shared/components/ProblemNote';
import { useFormat } from '../../../shared/format/useFormat';
import { useAsk } from '../../../shared/query';

const TONE: Record<RunView['status'], string> = {
  RUNNING: 'text-accent',
  COMPLETED: 'text-good',
  FAILED: 'text-loss',
  SKIPPED: 'text-ink-2',
};

/** The last runs with their figures; why one failed stands under it. */
export function RunTable() {
  const t = useTranslations('runs');
  const f = useFormat();
  const { data, error, refetch } = useAsk('list_runs', { limit: 20 });
  if (error) return <ProblemNote problem={error} onRetry={() => void refetch()} />;
  if (data && data.length === 0) return <p className="py-3 text-ink-3">{t('none')}</p>;
  return (
    <div className="card overflow-x-auto">
      <table className="table">
        <thead>
          <tr>
            {(['colWhen', 'colKind', 'colStatus'] as const).map((name) => (
              <th key={name}>{t(name)}</th>
            ))}
            {(['colTook', 'colRequests', 'colBytes', 'colSeen', 'colWritten', 'colRetired'] as const).map(
              (name) => (
                <th key={name} className="num">
                  {t(name)}
                </th>
              ),
            )}
          </tr>
        </thead>
        <tbody>
          {(data ?? [])
            .filter((run) => run.status !== 'RUNNING')
            .map((run) => (
              <tr key={run.id} data-testid="run-row">
                <td className="whitespace-nowrap">{f.instant(run.began_at)}</td>
                <td className="whitespace-nowrap">{t(`kind_${run.kind}`)}</td>
                <td className="min-w-[150px]">
                  <span className={`font-medium ${TONE[run.status]}`}>{t(`status_${run.status}`)}</span>
                  {run.error && <p className="max-w-[42ch] text-sm text-ink-2">{run.error}</p>}
                </td>
                <td className="num">{run.ended_at === null ? '–' : f.span(run.ended_at - run.began_at)}</td>
                <td className="num">{f.number(run.requests)}</td>
                <td className="num">{f.bytes(run.bytes)}</td>
                <td className="num">{f.number(run.products)}</td>
                <td className="num">{f.number(run.written)}</td>
                <td className="num">{f.number(run.retired)}</td>
              </tr>
            ))}
        </tbody>
      </table>
    </div>
  );
}
