import type { FavouriteInput, ShelfItem, ShelfView } from '../bindings';
import type { World } from './world';

const KEPT = 20;

/** What the desk keeps at hand: favourites, and products opened lately. */
export class FakeShelf {
  private recent: string[] = [];
  constructor(private world: World) {}

  visit(id: string) {
    this.recent = [id, ...this.recent.filter((one) => one !== id)].slice(0, KEPT);
  }

  set({ kind, id, on }: FavouriteInput) {
    const card =
      kind === 'experience'
        ? this.world.experiences.find((one) => one.id === id)
        : this.world.products.find((one) => one.card.id === id)?.card;
    if (card) card.favourite = on;
  }

  view(): ShelfView {
    const experiences = this.world.experiences.filter((card) => card.favourite);
    const products = this.world.products.filter(({ card }) => card.favourite);
    return {
      favourites: [
        ...experiences.map((card): ShelfItem => ({ kind: 'experience', card })),
        ...products.map(({ card }): ShelfItem => ({ kind: 'product', card })),
      ],
      recent: this.recent.flatMap((id): ShelfItem[] => {
        const product = this.world.products.find((one) => one.card.id === id);
        return product ? [{ kind: 'product', card: product.card }] : [];
      }),
    };
  }
}
