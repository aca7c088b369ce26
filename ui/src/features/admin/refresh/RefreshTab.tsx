import { useQueryClient } from '@tanstack/react-query';
import { RefreshCw } from 'lucide-react';
import { useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { RunInput } from '../../../ipc/bindings';
import { Age } from '../../../shared/components/Age';
import { Button } from '../../../shared/components/Button';
import { Picker } from '../../../shared/components/Picker';
import { ProblemNote } from '../../../shared/components/ProblemNote';
import { useFormat } from '../../../shared/format/useFormat';
import { useNav } from '../../../shared/nav';
import { useAct, useAsk } from '../../../shared/query';
import { RunProgress } from './RunProgress';
import { RunTable } from './RunTable';
import { ScheduleCard } from './ScheduleCard';
import { SyncButtons } from './SyncButtons';
import { VariantsLine } from './VariantsLine';

/** Fetches the catalogue, watches it, and remembers how it went. */
export function RefreshTab() {
  const t = useTranslations('runs');
  const f = useFormat();
  const nav = useNav();
  const client = useQueryClient();
  const { data: desk } = useAsk('get_desk', {});
  const cities = useAsk('list_cities', { country: null, enabled_only: true });
  const [city, setCity] = useState('');
  const start = useAct('start_run', {
    onSuccess: (run) => {
      // One that is over at once, or was skipped, does not go on.
      if (run.status === 'RUNNING')
        client.setQueryData(['get_desk', {}], (old: typeof desk) => (old ? { ...old, run } : old));
      void client.invalidateQueries({ queryKey: ['get_desk'] });
      void client.invalidateQueries({ queryKey: ['list_runs'] });
    },
  });
  const empty = desk !== undefined && desk.catalogue.fetched_at === null;
  const noSupplier = desk !== undefined && desk.suppliers.length === 0;
  const run = desk?.run ?? null;
  /** What was asked last: a retry asks for the same. */
  const asked = useRef<RunInput | null>(null);
  const begin = (input: RunInput) => {
    if (start.isPending) return;
    asked.current = input;
    start.mutate(input);
  };
  const go = (ids: string[]) =>
    begin({ kind: empty ? 'bootstrap' : 'refresh', cities: ids, max_pages: null });
  const isDisabled = desk === undefined || run !== null || noSupplier || start.isPending;
  return (
    <div className="mx-auto flex max-w-[1040px] flex-col gap-5 p-5 max-narrow:p-3">
      <section className="card p-5">
        <div className="flex flex-wrap items-start gap-x-6 gap-y-3">
          <div className="min-w-[240px] flex-1">
            <h2 className="text-lg font-semibold">{empty ? t('bootstrapTitle') : t('refreshTitle')}</h2>
            <p className="mt-1 max-w-[60ch] text-ink-2">{empty ? t('bootstrapText') : t('refreshText')}</p>
            {desk && !empty && (
              <p className="mt-2 text-ink-3">
                {t('figures', {
                  countries: f.number(desk.catalogue.countries),
                  cities: f.number(desk.catalogue.cities_enabled),
                  experiences: f.number(desk.catalogue.experiences),
                  products: f.number(desk.catalogue.products),
                })}
                {' · '}
                <Age at={desk.catalogue.fetched_at} testId="catalogue-age" />
              </p>
            )}
            {desk && !empty && <VariantsLine catalogue={desk.catalogue} />}
          </div>
          <div className="flex w-[250px] flex-col gap-2 max-narrow:w-full">
            <Button
              kind="primary"
              big
              isDisabled={isDisabled}
              onPress={() => go([])}
              data-testid="refresh-button"
            >
              <RefreshCw className={`size-4 ${run ? 'animate-spin' : ''}`} aria-hidden="true" />
              {empty ? t('bootstrapDo') : t('refreshAll')}
            </Button>
            {!empty && (
              <div className="flex gap-1.5">
                <Picker
                  label={t('city')}
                  className="flex-1"
                  value={city}
                  onChange={setCity}
                  options={[
                    { id: '', name: t('chooseCity') },
                    ...(cities.data ?? []).map((c) => ({
                      id: c.id,
                      name: c.name,
                      note: f.number(c.products),
                    })),
                  ]}
                />
                <Button
                  icon
                  aria-label={t('refreshCity')}
                  isDisabled={city === '' || isDisabled}
                  onPress={() => go([city])}
                  data-testid="refresh-city"
                >
                  <RefreshCw className="size-3.5" aria-hidden="true" />
                </Button>
              </div>
            )}
          </div>
        </div>
        {!empty && <SyncButtons isDisabled={isDisabled} onStart={begin} />}
        {noSupplier && (
          <p className="mt-3 flex flex-wrap items-center gap-3 rounded-md border border-warn-line bg-warn-soft px-3 py-2 text-warn">
            <span className="flex-1">{t('needSupplier')}</span>
            <Button onPress={() => nav.openAdmin('suppliers')}>{t('goSuppliers')}</Button>
          </p>
        )}
        {start.error && (
          <ProblemNote
            className="mt-3"
            problem={start.error}
            onRetry={() => asked.current && begin(asked.current)}
          />
        )}
        {run && (
          <div className="mt-5 border-t border-line pt-4">
            <RunProgress key={run.id} run={run} />
          </div>
        )}
      </section>
      {desk && !empty && <ScheduleCard schedule={desk.schedule} />}
      <section>
        <h2 className="mb-2 font-semibold">{t('last')}</h2>
        <RunTable />
      </section>
    </div>
  );
}
