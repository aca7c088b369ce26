import { MapPin } from 'lucide-react';
import { useMemo, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { CityView } from '../../../ipc/bindings';
import { useNow } from '../../../shared/clock';
import { Button } from '../../../shared/components/Button';
import { Empty } from '../../../shared/components/Empty';
import { Picker } from '../../../shared/components/Picker';
import { ProblemNote } from '../../../shared/components/ProblemNote';
import { toneOf } from '../../../shared/format/age';
import { useFormat } from '../../../shared/format/useFormat';
import { useKeys } from '../../../shared/keys/useKeys';
import { useNav } from '../../../shared/nav';
import { useAsk } from '../../../shared/query';
import { CityTable } from './CityTable';
import { filterCities, type Show } from './filter';
import { useCitySwitch } from './useCitySwitch';
import { useSelection } from './useSelection';

/** Which cities agents see. A switch works at once; nothing is fetched. */
export function CitiesTab() {
  const t = useTranslations('cities');
  const f = useFormat();
  const nav = useNav();
  const now = useNow(60_000);
  const [text, setText] = useState('');
  const [show, setShow] = useState<Show>('all');
  const input = useRef<HTMLInputElement>(null);
  const { data, error, refetch, isPending } = useAsk('list_cities', { country: null, enabled_only: false });
  const switchCities = useCitySwitch();
  // A minute more or less does not make a list old.
  const hour = Math.floor(now / 3_600_000);
  const shown = useMemo(
    () =>
      filterCities(
        data ?? [],
        text,
        show,
        (city) => city.fetched_at === null || toneOf(hour * 3_600_000 - city.fetched_at) !== 'fresh',
      ),
    [data, text, show, hour],
  );
  const ids = useMemo(() => shown.map((city) => city.id), [shown]);
  const selection = useSelection(ids);
  useKeys({ '/': () => input.current?.focus(), escape: selection.clear });
  if (error) return <ProblemNote className="m-4" problem={error} onRetry={() => void refetch()} />;
  if (data && data.length === 0)
    return (
      <Empty icon={<MapPin className="size-6" aria-hidden="true" />} title={t('none')} className="flex-1">
        <p>{t('noneHint')}</p>
        <Button className="mt-3" onPress={() => nav.openAdmin('refresh')}>
          {t('goRefresh')}
        </Button>
      </Empty>
    );
  const on = data?.filter((c) => c.enabled).length ?? 0;
  const n = selection.ids.length;
  /** What the buttons are about: the chosen ones, else all that the filter shows. */
  const meant: CityView[] = n > 0 ? shown.filter((city) => selection.has(city.id)) : shown;
  const all = (to: boolean) => void switchCities(meant.map((city) => ({ id: city.id, on: to })));
  return (
    <>
      <div className="flex flex-none flex-wrap items-center gap-2 border-b border-line px-4 py-2">
        <input
          ref={input}
          className="input max-w-[220px]"
          aria-label={t('search')}
          placeholder={t('placeholder')}
          value={text}
          onChange={(event) => setText(event.target.value)}
          data-testid="city-search"
        />
        <Picker
          label={t('show')}
          className="w-36"
          value={show}
          onChange={(to) => setShow(to as Show)}
          options={[
            { id: 'all', name: t('showAll') },
            { id: 'on', name: t('showOn') },
            { id: 'off', name: t('showOff') },
            { id: 'old', name: t('showOld') },
          ]}
        />
        <span className="min-w-[200px] flex-1 truncate text-ink-3" role="status">
          {data &&
            (n > 0
              ? t('chosen', { n, all: f.number(shown.length) })
              : `${t('filtered', { n: shown.length })} · ${t('summary', { on: f.number(on), all: f.number(data.length) })}`)}
        </span>
        {n > 0 && (
          <>
            <Button kind="quiet" keys="Escape" onPress={selection.clear}>
              {t('chooseNone')}
            </Button>
            <Button
              onPress={() =>
                void switchCities(shown.map((city) => ({ id: city.id, on: selection.has(city.id) })))
              }
              data-testid="cities-only"
            >
              {t('only')}
            </Button>
          </>
        )}
        <Button isDisabled={meant.every((c) => c.enabled)} onPress={() => all(true)} data-testid="cities-on">
          {n > 0 ? t('onChosen', { n }) : t('onAll')}
        </Button>
        <Button
          isDisabled={meant.every((c) => !c.enabled)}
          onPress={() => all(false)}
          data-testid="cities-off"
        >
          {n > 0 ? t('offChosen', { n }) : t('offAll')}
        </Button>
      </div>
      <CityTable
        shown={shown}
        isPending={isPending}
        selection={selection}
        onSwitch={(city, to) => void switchCities([{ id: city.id, on: to }])}
      />
    </>
  );
}
