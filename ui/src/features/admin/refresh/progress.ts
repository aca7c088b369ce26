import type { RunView } from '../../../ipc/bindings';

export type Progress = { share: number | null; leftMillis: number | null; elapsedMillis: number };

/** How far a run is. The time left is only told once enough is done to mean something. */
export function progressOf(run: RunView, now: number): Progress {
  const elapsedMillis = Math.max(0, (run.ended_at ?? now) - run.began_at);
  if (!run.expected || run.expected <= 0) return { share: null, leftMillis: null, elapsedMillis };
  const share = Math.min(1, run.done / run.expected);
  const leftMillis =
    share >= 0.03 && share < 1 && elapsedMillis > 1_500 ? (elapsedMillis / share) * (1 - share) : null;
  return { share, leftMillis, elapsedMillis };
}
