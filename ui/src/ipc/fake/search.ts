import type { HitView, SearchView, TextPart } from '../bindings';
import type { World } from './world';

const fold = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

function parts(title: string, words: string[]): TextPart[] | null {
  const folded = fold(title);
  const marks = new Array<boolean>(title.length).fill(false);
  for (const word of words) {
    const at = folded.search(
      new RegExp(`(^|[^\\p{L}\\p{N}])${word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`, 'u'),
    );
    if (at < 0) return null;
    const start = folded.indexOf(word, at);
    marks.fill(true, start, start + word.length);
  }
  const out: TextPart[] = [];
  for (const [n, char] of [...title].entries()) {
    const hit = marks[n] ?? false;
    const last = out.at(-1);
    if (last && last.hit === hit) last.text += char;
    else out.push({ text: char, hit });
  }
  return out;
}

/** Words in any order, accents and case forgiven; titles before venues. */
export function search(world: World, text: string, limit: number): SearchView {
  const words = fold(text).split(/\s+/).filter(Boolean);
  if (words.length === 0) return { hits: [], total: 0 };
  const on = new Set(world.cities.filter((c) => c.enabled).map((c) => c.id));
  const ranked: { rank: number; hit: HitView }[] = [];
  const add = (hit: Omit<HitView, 'title' | 'why'>, title: string, also: string, base: number) => {
    const own = parts(title, words);
    if (own) ranked.push({ rank: base + hit.votes / 1e6, hit: { ...hit, title: own, why: null } });
    else if (parts(`${title} ${also}`, words))
      ranked.push({
        rank: base - 2 + hit.votes / 1e6,
        hit: { ...hit, title: [{ text: title, hit: false }], why: also },
      });
  };
  for (const city of world.cities.filter((c) => c.enabled))
    add(
      {
        kind: 'city',
        id: city.id,
        subtitle: `${city.country_name}`,
        picture: null,
        rating: null,
        votes: 0,
        price: null,
        city: city.id,
        favourite: false,
        on_sale: true,
        fetched_at: city.fetched_at,
      },
      city.name,
      '',
      9,
    );
  for (const { card } of world.products.filter((p) => on.has(p.card.city)))
    add(
      {
        kind: 'product',
        id: card.id,
        subtitle: [card.city_name, card.tagline].filter(Boolean).join(' · '),
        picture: card.picture,
        rating: card.rating,
        votes: card.votes,
        price: card.price,
        city: card.city,
        favourite: card.favourite,
        on_sale: card.on_sale,
        fetched_at: card.fetched_at,
      },
      card.title,
      card.city_name,
      6,
    );
  for (const card of world.experiences.filter((e) => on.has(e.city) && e.products > 1))
    add(
      {
        kind: 'experience',
        id: card.id,
        subtitle: `${card.city_name} · ${card.tagline ?? ''}`,
        picture: card.picture,
        rating: card.rating,
        votes: card.votes,
        price: card.from_price,
        city: card.city,
        favourite: card.favourite,
        on_sale: true,
        fetched_at: card.fetched_at,
      },
      card.title,
      card.city_name,
      5,
    );
  ranked.sort((a, b) => b.rank - a.rank);
  return { hits: ranked.slice(0, limit).map((one) => one.hit), total: ranked.length };
}
