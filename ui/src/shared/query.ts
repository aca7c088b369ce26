import {
  notifyManager,
  QueryClient,
  type UseMutationOptions,
  type UseQueryOptions,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { useCallback, useEffect } from 'react';
import type { Problem } from '../ipc/bindings';
import { asProblem, type CommandName, type Input, type Output, useHost } from '../ipc/host';

// An answer is drawn at once, not after a timer.
notifyManager.setScheduler(queueMicrotask);

/** The core is local: it answers offline too, and it alone decides what is worth repeating. */
export const newQueryClient = () =>
  new QueryClient({
    defaultOptions: {
      queries: { networkMode: 'always', retry: false, refetchOnWindowFocus: false, staleTime: 60_000 },
      mutations: { networkMode: 'always', retry: false },
    },
  });

type AskOptions<N extends CommandName> = Omit<UseQueryOptions<Output<N>, Problem>, 'queryKey' | 'queryFn'>;

/** Asks the core and keeps the answer under the command's name. */
export function useAsk<N extends CommandName>(name: N, input: Input<N>, options?: AskOptions<N>) {
  const host = useHost();
  return useQuery<Output<N>, Problem>({
    queryKey: [name, input],
    queryFn: () => host.call(name, input),
    ...options,
  });
}

/** Begins to ask what the next drawing will ask for: its question then finds the answer on the way. */
export function useAskAhead() {
  const host = useHost();
  const client = useQueryClient();
  return useCallback(
    <N extends CommandName>(name: N, input: Input<N>) =>
      void client.prefetchQuery({ queryKey: [name, input], queryFn: () => host.call(name, input) }),
    [host, client],
  );
}

type ActOptions<N extends CommandName> = Omit<UseMutationOptions<Output<N>, Problem, Input<N>>, 'mutationFn'>;

/** Tells the core to do something. */
export function useAct<N extends CommandName>(name: N, options?: ActOptions<N>) {
  const host = useHost();
  return useMutation<Output<N>, Problem, Input<N>>({
    mutationFn: async (input) => {
      try {
        return await host.call(name, input);
      } catch (thrown) {
        throw asProblem(thrown);
      }
    },
    ...options,
  });
}

const CATALOGUE: CommandName[] = [
  'get_desk',
  'list_countries',
  'list_cities',
  'list_tags',
  'list_experiences',
  'get_experience',
  'list_products',
  'get_product',
  'search_catalog',
  'get_shelf',
];

const PAPER: CommandName[] = [
  'list_pickups',
  'list_prints',
  'list_printers',
  'list_printer_choices',
  'list_mails',
  'list_events',
  'list_sinks',
];

/** Keeps answers fresh by what the core tells. One place, mounted once. */
export function useCoreEvents() {
  const host = useHost();
  const client = useQueryClient();
  useEffect(() => {
    const stale = (...names: CommandName[]) => {
      for (const name of names) void client.invalidateQueries({ queryKey: [name] });
    };
    const stops = [
      host.on('run-progress', (run) => {
        client.setQueryData<Output<'get_desk'>>(['get_desk', {}], (desk) =>
          desk ? { ...desk, run: run.status === 'RUNNING' ? run : null } : desk,
        );
        client.setQueryData(['run-progress'], run);
        if (run.status !== 'RUNNING') stale('list_runs', 'get_desk');
      }),
      host.on('order-changed', ({ id }) => {
        // An order shows its basket: a change of one is a change of those beside it.
        stale('list_orders', 'list_holds', 'get_desk', 'get_order', 'list_pickups');
        void client.invalidateQueries({ queryKey: ['get_tickets', { id }] });
        // Pages of an order that was just cancelled lack the mark: they are not shown for a moment longer.
        void client.resetQueries({ queryKey: ['preview_tickets', { id }] });
      }),
      host.on('tickets-changed', (id) => {
        stale(...PAPER);
        for (const name of ['preview_tickets', 'get_tickets'])
          void client.invalidateQueries({ queryKey: id === null ? [name] : [name, { id }] });
      }),
      host.on('catalogue-changed', () => stale(...CATALOGUE)),
      host.on('desk-changed', () => stale('get_desk', 'list_suppliers')),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, [host, client]);
}
