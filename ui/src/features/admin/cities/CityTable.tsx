import { observeElementRect, useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useCallback, useRef } from 'react';
import { useTranslations } from 'use-intl';
import type { CityView } from '../../../ipc/bindings';
import { Empty, Skeleton } from '../../../shared/components/Empty';
import { CITY_HEIGHT, CityRow } from './CityRow';
import type { Selection } from './useSelection';

type Props = {
  shown: CityView[];
  isPending: boolean;
  selection: Selection;
  onSwitch: (city: CityView, on: boolean) => void;
};

const COLUMNS = [
  ['colChoose', 'sr-only'],
  ['colOn', ''],
  ['colCity', ''],
  ['colCountry', ''],
  ['colExperiences', 'text-end'],
  ['colProducts', 'text-end'],
  ['colAge', 'text-end'],
  ['colZone', 'city-more'],
  ['colCurrency', 'city-more'],
] as const;

/** The cities, of which only the visible rows exist. Arrows go from switch to switch, Shift takes along, X chooses one. */
export function CityTable({ shown, isPending, selection, onSwitch }: Props) {
  const t = useTranslations('cities');
  const place = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count: shown.length,
    getScrollElement: () => place.current,
    estimateSize: () => CITY_HEIGHT,
    overscan: 10,
    useFlushSync: false,
    observeElementRect: (instance, tell) =>
      observeElementRect(instance, (rect) => tell(rect.height > 0 ? rect : { width: 800, height: 640 })),
  });
  // Rows are drawn again only when something of their own changes.
  const latest = useRef({ selection, onSwitch });
  latest.current = { selection, onSwitch };
  const flip = useCallback((city: CityView, on: boolean) => latest.current.onSwitch(city, on), []);
  const choose = useCallback((id: string, range: boolean) => {
    const { selection: now } = latest.current;
    if (range) now.extend(id);
    else now.toggle(id);
  }, []);
  const focusOn = (n: number) => {
    rows.scrollToIndex(n, { align: 'auto' });
    // After the row exists.
    requestAnimationFrame(() =>
      place.current?.querySelector<HTMLElement>(`[data-n="${n}"] input`)?.focus({ preventScroll: true }),
    );
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const row = (event.target as HTMLElement).closest<HTMLElement>('[data-n]');
    const at = Number(row?.dataset.n ?? -1);
    const here = shown[at];
    const key = event.key.toLowerCase();
    if (event.ctrlKey && key === 'a') selection.all();
    else if (event.ctrlKey || event.altKey || event.metaKey) return;
    else if (key === 'escape') selection.clear();
    else if (here && key === 'x') choose(here.id, event.shiftKey);
    else {
      const by = { arrowdown: 1, arrowup: -1, pagedown: 12, pageup: -12, home: -1e9, end: 1e9 }[key];
      if (by === undefined || !here) return;
      const to = Math.max(0, Math.min(shown.length - 1, at + by));
      const next = shown[to];
      if (event.shiftKey && next) {
        selection.begin(here.id);
        selection.extend(next.id);
      }
      focusOn(to);
    }
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div ref={place} className="scroll min-h-0 flex-1">
      <div
        role="grid"
        aria-label={t('title')}
        aria-multiselectable
        aria-rowcount={shown.length + 1}
        onKeyDown={onKeyDown}
      >
        <div
          role="row"
          className="city-row sticky top-0 z-10 h-8 border-b border-line bg-panel px-4 text-xs text-ink-3"
        >
          {COLUMNS.map(([name, look]) => (
            <span key={name} role="columnheader" className={look === 'sr-only' ? '' : look}>
              {look === 'sr-only' ? <span className="sr-only">{t(name)}</span> : t(name)}
            </span>
          ))}
        </div>
        {isPending && Array.from({ length: 10 }, (_, n) => <Skeleton key={n} className="mx-4 my-2 h-5" />)}
        <div role="rowgroup" className="relative" style={{ height: rows.getTotalSize() }}>
          {rows.getVirtualItems().map((row) => {
            const city = shown[row.index];
            return (
              city && (
                <CityRow
                  key={city.id}
                  city={city}
                  n={row.index}
                  top={row.start}
                  chosen={selection.has(city.id)}
                  onSwitch={flip}
                  onChoose={choose}
                />
              )
            );
          })}
        </div>
      </div>
      {!isPending && shown.length === 0 && <Empty title={t('noMatch')} />}
    </div>
  );
}
