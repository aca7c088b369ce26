import { AgainDialog } from './AgainDialog';
import { MailDialog } from './MailDialog';
import { TicketViewer } from './TicketViewer';
import type { TicketDesk } from './useTicketDesk';

/** The one dialog about tickets that is open, made anew each time. */
export function TicketDialogs({ desk }: { desk: TicketDesk }) {
  const { dialog, view, id } = desk;
  if (!view || id === null) return null;
  if (dialog === 'copy' || dialog === 'replace') return <AgainDialog desk={desk} act={dialog} />;
  if (dialog === 'mail') return <MailDialog desk={desk} view={view} />;
  if (dialog === 'show') return <TicketViewer id={id} code={view.code} onClose={desk.close} />;
  return null;
}
