import { useQueryClient } from '@tanstack/react-query';
import { CalendarClock, TriangleAlert } from 'lucide-react';
import { useTranslations } from 'use-intl';
import type { ScheduleView } from '../../../ipc/bindings';
import type { Output } from '../../../ipc/host';
import { useNow } from '../../../shared/clock';
import { Picker } from '../../../shared/components/Picker';
import { ProblemNote } from '../../../shared/components/ProblemNote';
import { useFormat } from '../../../shared/format/useFormat';
import { useAct } from '../../../shared/query';

const HOURS = [1, 2, 3, 6, 12, 24];

/** When the catalogue refreshes by itself, and when next. */
export function ScheduleCard({ schedule }: { schedule: ScheduleView }) {
  const t = useTranslations('schedule');
  const f = useFormat();
  const now = useNow(15_000);
  const client = useQueryClient();
  const keep = (to: ScheduleView) =>
    client.setQueryData<Output<'get_desk'>>(['get_desk', {}], (desk) => desk && { ...desk, schedule: to });
  const set = useAct('set_schedule', {
    onSuccess: keep,
    onSettled: () => void client.invalidateQueries({ queryKey: ['get_desk'] }),
  });
  const { every_hours: every, next_at: next } = schedule;
  return (
    <section className="card flex flex-wrap items-center gap-x-5 gap-y-2 p-4" aria-label={t('title')}>
      <CalendarClock className="size-5 flex-none text-ink-3" aria-hidden="true" />
      <div className="min-w-[200px] flex-1">
        <h2 className="font-semibold">{t('title')}</h2>
        <p className="text-ink-2" role="status" data-testid="schedule-next">
          {every === null
            ? t('off')
            : next === null
              ? t('nextUnknown')
              : next <= now
                ? t('due')
                : t('next', { span: f.span(next - now), time: f.instant(next) })}
        </p>
      </div>
      <Picker
        label={t('every')}
        className="w-40"
        data-testid="schedule-every"
        value={every === null ? 'off' : String(every)}
        onChange={(to) => set.mutate({ every_hours: to === 'off' ? null : Number(to) })}
        options={[
          { id: 'off', name: t('never') },
          ...[...new Set([...HOURS, ...(every === null ? [] : [every])])]
            .sort((a, b) => a - b)
            .map((n) => ({ id: String(n), name: t('hours', { n }) })),
        ]}
      />
      {schedule.note && (
        <p className="flex w-full items-start gap-2 rounded-md border border-warn-line bg-warn-soft px-3 py-2 text-warn">
          <TriangleAlert className="mt-0.5 size-3.5 flex-none" aria-hidden="true" />
          {schedule.note}
        </p>
      )}
      {set.error && <ProblemNote className="w-full" problem={set.error} />}
    </section>
  );
}
