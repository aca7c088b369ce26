import type { ExperienceCard, HitView, ProductCard, ShelfKind } from '../../../ipc/bindings';

export type Item =
  | { kind: 'hit'; hit: HitView }
  | { kind: 'experience'; card: ExperienceCard }
  | { kind: 'product'; card: ProductCard };

/** One item for one answer, for as long as it is the answer: a row that shows the same is not drawn again. */
function once<T extends object>(make: (of: T) => Item): (of: T) => Item {
  const made = new WeakMap<T, Item>();
  return (of) => {
    const known = made.get(of);
    if (known) return known;
    const item = make(of);
    made.set(of, item);
    return item;
  };
}
export const hitItem = once((hit: HitView) => ({ kind: 'hit', hit }));
export const experienceItem = once((card: ExperienceCard) => ({ kind: 'experience', card }));
export const productItem = once((card: ProductCard) => ({ kind: 'product', card }));

export type Ref = { kind: ShelfKind; id: string; favourite: boolean };

/** What lies behind a row; a city is neither experience nor product. */
export function refOf(item: Item | undefined): Ref | null {
  if (!item) return null;
  if (item.kind !== 'hit') return { kind: item.kind, id: item.card.id, favourite: item.card.favourite };
  const { kind, id, favourite } = item.hit;
  return kind === 'city' ? null : { kind, id, favourite };
}

/** Suppliers number experiences and products alike: an id alone does not name a thing. */
export const keyOf = ({ kind, id }: Pick<Ref, 'kind' | 'id'>) => `${kind}:${id}`;
