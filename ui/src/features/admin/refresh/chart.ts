import type { RunView } from '../../../ipc/bindings';

export type Bar = { value: number; share: number; cut: boolean; run: RunView };

/**
 * Heights between 0 and 1. A run that dwarfs all others (the first load) is cut, or the others could not be told apart.
 */
export function barsOf(runs: RunView[], figureOf: (run: RunView) => number): Bar[] {
  const values = runs.map(figureOf).sort((a, b) => b - a);
  const [most = 0, second = 0] = values;
  const top = second > 0 && most > 4 * second ? second * 1.25 : most;
  return runs.map((run) => {
    const value = figureOf(run);
    return { run, value, share: top > 0 ? Math.min(1, value / top) : 0, cut: value > top };
  });
}

export const tookOf = (run: RunView) => Math.max(0, (run.ended_at ?? run.began_at) - run.began_at);

/** Oldest first, as time runs; a run that goes on has no figures yet. */
export const chartRuns = (runs: RunView[]): RunView[] =>
  runs
    .filter((run) => run.status !== 'RUNNING')
    .slice(0, 20)
    .reverse();
