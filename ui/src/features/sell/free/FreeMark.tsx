import { useTranslations } from 'use-intl';
import type { FreeView } from '../../../ipc/bindings';
import { useFormat } from '../../../shared/format/useFormat';

const TONE = {
  free: 'font-medium text-good',
  full: 'text-ink-2',
  unknown: 'text-warn',
  asking: 'pulse text-ink-3',
};

/** Free from a price, full, not known: a word each, colour only repeats it. */
export function FreeMark({ free, className = '' }: { free: FreeView | 'asking'; className?: string }) {
  const t = useTranslations('free');
  const f = useFormat();
  const state = free === 'asking' ? 'asking' : free.state;
  const price = free === 'asking' ? null : free.from_price;
  return (
    <span
      data-testid="free-state"
      data-state={state}
      title={free === 'asking' ? undefined : t('asked', { time: f.clock(free.asked_at) })}
      className={`text-xs whitespace-nowrap ${TONE[state]} ${className}`}
    >
      {t(`state_${state}`)}
      {state === 'free' && price && ` ${f.amount(price)}`}
    </span>
  );
}
