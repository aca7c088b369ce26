import { useEffect, useRef, useState } from 'react';
import { ProgressBar } from 'react-aria-components';
import { useTranslations } from 'use-intl';
import type { RunView } from '../../../ipc/bindings';
import { useNow } from '../../../shared/clock';
import { Button } from '../../../shared/components/Button';
import { useFormat } from '../../../shared/format/useFormat';
import { useAct } from '../../../shared/query';
import { progressOf } from './progress';

/** A while after the supplier asked for a slower pace, the desk waits; then it goes on by itself. */
const SLOW_FOR = 8_000;
function useSlowed(limited: number): boolean {
  const seen = useRef(limited);
  const [slowed, setSlowed] = useState(false);
  useEffect(() => {
    if (limited <= seen.current) return;
    seen.current = limited;
    setSlowed(true);
    const later = setTimeout(() => setSlowed(false), SLOW_FOR);
    return () => clearTimeout(later);
  }, [limited]);
  return slowed;
}

/** A run while it goes on: a true bar, words, figures, and a way to stop it. */
export function RunProgress({ run }: { run: RunView }) {
  const t = useTranslations('runs');
  const f = useFormat();
  const now = useNow();
  const [stopping, setStopping] = useState(false);
  const cancel = useAct('cancel_run', { onError: () => setStopping(false) });
  const slowed = useSlowed(run.rate_limited);
  const { share, leftMillis, elapsedMillis } = progressOf(run, now);
  const figures: [string, string][] = [
    [t('cities'), f.number(run.cities)],
    [t('colExperiences'), f.number(run.experiences)],
    [t('products'), f.number(run.products)],
    [t('requests'), f.number(run.requests)],
    [t('bytes'), f.bytes(run.bytes)],
    [t('elapsed'), f.span(elapsedMillis)],
    [t('left'), leftMillis === null ? t('leftUnknown') : f.span(leftMillis)],
  ];
  if (run.rate_limited > 0) figures.push([t('colLimited'), f.number(run.rate_limited)]);
  return (
    <div data-testid="run-progress" data-status={run.status}>
      <ProgressBar
        aria-label={t('progress')}
        value={share === null ? 0 : share * 100}
        isIndeterminate={share === null}
      >
        <div className="mb-1.5 flex items-baseline justify-between gap-4">
          <span className="min-w-0 truncate font-medium">
            {run.step}
            {run.resumed && <span className="font-normal text-ink-3"> · {t('resumed')}</span>}
          </span>
          <span className="whitespace-nowrap text-ink-2">
            {run.expected
              ? t('ofExpected', { done: f.number(run.done), expected: f.number(run.expected) })
              : t('doneOnly', { done: f.number(run.done) })}
          </span>
        </div>
        <div className="h-2 overflow-hidden rounded-full bg-line">
          <div
            className={`h-full rounded-full bg-accent transition-[width] duration-300 ${share === null ? 'pulse w-1/4' : ''}`}
            style={share === null ? undefined : { width: `${share * 100}%` }}
          />
        </div>
      </ProgressBar>
      <p role="status" className="min-h-5 pt-1 text-sm text-warn" data-testid="run-slower">
        {slowed && t('slower')}
      </p>
      <div className="mt-1 flex flex-wrap items-end gap-x-6 gap-y-2">
        {figures.map(([name, value]) => (
          <div key={name} className="min-w-[64px]">
            <div className="text-xs text-ink-3">{name}</div>
            <div className="text-md font-semibold">{value}</div>
          </div>
        ))}
        <span className="flex-1" />
        <Button
          isDisabled={stopping}
          data-testid="cancel-run"
          onPress={() => {
            setStopping(true);
            cancel.mutate({});
          }}
        >
          {stopping ? t('stopping') : t('cancel')}
        </Button>
      </div>
    </div>
  );
}
