import { parseDate } from '@internationalized/date';
import { useTranslations } from 'use-intl';
import { type Availability, type Freedom, freedomOf } from './useAvailability';

/** How a day looks. */
export const CELL: Record<Freedom, string> = {
  free: 'text-ink data-hovered:bg-accent-soft',
  sold_out: 'text-ink-3 line-through decoration-1',
  not_offered: 'text-ink-3',
  unknown: 'text-ink-3 bg-[radial-gradient(var(--line-strong)_0.8px,transparent_0.9px)] bg-size-[5px_5px]',
  past: 'text-ink-3 opacity-40',
};
const TOLD = ['sold_out', 'not_offered', 'unknown'] as const;

type Props = { month: string; availability: Pick<Availability, 'days'>; today: string };

/** What the looks of this month's days mean; only those there are, in a place that is always there. */
export function Legend({ month, availability, today }: Props) {
  const t = useTranslations('calendar');
  const first = parseDate(`${month}-01`);
  const kinds = new Set(
    Array.from({ length: first.calendar.getDaysInMonth(first) }, (_, n) =>
      freedomOf(first.add({ days: n }).toString(), availability, today),
    ),
  );
  return (
    <ul className="mt-1.5 flex min-h-4 flex-wrap gap-x-3 text-xs text-ink-3" data-testid="calendar-legend">
      {TOLD.filter((kind) => kinds.has(kind)).map((kind) => (
        <li key={kind} className="flex items-center gap-1.5">
          <span
            aria-hidden="true"
            className={`inline-block min-w-4 rounded-sm text-center leading-4 ${CELL[kind]}`}
          >
            {kind === 'unknown' ? '\u00a0' : '7'}
          </span>
          {t(kind)}
        </li>
      ))}
    </ul>
  );
}
