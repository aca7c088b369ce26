import { type QueryKey, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { ShelfKind } from '../../../ipc/bindings';
import { asProblem, type CommandName, type Output, useHost } from '../../../ipc/host';
import { useTell } from '../../../shared/components/notices';

type Marked = { id: string; favourite: boolean };

/** Puts a thing on the shelf or takes it off; every list that shows it knows at once. */
export function useFavourite() {
  const host = useHost();
  const client = useQueryClient();
  const tell = useTell();
  return useCallback(
    async ({ kind, id }: { kind: ShelfKind; id: string }, on: boolean) => {
      const patch = (to: boolean) => {
        const mark = <T extends Marked>(one: T): T => (one.id === id ? { ...one, favourite: to } : one);
        /** Lists without it stay the same object, so that nothing else is drawn again. */
        const each = <T extends Marked>(all: T[]): T[] =>
          all.some((one) => one.id === id) ? all.map(mark) : all;
        const update = <N extends CommandName>(name: N, change: (old: Output<N>) => Output<N>) =>
          client.setQueriesData<Output<N>>({ queryKey: [name] as QueryKey }, (old) => old && change(old));
        if (kind === 'experience') {
          update('list_experiences', (page) => ({ ...page, items: each(page.items) }));
          update('get_experience', (one) => ({ ...one, card: mark(one.card) }));
        } else {
          update('get_experience', (one) => ({ ...one, products: each(one.products) }));
          update('get_product', (one) => ({ ...one, card: mark(one.card) }));
        }
        update('search_catalog', (found) => ({
          ...found,
          hits: found.hits.map((hit) => (hit.kind === kind ? mark(hit) : hit)),
        }));
        // The recent ones keep their place; the favourites are asked again.
        update('get_shelf', (shelf) => ({
          ...shelf,
          recent: shelf.recent.map((item) =>
            item.kind === 'product' && kind === 'product' ? { ...item, card: mark(item.card) } : item,
          ),
        }));
      };
      patch(on);
      try {
        await host.call('set_favourite', { kind, id, on });
      } catch (thrown) {
        patch(!on);
        tell({ text: asProblem(thrown).message, tone: 'warn' });
      }
      void client.invalidateQueries({ queryKey: ['get_shelf'] });
    },
    [host, client, tell],
  );
}

export type SetFavourite = ReturnType<typeof useFavourite>;
