import type { MayView, PrintActView, TicketStatusView } from '../../bindings';

export const isVoid = (status: TicketStatusView) =>
  status === 'EXPIRED' || status === 'CANCELLED' || status === 'CANCELLED_EXTERNALLY';
export const isValid = (status: TicketStatusView) =>
  status === 'DISTRIBUTED' || status === 'PICKED_UP' || status === 'ACTIVATED';

/** What is known of a ticket when somebody wants it on paper. */
export type Known = {
  status: TicketStatusView;
  printed: number;
  inDoubt: number;
  onTheWay: number;
  replaced: boolean;
};

const REFUSED = {
  void: 'It is void and prints only with the mark across it.',
  printed: 'It was printed before; print a copy, or replace it.',
  never: 'It was never printed; print it first.',
  doubt: 'It may be on paper already; look, and answer that first.',
  printer: 'It is with the printer now.',
  reason: 'A replacement needs a reason.',
  replaced: 'Another ticket took its place; print that one.',
};

/** Whether an act may be done to a ticket, by the rules of the core; the sentence when not. */
export function refusal(act: PrintActView, ticket: Known, hasReason = true): string | null {
  const { status, printed, inDoubt, onTheWay, replaced } = ticket;
  const gone = isVoid(status);
  if (replaced) return REFUSED.replaced;
  if (onTheWay > 0) return REFUSED.printer;
  if (act === 'print') {
    if (gone) return REFUSED.void;
    if (inDoubt > 0) return REFUSED.doubt;
    return printed > 0 ? REFUSED.printed : null;
  }
  if (act === 'copy') {
    if (inDoubt > 0) return REFUSED.doubt;
    return printed === 0 && !gone ? REFUSED.never : null;
  }
  if (gone) return REFUSED.void;
  if (!hasReason) return REFUSED.reason;
  return printed + inDoubt === 0 && !isValid(status) ? REFUSED.never : null;
}

export const may = (act: PrintActView, ticket: Known): MayView => {
  const why = refusal(act, ticket);
  return { ok: why === null, why };
};
