import { CircleCheck, ExternalLink, Save } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { Button } from '../components/Button';
import { ProblemNote } from '../components/ProblemNote';
import type { useSaveTickets } from './useSaveTickets';

/** Save, save elsewhere, open. */
export function TicketActions({ tickets }: { tickets: ReturnType<typeof useSaveTickets> }) {
  const t = useTranslations('order');
  return (
    <div className="flex flex-col gap-2">
      <Button
        kind="primary"
        big
        keys="Control+S"
        data-testid="save-tickets"
        isPending={tickets.busy}
        onPress={tickets.save}
      >
        <Save className="size-4" aria-hidden="true" />
        {t('save')}
      </Button>
      <div className="flex gap-1.5">
        <Button className="flex-1" onPress={tickets.saveAs} aria-keyshortcuts="Control+Shift+S">
          {t('saveAs')}
        </Button>
        <Button className="flex-1" onPress={tickets.open} aria-keyshortcuts="Control+O">
          <ExternalLink className="size-3.5" aria-hidden="true" />
          {t('open')}
        </Button>
      </div>
      <div role="status" className="min-h-5">
        {tickets.path && (
          <p className="flex items-start gap-1.5 text-sm text-good">
            <CircleCheck className="mt-px size-3.5 flex-none" aria-hidden="true" />
            <span className="selectable break-all" data-testid="saved-path">
              {tickets.path}
            </span>
          </p>
        )}
      </div>
      {tickets.problem && <ProblemNote problem={tickets.problem} />}
    </div>
  );
}
