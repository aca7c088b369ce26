import { seeded } from './random';

const WHAT: [string, string, string][] = [
  ['Museum', 'museum', 'Rooms full of things worth an hour'],
  ['Lookout', 'tower', 'The city from above'],
  ['Harbour Boat', 'boat', 'An hour on the water'],
  ['Garden', 'park', 'Green, quiet, open all day'],
  ['Palace', 'palace', 'State rooms and the gardens behind'],
  ['Chapel', 'church', 'Glass, stone and an organ'],
  ['Ruins', 'ruin', 'What two thousand years left standing'],
  ['Arena', 'stadium', 'Behind the scenes, down to the pitch'],
];
const NAMES = ['Old', 'New', 'Royal', 'Little', 'Grand', 'Upper', 'Lower', 'Saint Anna', 'Maritime', 'Glass'];
const PLACES = [
  'Quarter',
  'Hill',
  'Bridge',
  'Market',
  'Gate',
  'Square',
  'Island',
  'Station',
  'Mill',
  'Wharf',
];

/** Made-up sights, so that a list can be as long as life: this city's share of `wanted`. */
export function* moreSights(city: string, nth: number, cities: number, wanted: number): Generator<string> {
  for (let n = nth; n < wanted; n += cities) {
    const r = seeded(`${city}-${n}`);
    const [what, kind, line] = WHAT[Math.floor(r() * WHAT.length)] ?? ['Museum', 'museum', ''];
    const name = `${NAMES[Math.floor(r() * NAMES.length)]} ${PLACES[Math.floor(r() * PLACES.length)]}`;
    yield `${name} ${what} ${n + 1}|${line}|${kind}|${(8 + Math.floor(r() * 60)) * 100}`;
  }
}
