import { useTranslations } from 'use-intl';
import type { StateView } from '../../ipc/bindings';

const TONE: Record<StateView, string> = {
  draft: 'text-ink-3 border-line-strong',
  creating: 'text-accent border-accent-line',
  held: 'text-warn border-warn-line bg-warn-soft',
  confirming: 'text-accent border-accent-line',
  fulfilling: 'text-accent border-accent-line bg-accent-soft',
  ready: 'text-good border-transparent bg-good-soft',
  failed: 'text-loss border-loss-line bg-loss-soft',
  cancelling: 'text-warn border-warn-line',
  cancelled: 'text-ink-2 border-line-strong bg-sunken',
  expired: 'text-ink-2 border-line-strong bg-sunken',
  unknown: 'text-warn border-warn-line bg-warn-soft',
};

/** How an order stands, in a word. Colour only repeats what the word says. */
export function StateBadge({ state, testId }: { state: StateView; testId?: string }) {
  const t = useTranslations('state');
  const moving =
    state === 'creating' || state === 'confirming' || state === 'cancelling' || state === 'unknown';
  return (
    <span
      data-testid={testId}
      data-state={state}
      className={`inline-flex items-center gap-1.5 whitespace-nowrap rounded-full border px-2 py-px text-sm font-medium ${TONE[state]}`}
    >
      <span className={`size-1.5 rounded-full bg-current ${moving ? 'pulse' : ''}`} aria-hidden="true" />
      {t(state)}
    </span>
  );
}
