import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { MailView } from '../../ipc/bindings';
import { useAct } from '../query';
import { WishKey } from './wishKey';

export type Letter = { to: string; distributions: string[]; language: string };

/** Mails tickets of an order; which mail that was stays known. */
export function useSend(order: string | null) {
  const client = useQueryClient();
  const keys = useRef(new WishKey());
  const onTheWay = useRef(false);
  const [asked, setAsked] = useState<{ order: string; mail: string } | null>(null);
  const send = useAct('send_tickets', {
    onSuccess: (mail, input) => {
      keys.current.heard();
      setAsked({ order: input.order, mail: mail.id });
    },
    onSettled: () => {
      onTheWay.current = false;
      for (const name of ['get_tickets', 'list_mails', 'list_pickups'])
        void client.invalidateQueries({ queryKey: [name] });
    },
  });
  return {
    busy: send.isPending,
    problem: send.error,
    forget: send.reset,
    mine: (mails: MailView[]) =>
      asked && asked.order === order ? (mails.find((mail) => mail.id === asked.mail) ?? null) : null,
    async send(letter: Letter): Promise<boolean> {
      if (order === null || onTheWay.current) return false;
      onTheWay.current = true;
      const wish = { order, ...letter };
      return send
        .mutateAsync({ ...wish, key: keys.current.of(wish) })
        .then(() => true)
        .catch(() => false);
    },
  };
}
