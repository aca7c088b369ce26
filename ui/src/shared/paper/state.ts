import type { DistributionView, MailView, PrintJobView, TicketsView } from '../../ipc/bindings';

/** The printer or the spooler has it, or soon will. */
export const isOnTheWay = (job: PrintJobView) =>
  job.state === 'queued' || job.state === 'sending' || job.state === 'sent';
/** A mail that somebody should look at. */
export const wantsLook = (mail: MailView) => mail.state === 'doubtful' || mail.state === 'refused';

/** All tickets that stand or stood, by their place. */
export const ticketsOf = (view: TicketsView): DistributionView[] =>
  view.groups.flatMap((group) => group.distributions);

/** How many tickets the order has, without those that were replaced. */
export const countOf = (view: TicketsView): number =>
  ticketsOf(view).filter((ticket) => ticket.replaced_by === null).length;

/** "1–3, 5": places said shortly. */
export function ranges(numbers: number[]): string {
  const sorted = [...new Set(numbers)].sort((a, b) => a - b);
  const parts: string[] = [];
  for (let at = 0; at < sorted.length; ) {
    const from = sorted[at] ?? 0;
    let to = from;
    while (sorted[at + 1] === to + 1) {
      to += 1;
      at += 1;
    }
    at += 1;
    parts.push(to === from ? String(from) : to === from + 1 ? `${from}, ${to}` : `${from}–${to}`);
  }
  return parts.join(', ');
}

export const isAddress = (text: string) => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text.trim());

/** The last ticket that came out, which can be had again; a cover sheet comes with its document. */
export const lastTicket = (jobs: PrintJobView[]) =>
  jobs.find((job) => job.state === 'confirmed' && job.tickets.length > 0);
