import { dateFormat } from '../../shared/format/intl';
import type { CityView, CountryView, ExperienceCard, MoneyView, ProductView } from '../bindings';
import { moreSights } from './large';
import { PLACES, type Place } from './places';
import { type Edition, makeProduct } from './products';
import { seeded } from './random';
import { tagsOf } from './tags';

export const HOUR = 3_600_000;
const digitsOf = (currency: string) => (currency === 'JPY' ? 0 : 2);
export const money = (minor: number, currency: string): MoneyView => ({
  minor,
  currency,
  digits: digitsOf(currency),
});

export const todayIn = (zone: string, now: number) =>
  dateFormat('sv-SE', { timeZone: zone, dateStyle: 'short' }).format(now);

const slug = (text: string) =>
  text
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, '-');
export type WorldProduct = ProductView & {
  place: Place;
  base: number;
  wholeDay: boolean;
  factors: Map<string, number>;
};
export type World = {
  countries: CountryView[];
  cities: CityView[];
  experiences: ExperienceCard[];
  products: WorldProduct[];
};

const EDITIONS: Edition[] = [
  ['', 1, true],
  [': guided small group', 1.9, false],
  [': flexible day', 1.25, true],
];

/** Its cities are not all fetched at the same time: most today, some days ago. */
const fetchedAgo = (city: string) =>
  ({ Sevilla: 20 * HOUR, Wien: 30 * HOUR, Berlin: 5 * 24 * HOUR })[city] ?? 2 * HOUR;

/** Countries, cities, experiences and products that look like a catalogue on a good day; as many more as one asks for. */
export function makeWorld(now: number, experiences = 0): World {
  const world: World = { countries: [], cities: [], experiences: [], products: [] };
  const own = PLACES.reduce((n, place) => n + place.sights.length, 0);
  const later: (() => void)[] = [];
  for (const [n, place] of PLACES.entries()) {
    const country = place.iso.toLowerCase();
    const city = slug(place.city);
    const fetchedAt = now - fetchedAgo(place.city);
    if (!world.countries.some((c) => c.id === country))
      world.countries.push({
        id: country,
        name: place.country,
        iso_code: place.iso,
        cities: 0,
        experiences: 0,
      });
    const view: CityView = {
      id: city,
      name: place.city,
      country,
      country_name: place.country,
      country_code: place.iso,
      time_zone: place.zone,
      currency: place.currency,
      lat: place.lat,
      lng: place.lng,
      enabled: !place.off,
      experiences: 0,
      products: 0,
      fetched_at: fetchedAt,
    };
    const add = (sight: string) => addSight(world, view, place, sight, fetchedAt);
    for (const sight of place.sights) add(sight);
    for (const sight of moreSights(place.city, n, PLACES.length, experiences - own))
      later.push(() => add(sight));
    world.cities.push(view);
  }
  for (const add of later) add();
  return world;
}

function addSight(world: World, view: CityView, place: Place, sight: string, fetchedAt: number) {
  const city = view.id;
  const [title = '', tagline = '', kind = 'venue', price = '0'] = sight.split('|');
  const id = `${city}-${slug(title)}`;
  const r = seeded(id);
  const picture = {
    small: `scene:${kind}:${id}`,
    large: `scene:${kind}:${id}`,
    alt_text: title,
    credit: null,
  };
  const editions = EDITIONS.slice(
    0,
    title === 'Eiffel Tower' || title === 'Burj Khalifa' ? 3 : 1 + Math.floor(r() * 2.4),
  );
  const base = Number(price);
  const card: ExperienceCard = {
    id,
    kind: 'venue',
    title,
    tagline,
    city,
    city_name: place.city,
    country_name: place.country,
    picture,
    rating: Math.round((3.9 + r() * 0.95) * 10) / 10,
    votes: Math.floor(r() * r() * 30_000) + 40,
    from_price: money(base, place.currency),
    tags: tagsOf(kind, id).map((tag) => tag.name),
    products: editions.length,
    favourite: false,
    fetched_at: fetchedAt,
  };
  world.experiences.push(card);
  view.experiences += 1;
  for (const [n, edition] of editions.entries()) {
    world.products.push(makeProduct(card, place, kind, n, edition, base, r));
    view.products += 1;
  }
}

export function countCountries(world: World): CountryView[] {
  return world.countries
    .map((country) => {
      const on = world.cities.filter((c) => c.country === country.id && c.enabled);
      return { ...country, cities: on.length, experiences: on.reduce((n, c) => n + c.experiences, 0) };
    })
    .filter((c) => c.cities > 0)
    .sort((a, b) => a.name.localeCompare(b.name));
}
