import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useTell } from '../components/notices';
import { useAct } from '../query';

/** Saves an order's tickets as a file; says where. */
export function useSaveTickets(id: string | null) {
  const t = useTranslations('order');
  const tell = useTell();
  const [saved, setSaved] = useState<{ id: string; path: string } | null>(null);
  const save = useAct('save_tickets', {
    onSuccess: ({ path }, input) => {
      if (path === null) tell({ text: t('notSaved') });
      else setSaved({ id: input.id, path });
    },
  });
  const open = useAct('open_tickets');
  return {
    path: saved && saved.id === id ? saved.path : null,
    busy: save.isPending,
    problem: save.error ?? open.error,
    save: () => id && !save.isPending && save.mutate({ id, choose: false }),
    saveAs: () => id && !save.isPending && save.mutate({ id, choose: true }),
    open: () => id && open.mutate({ id }),
  };
}
