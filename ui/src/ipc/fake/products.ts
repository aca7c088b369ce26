import type { ExperienceCard, VariantView } from '../bindings';
import type { Place } from './places';
import { seeded } from './random';
import { money, todayIn, type WorldProduct } from './world';

/** What is added to the title, the price against the plain one, whether a phone is enough. */
export type Edition = [suffix: string, factor: number, phone: boolean];

const VARIANTS: [string, string, number][] = [
  ['Adult', '12+', 1],
  ['Child', '4–11', 0.7],
  ['Infant', '0–3', 0],
];

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
      requires: details && n < 2 ? ['full_name', 'pickup_location'] : [],
      valid_with: n > 0 ? [adult] : [],
      cancellation: null,
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
      cancellation: 'Cannot be cancelled.',
    });
    factors.set(`${id}-v3`, 0.8);
  }
  return { variants, factors };
}

const VIEWS = ['From the entrance', 'From above', 'In the evening', 'Inside'];

/** One product of an experience, with everything a supplier may say about it. */
export function makeProduct(
  experience: ExperienceCard,
  place: Place,
  kind: string,
  n: number,
  [suffix, factor, phone]: Edition,
  base: number,
  r: () => number,
): WorldProduct {
  const { title, tagline, picture } = experience;
  const id = `${experience.id}-p${n}`;
  const cost = Math.round((base * factor) / 10) * 10;
  const { variants, factors } = variantsOf(id, title, n === 1);
  const more = seeded(`${id}-more`);
  const guided = n === 1;
  return {
    place,
    base: cost,
    wholeDay: n === 2 || kind === 'park',
    factors,
    variants,
    variants_fetched_at: experience.fetched_at,
    max_per_order: 9,
    card: {
      id,
      experience: experience.id,
      venue_name: title,
      title: title + suffix,
      tagline,
      city: experience.city,
      city_name: place.city,
      picture,
      rating: experience.rating,
      votes: experience.votes,
      price: money(cost, place.currency),
      price_before_discount: guided ? money(Math.round(cost * 1.15), place.currency) : null,
      promotion: guided ? 'Winter offer' : null,
      on_sale: true,
      off_sale_reason: null,
      duration_minutes: guided ? 120 : 90,
      skip_line: n === 0,
      smartphone_ticket: phone,
      wheelchair_access: r() > 0.3,
      instant: n !== 1,
      favourite: false,
      fetched_at: experience.fetched_at,
    },
    address: `${1 + Math.floor(r() * 90)} Main Street, ${place.city}`,
    starting_points:
      guided || kind === 'boat'
        ? [
            {
              label: 'Meeting point',
              address: `${1 + Math.floor(more() * 60)} Station Square, ${place.city}`,
            },
            { label: 'Second meeting point', address: `${1 + Math.floor(more() * 60)} Quay, ${place.city}` },
          ]
        : [],
    starting_time: guided ? 'Ten minutes before the time on the ticket' : null,
    pictures: picture
      ? VIEWS.slice(0, 2 + Math.floor(more() * 3)).map((view, at) => ({
          small: at === 0 ? picture.small : `${picture.small}-${at}`,
          large: at === 0 ? picture.large : `${picture.large}-${at}`,
          alt_text: at === 0 ? title : `${title}: ${view.toLowerCase()}`,
          credit: at === 0 ? 'City archive' : 'M. Example',
        }))
      : [],
    summary: `<p>${tagline}. The ticket is for the day and the time you choose; come ten minutes early and go to the entrance for ticket holders.</p>`,
    highlights: `<ul><li>Entry at a fixed time, so no queue at the till</li><li>${tagline}</li><li>Stay as long as you like until closing</li></ul>`,
    included: '<ul><li>Entry</li><li>Audio guide in <b>12 languages</b></li></ul>',
    excluded: '<ul><li>Transport</li><li>Food and drinks</li></ul>',
    must_know:
      '<p>Bring a photo ID. Children under 4 enter free but need a ticket. Entry is at the time printed, not later.</p>',
    good_to_know: '<p>Large bags cannot be taken in. Lockers are free of charge.</p>',
    operator: `${title} Visits`,
    languages: ['en', 'fr', 'de'],
    live_guides: guided ? ['en', 'fr'] : [],
    audio_guides: guided ? [] : ['en', 'fr', 'de', 'ja'],
    usage: '<p>Show the code at the entrance for ticket holders, on paper or on a telephone.</p>',
    post_purchase: guided ? '<p>The guide calls the evening before to agree on the meeting point.</p>' : null,
    cancellation: guided
      ? 'Cannot be cancelled.'
      : 'May be cancelled free of charge until 24 hours before the visit.',
    supplier_name: 'Tiqets',
    time_zone: place.zone,
    today: todayIn(place.zone, Date.now()),
  };
}
