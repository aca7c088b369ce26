import type { CityView } from '../../../ipc/bindings';
import { fold } from '../../../shared/format/fold';

export type Show = 'all' | 'on' | 'off' | 'old';

/** By words of name, country or its code, and by how they stand. */
export function filterCities(
  cities: CityView[],
  text: string,
  show: Show,
  isOld: (city: CityView) => boolean,
) {
  const words = fold(text).split(/\s+/).filter(Boolean);
  return cities.filter(
    (city) =>
      (show === 'all' || (show === 'old' ? isOld(city) : city.enabled === (show === 'on'))) &&
      words.every((word) =>
        fold(`${city.name} ${city.country_name} ${city.country_code ?? ''}`).includes(word),
      ),
  );
}
