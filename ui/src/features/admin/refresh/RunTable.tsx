import { useTranslations } from 'use-intl';
import type { RunView } from '../../../ipc/bindings';
import { Skeleton } from '../../../shared/components/Empty';
import { ProblemNote } from '../../../shared/components/ProblemNote';
import { useFormat } from '../../../shared/format/useFormat';
import { useAsk } from '../../../shared/query';
import { RunChart } from './RunChart';

const TONE: Record<RunView['status'], string> = {
  RUNNING: 'text-accent',
  COMPLETED: 'text-good',
  FAILED: 'text-loss',
  SKIPPED: 'text-ink-2',
};
const WORDS = ['colWhen', 'colKind', 'colBy', 'colStatus'] as const;
const FIGURES = [
  'colTook',
  'colRequests',
  'colBytes',
  'colExperiences',
  'colSeen',
  'colWritten',
  'colRetired',
  'colLimited',
] as const;

/** The last runs with their figures; why one failed stands under it. */
export function RunTable() {
  const t = useTranslations('runs');
  const f = useFormat();
  const { data, error, refetch } = useAsk('list_runs', { limit: 21 });
  if (error) return <ProblemNote problem={error} onRetry={() => void refetch()} />;
  // As high as the figures and the first rows, so that nothing jumps.
  if (!data) return <Skeleton className="h-[340px] rounded-lg" />;
  if (data.length === 0) return <p className="py-3 text-ink-3">{t('none')}</p>;
  const ended = data.filter((run) => run.status !== 'RUNNING');
  const seen = (run: RunView) =>
    t('seenAll', {
      countries: f.number(run.countries),
      cities: f.number(run.cities),
      tags: f.number(run.tags),
      variants: f.number(run.variants),
    });
  return (
    <>
      <RunChart runs={ended} />
      <div className="card overflow-x-auto">
        <table className="table">
          <thead>
            <tr>
              {WORDS.map((name) => (
                <th key={name}>{t(name)}</th>
              ))}
              {FIGURES.map((name) => (
                <th key={name} className="num">
                  {t(name)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {ended.map((run) => (
              <tr key={run.id} data-testid="run-row">
                <td className="whitespace-nowrap">{f.instant(run.began_at)}</td>
                <td className="whitespace-nowrap">{t(`kind_${run.kind}`)}</td>
                <td className="whitespace-nowrap text-ink-2">{t(`by_${run.started_by}`)}</td>
                <td className="min-w-[150px]">
                  <span className={`font-medium ${TONE[run.status]}`}>{t(`status_${run.status}`)}</span>
                  {run.resumed && <span className="text-ink-3"> · {t('resumed')}</span>}
                  {run.error && <p className="max-w-[42ch] text-sm text-ink-2">{run.error}</p>}
                </td>
                <td className="num">{run.ended_at === null ? '–' : f.span(run.ended_at - run.began_at)}</td>
                <td className="num">{f.number(run.requests)}</td>
                <td className="num">{f.bytes(run.bytes)}</td>
                <td className="num" title={seen(run)}>
                  {f.number(run.experiences)}
                </td>
                <td className="num" title={seen(run)}>
                  {f.number(run.products)}
                </td>
                <td className="num">{f.number(run.written)}</td>
                <td className="num">{f.number(run.retired)}</td>
                <td className={`num ${run.rate_limited > 0 ? 'text-warn' : ''}`}>
                  {f.number(run.rate_limited)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
