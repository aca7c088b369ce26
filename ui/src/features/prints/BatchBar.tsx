import { useQueryClient } from '@tanstack/react-query';
import { CircleCheck, OctagonPause, Printer } from 'lucide-react';
import { useTranslations } from 'use-intl';
import type { BatchView } from '../../ipc/bindings';
import { Button } from '../../shared/components/Button';
import { ProblemNote } from '../../shared/components/ProblemNote';
import { useFormat } from '../../shared/format/useFormat';
import { useKeys } from '../../shared/keys/useKeys';
import { useAct } from '../../shared/query';

/** A batch as it goes: how far, why it stands still, and one press to go on. */
export function BatchBar({ batch, first }: { batch: BatchView; first: boolean }) {
  const t = useTranslations('room');
  const f = useFormat();
  const client = useQueryClient();
  const look = {
    onSettled: () => {
      for (const name of ['list_prints', 'list_printers', 'list_pickups'])
        void client.invalidateQueries({ queryKey: [name] });
    },
  };
  const resume = useAct('resume_batch', look);
  const stop = useAct('stop_batch', look);
  const stopped = batch.state === 'stopped';
  const done = batch.state === 'done';
  const goOn = () => !resume.isPending && resume.mutate({ id: batch.id });
  useKeys({ g: goOn }, first && stopped);
  const problem = resume.error ?? stop.error;
  const counts = [
    batch.doubtful > 0 && t('batchDoubt', { n: f.number(batch.doubtful) }),
    batch.failed > 0 && t('batchFailed', { n: f.number(batch.failed) }),
  ].filter(Boolean);
  const numbers = { done: f.number(batch.done), of: f.number(batch.jobs) };
  const whole = batch.done === batch.jobs;
  return (
    <section
      aria-label={t('batch')}
      data-testid="batch"
      data-state={batch.state}
      className={`flex-none border-b px-4 py-2 max-narrow:px-2 ${stopped ? 'border-warn-line bg-warn-soft' : 'border-line bg-panel'}`}
    >
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
        {stopped ? (
          <OctagonPause className="size-4 flex-none text-warn" aria-hidden="true" />
        ) : done ? (
          <CircleCheck
            className={`size-4 flex-none ${whole ? 'text-good' : 'text-ink-3'}`}
            aria-hidden="true"
          />
        ) : (
          <Printer className="pulse size-4 flex-none text-accent" aria-hidden="true" />
        )}
        <span className="min-w-[20ch] flex-1" role="status">
          <span className="font-medium">
            {done
              ? whole
                ? t('batchDone', { n: batch.jobs })
                : t('batchEnded', numbers)
              : t('batchOf', numbers)}
          </span>
          {counts.length > 0 && <span className="text-warn"> · {counts.join(' · ')}</span>}
          {stopped && batch.reason && (
            <span className="block text-warn" data-testid="batch-reason">
              <bdi>{batch.reason}</bdi>
            </span>
          )}
        </span>
        {stopped && (
          <Button
            kind="primary"
            keys={first ? 'G' : undefined}
            isDisabled={resume.isPending}
            onPress={goOn}
            data-testid="batch-resume"
          >
            {t('goOn')}
          </Button>
        )}
        {batch.state === 'running' && (
          <Button
            isDisabled={stop.isPending}
            onPress={() => stop.mutate({ id: batch.id })}
            data-testid="batch-stop"
          >
            {t('stop')}
          </Button>
        )}
      </div>
      {!done && (
        <div
          role="progressbar"
          aria-label={t('batch')}
          aria-valuemin={0}
          aria-valuemax={batch.jobs}
          aria-valuenow={batch.done}
          className="mt-1.5 h-1 overflow-hidden rounded-full bg-line"
        >
          <div
            className={`h-full ${stopped ? 'bg-warn' : 'bg-accent'} transition-[width]`}
            style={{ width: `${(100 * batch.done) / Math.max(1, batch.jobs)}%` }}
          />
        </div>
      )}
      {batch.left_out.length > 0 && (
        <details className="mt-1 text-sm text-ink-2">
          <summary>
            {t('leftOut')} ({f.number(batch.left_out.length)})
          </summary>
          <ul className="ps-4">
            {batch.left_out.map((sentence) => (
              <li key={sentence}>
                <bdi>{sentence}</bdi>
              </li>
            ))}
          </ul>
        </details>
      )}
      {problem && <ProblemNote className="mt-2" problem={problem} />}
    </section>
  );
}
