import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { Button } from '../../shared/components/Button';
import { useFormat } from '../../shared/format/useFormat';

const DAY = 86_400_000;
export const stepDay = (day: string, by: number) =>
  new Date(Date.parse(`${day}T12:00:00Z`) + by * DAY).toISOString().slice(0, 10);

type Props = { day: string; today: string; onDay: (day: string) => void };

/** One day at a time; the days one speaks of have names. */
export function DayStepper({ day, today, onDay }: Props) {
  const t = useTranslations('room');
  const f = useFormat();
  // The arrows point the way the days go.
  const [back, on] = document.documentElement.dir === 'rtl' ? ['Right', 'Left'] : ['Left', 'Right'];
  const near =
    day === today
      ? t('today')
      : day === stepDay(today, 1)
        ? t('tomorrow')
        : day === stepDay(today, -1)
          ? t('yesterday')
          : null;
  return (
    <div role="group" aria-label={t('day')} className="flex items-center gap-1">
      <Button
        kind="quiet"
        icon
        aria-label={t('previous')}
        aria-keyshortcuts={`Alt+Arrow${back}`}
        onPress={() => onDay(stepDay(day, -1))}
        data-testid="day-before"
      >
        <ChevronLeft className="size-4 rtl:rotate-180" aria-hidden="true" />
      </Button>
      <span
        className="min-w-[15ch] text-center font-medium max-narrow:min-w-0"
        data-testid="room-day"
        role="status"
      >
        {near && <span>{near} · </span>}
        {f.day(day)}
      </span>
      <Button
        kind="quiet"
        icon
        aria-label={t('next')}
        aria-keyshortcuts={`Alt+Arrow${on}`}
        onPress={() => onDay(stepDay(day, 1))}
        data-testid="day-after"
      >
        <ChevronRight className="size-4 rtl:rotate-180" aria-hidden="true" />
      </Button>
      {day !== today && (
        <Button kind="quiet" className="max-mid:hidden" onPress={() => onDay(today)}>
          {t('toToday')}
        </Button>
      )}
    </div>
  );
}
