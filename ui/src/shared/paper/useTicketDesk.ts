import { useState } from 'react';
import type { DistributionView, MediaView } from '../../ipc/bindings';
import { useSaveTickets } from '../order/useSaveTickets';
import { ticketsOf } from './state';
import { usePaper } from './usePaper';
import { usePrint } from './usePrint';
import { useSend } from './useSend';
import { useTickets } from './useTickets';

export type TicketDialog = 'copy' | 'replace' | 'mail' | 'show';

/** All that may be done with the tickets of an order, wherever it is shown. */
export function useTicketDesk(id: string | null) {
  const query = useTickets(id);
  const paper = usePaper();
  const printing = usePrint(id);
  const sending = useSend(id);
  const files = useSaveTickets(id);
  const [cover, setCover] = useState(true);
  const [dialog, setDialog] = useState<TicketDialog | null>(null);
  const [marked, setMarked] = useState<{ of: string | null; ids: string[] }>({ of: id, ids: [] });
  const view = query.data ?? null;
  const standing = view ? ticketsOf(view).filter((ticket) => ticket.replaced_by === null) : [];
  const chosen = marked.of === id ? standing.filter((ticket) => marked.ids.includes(ticket.id)) : [];
  /** What an act is about: what was chosen, else all. */
  const meant = chosen.length > 0 ? chosen : standing;
  const may = (act: 'may_print' | 'may_copy' | 'may_replace') => meant.filter((ticket) => ticket[act].ok);
  const printable = may('may_print');
  const idsOf = (tickets: DistributionView[]) => tickets.map((ticket) => ticket.id);
  const media: MediaView | null = paper.choice?.media ?? null;

  const print = () =>
    media !== null &&
    void printing.print({ distributions: idsOf(printable), act: 'print', reason: null, media, cover });
  const again = (act: 'copy' | 'replace', reason: string) =>
    media === null
      ? Promise.resolve(false)
      : printing.print({
          distributions: idsOf(may(act === 'copy' ? 'may_copy' : 'may_replace')),
          act,
          reason,
          media,
          cover,
        });
  const mailable = meant.filter((ticket) => !ticket.void);
  const send = (to: string, language: string) =>
    sending.send({ to, language, distributions: idsOf(mailable) });
  const open = (what: TicketDialog) => {
    printing.forget();
    sending.forget();
    setDialog(what);
  };
  /** Whether a mail may leave without a question: the address is known, and nobody mailed these tickets before. */
  const direct =
    view !== null && view.mailer === 'desk' && view.mails.length === 0 && view.may_mail.ok && view.to !== '';

  return {
    id,
    view,
    query,
    paper,
    printing,
    sending,
    files,
    standing,
    chosen,
    choose: (ids: string[]) => setMarked({ of: id, ids }),
    /** Whether our sheet is printed in front of the supplier's own document. */
    cover,
    setCover,
    printable,
    copyable: may('may_copy'),
    replaceable: may('may_replace'),
    mailable,
    /** Why nothing of what is meant may be printed, a sentence. */
    why: printable.length === 0 ? (meant[0]?.may_print.why ?? null) : null,
    print,
    again,
    send,
    dialog,
    open,
    direct,
    /** To the client's address by one press; asks where it cannot be certain. */
    mailNow: () => {
      if (direct) void send(view.to, view.language);
      else if (view) open('mail');
    },
    close: () => setDialog(null),
  };
}

export type TicketDesk = ReturnType<typeof useTicketDesk>;
