import { Ban, CircleCheck, TriangleAlert, X } from 'lucide-react';
import { useTranslations } from 'use-intl';
import type { ScannedView } from '../../ipc/bindings';
import { useNow } from '../../shared/clock';
import { Button } from '../../shared/components/Button';
import { useFormat } from '../../shared/format/useFormat';
import { TicketStatus } from '../../shared/paper/TicketStatus';

type Props = { found: ScannedView[]; onOpen: (order: string) => void; onClose: () => void };

/** What a scanned ticket is worth, large enough to read across the counter. Looking does not use it up. */
export function ScannedCard({ found, onOpen, onClose }: Props) {
  const t = useTranslations('scan');
  const tt = useTranslations('tickets');
  const f = useFormat();
  const now = useNow(5_000);
  const [first, ...others] = found;
  if (!first) return null;
  const { order, ticket } = first;
  const gone = ticket.void || ticket.replaced_by !== null;
  const tone = gone
    ? 'border-loss-line bg-loss-soft'
    : ticket.valid
      ? 'border-accent-line bg-good-soft'
      : 'border-warn-line bg-warn-soft';
  const ink = gone ? 'text-loss' : ticket.valid ? 'text-good' : 'text-warn';
  const Icon = gone ? Ban : ticket.valid && ticket.status !== 'ACTIVATED' ? CircleCheck : TriangleAlert;
  const name = (one: ScannedView) =>
    one.ticket.place === null
      ? tt('document')
      : tt('ticket', { n: String(one.ticket.place), of: String(one.of) });
  return (
    <section
      aria-label={t('label_ticket')}
      role="status"
      data-testid="scanned"
      data-status={ticket.status}
      className={`rounded-lg border p-4 ${tone}`}
    >
      <div className="flex items-center gap-2.5">
        <Icon className={`size-8 flex-none ${ink}`} aria-hidden="true" />
        <strong className={`min-w-0 flex-1 text-[26px] leading-tight font-semibold ${ink}`}>
          {ticket.replaced_by === null ? tt(`status_${ticket.status}`) : tt('replacedBy')}
        </strong>
        <Button kind="quiet" icon aria-label={t('close')} onPress={onClose} data-testid="scanned-close">
          <X className="size-4" aria-hidden="true" />
        </Button>
      </div>
      <p className="mt-2 text-md font-semibold">
        <bdi>{first.meaning}</bdi>
      </p>
      <p className="mt-2 font-medium">
        <bdi>{order.title}</bdi>
      </p>
      <p className="text-ink-2">
        {[f.day(order.day), order.time].filter(Boolean).join(' · ')} · {name(first)} · {first.label}
      </p>
      <p className="text-ink-2">
        <bdi>{order.customer_name}</bdi> ·{' '}
        <bdi dir="ltr" className="font-medium">
          {order.code}
        </bdi>
      </p>
      <p className="mt-2 text-sm text-ink-2">
        {tt('asOf', { age: f.ago(first.checked.as_of, now) })}.{' '}
        {tt(first.checked.reached ? 'reached' : 'notReached')}
      </p>
      {others.length > 0 && (
        <div className="mt-2 border-t border-line pt-2">
          <h3 className="text-sm text-ink-2">{t('others')}</h3>
          <ul>
            {others.map((one) => (
              <li key={one.ticket.id} className="flex items-center gap-2 py-0.5">
                <span className="min-w-0 flex-1 truncate">
                  {name(one)} · {one.label}
                </span>
                <TicketStatus status={one.ticket.status} />
              </li>
            ))}
          </ul>
        </div>
      )}
      <div className="mt-3 flex items-center gap-3">
        <Button onPress={() => onOpen(order.id)} data-testid="scanned-open">
          {t('show')}
        </Button>
        <span className="text-sm text-ink-3">{t('notUsed')}</span>
      </div>
    </section>
  );
}
