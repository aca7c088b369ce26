import { useTranslations } from 'use-intl';
import type { TicketStatusView } from '../../ipc/bindings';

const TONE: Record<TicketStatusView, string> = {
  CREATED: 'text-ink-2 border-line-strong',
  DISTRIBUTED: 'text-good border-transparent bg-good-soft',
  PICKED_UP: 'text-good border-transparent bg-good-soft',
  ACTIVATED: 'text-accent border-accent-line bg-accent-soft',
  EXPIRED: 'text-ink-2 border-line-strong bg-sunken',
  CANCELLED: 'text-loss border-loss-line bg-loss-soft',
  CANCELLED_EXTERNALLY: 'text-loss border-loss-line bg-loss-soft',
  FAILED: 'text-warn border-warn-line bg-warn-soft',
};

/** How a ticket stands, in a word. Colour only repeats what the word says. */
export function TicketStatus({ status }: { status: TicketStatusView }) {
  const t = useTranslations('tickets');
  return (
    <span
      data-testid="ticket-status"
      data-status={status}
      className={`inline-flex items-center whitespace-nowrap rounded-full border px-2 py-px text-sm font-medium ${TONE[status]}`}
    >
      {t(`status_${status}`)}
    </span>
  );
}
