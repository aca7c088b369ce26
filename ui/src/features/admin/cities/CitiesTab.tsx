import { observeElementRect, useVirtualizer } from '@tanstack/react-virtual';
import { MapPin } from 'lucide-react';
import { useMemo, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { CityView } from '../../../ipc/bindings';
import { Button } from '../../../shared/components/Button';
import { Empty, Skeleton } from '../../../shared/components/Empty';
import { Picker } from '../../../shared/components/Picker';
import { ProblemNote } from '../../../shared/components/ProblemNote';
import { SwitchBox } from '../../../shared/components/SwitchBox';
import { fold } from '../../../shared/format/fold';
import { useFormat } from '../../../shared/format/useFormat';
import { useKeys } from '../../../shared/keys/useKeys';
import { useNav } from '../../../shared/nav';
import { useAsk } from '../../../shared/query';
import { useCitySwitch } from './useCitySwitch';

type Show = 'all' | 'on' | 'off';
const HEIGHT = 38;

export function filterCities(cities: CityView[], text: string, show: Show): CityView[] {
  const words = fold(text).split(/\s+/).filter(Boolean);
  return cities.filter(
    (city) =>
      (show === 'all' || city.enabled === (show === 'on')) &&
      words.every((word) => fold(`${city.name} ${city.country_name}`).includes(word)),
  );
}

/** Which cities agents see. A switch works at once; nothing is fetched. */
export function CitiesTab() {
  const t = useTranslations('cities');
  const f = useFormat();
  const nav = useNav();
  const [text, setText] = useState('');
  const [show, setShow] = useState<Show>('all');
  const input = useRef<HTMLInputElement>(null);
  const place = useRef<HTMLDivElement>(null);
  const { data, error, refetch, isPending } = useAsk('list_cities', { country: null, enabled_only: false });
  const switchCities = useCitySwitch();
  const shown = useMemo(() => filterCities(data ?? [], text, show), [data, text, show]);
  const rows = useVirtualizer({
    count: shown.length,
    getScrollElement: () => place.current,
    estimateSize: () => HEIGHT,
    overscan: 10,
    observeElementRect: (instance, tell) =>
      observeElementRect(instance, (rect) => tell(rect.height > 0 ? rect : { width: 800, height: 640 })),
  });
  useKeys({ '/': () => input.current?.focus() });
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
          ]}
        />
        <span className="min-w-[200px] flex-1 whitespace-nowrap text-ink-3" role="status">
          {data &&
            `${t('filtered', { n: shown.length })} · ${t('summary', { on: f.number(on), all: f.number(data.length) })}`}
        </span>
        <Button
          isDisabled={shown.every((c) => c.enabled)}
          onPress={() => void switchCities(shown, true)}
          data-testid="cities-on"
        >
          {t('onAll')}
        </Button>
        <Button
          isDisabled={shown.every((c) => !c.enabled)}
          onPress={() => void switchCities(shown, false)}
          data-testid="cities-off"
        >
          {t('offAll')}
        </Button>
      </div>
      <div ref={place} className="scroll min-h-0 flex-1">
        <div role="table" aria-label={t('colCity')} aria-rowcount={shown.length + 1}>
          <div
            role="row"
            className="city-row sticky top-0 z-10 h-8 border-b border-line bg-panel px-4 text-xs text-ink-3"
          >
            <span role="columnheader">{t('colOn')}</span>
            <span role="columnheader">{t('colCity')}</span>
            <span role="columnheader">{t('colCountry')}</span>
            <span role="columnheader" className="text-end">
              {t('colExperiences')}
            </span>
            <span role="columnheader" className="text-end">
              {t('colProducts')}
            </span>
            <span role="columnheader" className="city-more">
              {t('colZone')}
            </span>
            <span role="columnheader" className="city-more">
              {t('colCurrency')}
            </span>
          </div>
          {isPending && Array.from({ length: 10 }, (_, n) => <Skeleton key={n} className="mx-4 my-2 h-5" />)}
          <div role="rowgroup" className="relative" style={{ height: rows.getTotalSize() }}>
            {rows.getVirtualItems().map((row) => {
              const city = shown[row.index];
              if (!city) return null;
              return (
                <div
                  key={city.id}
                  role="row"
                  aria-rowindex={row.index + 2}
                  data-testid="city-row"
                  style={{ height: HEIGHT, transform: `translateY(${row.start}px)` }}
                  className="city-row absolute inset-x-0 top-0 border-b border-line px-4 hover:bg-panel"
                >
                  <span role="cell">
                    <SwitchBox
                      label={t('switch', { city: city.name })}
                      on={city.enabled}
                      onChange={(to) => void switchCities([city], to)}
                    />
                  </span>
                  <span
                    role="cell"
                    className={`truncate font-medium ${city.enabled ? '' : 'text-ink-2'}`}
                    dir="auto"
                  >
                    {city.name}
                  </span>
                  <span role="cell" className="truncate text-ink-2" dir="auto">
                    {city.country_name}
                  </span>
                  <span role="cell" className="text-end">
                    {f.number(city.experiences)}
                  </span>
                  <span role="cell" className="text-end">
                    {f.number(city.products)}
                  </span>
                  <span role="cell" className="city-more truncate text-ink-2">
                    {city.time_zone ?? '–'}
                  </span>
                  <span role="cell" className="city-more text-ink-2">
                    {city.currency}
                  </span>
                </div>
              );
            })}
          </div>
        </div>
        {data && shown.length === 0 && <Empty title={t('noMatch')} />}
      </div>
    </>
  );
}
