import type { ReactNode } from 'react';
import type { MoneyView, PictureView } from '../../../ipc/bindings';
import type { Item } from './item';

export type Face = {
  title: ReactNode;
  name: string;
  line: string;
  why: string | null;
  picture: PictureView | null;
  rating: number | null;
  votes: number;
  price: MoneyView | null;
  fetchedAt: number | null;
  opens: 'city' | 'experience' | 'product';
  products: number | null;
  off: boolean;
  favourite: boolean;
  testId: string;
};

/** What a row or a card shows of whatever lies behind it. */
export function faceOf(item: Item): Face {
  if (item.kind === 'hit') {
    const { hit } = item;
    return {
      title: hit.title.map((part, n) =>
        part.hit ? (
          <mark key={n} className="bg-transparent font-bold text-accent">
            {part.text}
          </mark>
        ) : (
          <span key={n}>{part.text}</span>
        ),
      ),
      name: hit.title.map((part) => part.text).join(''),
      line: hit.subtitle,
      why: hit.why,
      picture: hit.picture,
      rating: hit.rating,
      votes: hit.votes,
      price: hit.price,
      fetchedAt: hit.fetched_at,
      opens: hit.kind,
      products: null,
      off: !hit.on_sale,
      favourite: hit.favourite,
      testId: 'search-hit',
    };
  }
  const { card } = item;
  const experience = item.kind === 'experience' ? item.card : null;
  const product = item.kind === 'product' ? item.card : null;
  return {
    title: card.title,
    name: card.title,
    line: [card.city_name, card.tagline].filter(Boolean).join(' · '),
    why: null,
    picture: card.picture,
    rating: card.rating,
    votes: card.votes,
    price: experience ? experience.from_price : (product?.price ?? null),
    fetchedAt: card.fetched_at,
    opens: item.kind,
    products: experience?.products ?? null,
    off: product ? !product.on_sale : false,
    favourite: card.favourite,
    testId: item.kind === 'experience' ? 'experience-item' : 'product-item',
  };
}

export const groundOf = (active: boolean, chosen: boolean) =>
  active
    ? 'bg-accent-soft shadow-[inset_3px_0_var(--accent)] rtl:shadow-[inset_-3px_0_var(--accent)]'
    : chosen
      ? 'bg-raised'
      : 'hover:bg-panel';
