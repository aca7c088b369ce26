import { Check } from 'lucide-react';
import { memo } from 'react';
import { useTranslations } from 'use-intl';
import type { CityView } from '../../../ipc/bindings';
import { Age } from '../../../shared/components/Age';
import { SwitchBox } from '../../../shared/components/SwitchBox';
import { useFormat } from '../../../shared/format/useFormat';

type Props = {
  city: CityView;
  n: number;
  top: number;
  chosen: boolean;
  onSwitch: (city: CityView, on: boolean) => void;
  onChoose: (id: string, range: boolean) => void;
};
export const CITY_HEIGHT = 38;

/** A box of its own drawing: the keys choose rows from the switch, so that Tab goes from city to city. */
function Box({ label, on, onPress }: { label: string; on: boolean; onPress: (range: boolean) => void }) {
  return (
    <button
      type="button"
      role="checkbox"
      aria-checked={on}
      aria-label={label}
      tabIndex={-1}
      data-testid="city-choose"
      onClick={(event) => onPress(event.shiftKey)}
      className="-m-2 grid size-8 place-items-center"
    >
      <span
        className={`grid size-4 place-items-center rounded-[4px] border ${on ? 'border-accent bg-accent text-on-accent' : 'border-line-strong bg-raised'}`}
      >
        {on && <Check className="size-3" strokeWidth={3} aria-hidden="true" />}
      </span>
    </button>
  );
}

/** One city: chosen or not, on or off, what is in it, how old that is. */
export const CityRow = memo(function CityRow({ city, n, top, chosen, onSwitch, onChoose }: Props) {
  const t = useTranslations('cities');
  const f = useFormat();
  return (
    <div
      role="row"
      aria-rowindex={n + 2}
      aria-selected={chosen}
      data-testid="city-row"
      data-n={n}
      data-id={city.id}
      style={{ height: CITY_HEIGHT, transform: `translateY(${top}px)` }}
      className={`city-row absolute inset-x-0 top-0 border-b border-line px-4 ${chosen ? 'bg-accent-soft' : 'hover:bg-panel'}`}
    >
      <span role="gridcell">
        <Box
          label={t('choose', { city: city.name })}
          on={chosen}
          onPress={(range) => onChoose(city.id, range)}
        />
      </span>
      <span role="gridcell">
        <SwitchBox
          label={t('switch', { city: city.name })}
          on={city.enabled}
          onChange={(to) => onSwitch(city, to)}
        />
      </span>
      <span role="gridcell" className={`truncate font-medium ${city.enabled ? '' : 'text-ink-2'}`} dir="auto">
        {city.name}
      </span>
      <span role="gridcell" className="flex min-w-0 items-baseline gap-2 text-ink-2">
        <span className="truncate" dir="auto">
          {city.country_name}
        </span>
        <span className="text-xs text-ink-3">{city.country_code}</span>
      </span>
      <span role="gridcell" className="text-end">
        {f.number(city.experiences)}
      </span>
      <span role="gridcell" className="text-end">
        {f.number(city.products)}
      </span>
      <span role="gridcell" className="truncate text-end">
        <Age at={city.fetched_at} />
      </span>
      <span role="gridcell" className="city-more truncate text-ink-2">
        {city.time_zone ?? '–'}
      </span>
      <span role="gridcell" className="city-more text-ink-2">
        {city.currency}
      </span>
    </div>
  );
});
