import type { CityView, CountryView, ExperienceCard, MoneyView, ProductView, VariantView } from '../bindings';
import { PLACES, type Place } from './places';
import { seeded } from './random';

export const HOUR = 3_600_000;
const digitsOf = (currency: string) => (currency === 'JPY' ? 0 : 2);
export const money = (minor: number, currency: string): MoneyView => ({
  minor,
  currency,
  digits: digitsOf(currency),
});

export const todayIn = (zone: string, now: number) =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short' }).format(now);

const slug = (text: string) =>
  text
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, '-');
const VARIANTS: [string, string, number][] = [
  ['Adult', '12+', 1],
  ['Child', '4–11', 0.7],
  ['Infant', '0–3', 0],
];

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

function variantsOf(
  id: string,
  title: string,
  details: boolean,
): { variants: VariantView[]; factors: Map<string, number> } {
  const factors = new Map<string, number>();
  const adult = `${id}-v0`;
  const variants = VARIANTS.map(([label, description, factor], n): VariantView => {
    factors.set(`${id}-v${n}`, factor);
    return {
      id: `${id}-v${n}`,
      label,
      description,
      max: n === 2 ? 3 : null,
      requires: details && n < 2 ? ['full_name'] : [],
      valid_with: n > 0 ? [adult] : [],
    };
  });
  if (title.includes('Muse')) {
    variants.splice(1, 0, {
      id: `${id}-v3`,
      label: 'Student',
      description: 'with card',
      max: null,
      requires: [],
      valid_with: [],
    });
    factors.set(`${id}-v3`, 0.8);
  }
  return { variants, factors };
}

const EDITIONS = [
  ['', 1, true],
  [': guided small group', 1.9, false],
  [': flexible day', 1.25, true],
] as const;

/** Countries, cities, experiences and products that look like a catalogue on a good day. */
export function makeWorld(now: number): World {
  const world: World = { countries: [], cities: [], experiences: [], products: [] };
  for (const place of PLACES) {
    const country = place.iso.toLowerCase();
    const city = slug(place.city);
    if (!world.countries.some((c) => c.id === country))
      world.countries.push({
        id: country,
        name: place.country,
        iso_code: place.iso,
        cities: 0,
        experiences: 0,
      });
    let products = 0;
    for (const sight of place.sights) {
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
      const rating = Math.round((3.9 + r() * 0.95) * 10) / 10;
      const votes = Math.floor(r() * r() * 30_000) + 40;
      const tags = [
        kind === 'museum'
          ? 'Museums'
          : kind === 'tower'
            ? 'Towers'
            : kind === 'boat'
              ? 'On the water'
              : 'Landmarks',
      ];
      const base = Number(price);
      world.experiences.push({
        id,
        kind: 'venue',
        title,
        tagline,
        city,
        city_name: place.city,
        country_name: place.country,
        picture,
        rating,
        votes,
        from_price: money(base, place.currency),
        tags,
        products: editions.length,
      });
      for (const [n, [suffix, factor, phone]] of editions.entries()) {
        const product = `${id}-p${n}`;
        const cost = Math.round((base * factor) / 10) * 10;
        const { variants, factors } = variantsOf(product, title, n === 1);
        products += 1;
        world.products.push({
          place,
          base: cost,
          wholeDay: n === 2 || kind === 'park',
          factors,
          variants,
          max_per_order: 9,
          card: {
            id: product,
            experience: id,
            venue_name: title,
            title: title + suffix,
            tagline,
            city,
            city_name: place.city,
            picture,
            rating,
            votes,
            price: money(cost, place.currency),
            price_before_discount: n === 1 ? money(Math.round(cost * 1.15), place.currency) : null,
            promotion: n === 1 ? 'Winter offer' : null,
            on_sale: true,
            off_sale_reason: null,
            duration_minutes: n === 1 ? 120 : 90,
            skip_line: n === 0,
            smartphone_ticket: phone,
            wheelchair_access: r() > 0.3,
            instant: n !== 1,
            fetched_at: now - 2 * HOUR,
          },
          address: `${1 + Math.floor(r() * 90)} Main Street, ${place.city}`,
          pictures: [picture],
          summary: `<p>${tagline}. The ticket is for the day and the time you choose; come ten minutes early and go to the entrance for ticket holders.</p>`,
          highlights: `<ul><li>Entry at a fixed time, so no queue at the till</li><li>${tagline}</li><li>Stay as long as you like until closing</li></ul>`,
          included: '<ul><li>Entry</li><li>Audio guide in <b>12 languages</b></li></ul>',
          excluded: '<ul><li>Transport</li><li>Food and drinks</li></ul>',
          must_know:
            '<p>Bring a photo ID. Children under 4 enter free but need a ticket. Entry is at the time printed, not later.</p>',
          good_to_know: '<p>Large bags cannot be taken in. Lockers are free of charge.</p>',
          operator: `${title} Visits`,
          languages: ['en', 'fr', 'de'],
          cancellation:
            n === 1
              ? 'Cannot be cancelled.'
              : 'May be cancelled free of charge until 24 hours before the visit.',
          supplier_name: 'Tiqets',
          time_zone: place.zone,
          today: todayIn(place.zone, now),
        });
      }
    }
    world.cities.push({
      id: city,
      name: place.city,
      country,
      country_name: place.country,
      time_zone: place.zone,
      currency: place.currency,
      lat: place.lat,
      lng: place.lng,
      enabled: !place.off,
      experiences: place.sights.length,
      products,
    });
  }
  return world;
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
