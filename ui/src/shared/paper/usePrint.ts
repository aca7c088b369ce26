import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { MediaView, PrintActView, PrintJobView } from '../../ipc/bindings';
import { useAct } from '../query';
import { WishKey } from './wishKey';

export type Sheet = {
  distributions: string[];
  act: PrintActView;
  reason: string | null;
  media: MediaView;
  cover: boolean;
};

/** Prints tickets of an order; what was asked for last stays known, so that its end can be told. */
export function usePrint(order: string | null) {
  const client = useQueryClient();
  const keys = useRef(new WishKey());
  // A second press arrives before React knows of the first.
  const onTheWay = useRef(false);
  const [asked, setAsked] = useState<{ order: string; jobs: string[] } | null>(null);
  const print = useAct('print_tickets', {
    onSuccess: (jobs, input) => {
      keys.current.heard();
      setAsked({ order: input.order, jobs: jobs.map((job) => job.id) });
    },
    onSettled: () => {
      onTheWay.current = false;
      for (const name of ['get_tickets', 'list_pickups', 'list_prints'])
        void client.invalidateQueries({ queryKey: [name] });
    },
  });
  return {
    busy: print.isPending,
    problem: print.error,
    forget: print.reset,
    /** Of these, those that were asked for here. */
    mine: (jobs: PrintJobView[]) =>
      asked && asked.order === order ? jobs.filter((job) => asked.jobs.includes(job.id)) : [],
    async print(sheet: Sheet): Promise<boolean> {
      if (order === null || onTheWay.current || sheet.distributions.length === 0) return false;
      onTheWay.current = true;
      const wish = { order, ...sheet };
      return print
        .mutateAsync({ ...wish, key: keys.current.of(wish) })
        .then(() => true)
        .catch(() => false);
    },
  };
}
