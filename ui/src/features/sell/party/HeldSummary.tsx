import { useTranslations } from 'use-intl';
import type { OrderView } from '../../../ipc/bindings';
import { useNow } from '../../../shared/clock';
import { useFormat } from '../../../shared/format/useFormat';
import { useDeadline } from '../../../shared/order/useDeadline';

type Props = {
  order: OrderView;
  /** Whether no list of the basket's lines stands above that has its party already. */
  alone: boolean;
  /** What the visitors are called, where the product asks for it. */
  visitors: string[];
};

/** What is held or sold, in a few lines: who comes, who buys, and until when it may be cancelled. */
export function HeldSummary({ order, alone, visitors }: Props) {
  const t = useTranslations('party');
  const ts = useTranslations('sell');
  const f = useFormat();
  const now = useNow(10_000);
  const deadline = useDeadline();
  const { card, customer, cancel_until: until } = order;
  const past = until !== null && until < now;
  const terms =
    until === null
      ? order.cancellation
      : ts(past ? (card.state === 'held' ? 'cancelPast' : 'cancelOver') : 'cancelUntil', {
          time: deadline(until, order.time_zone),
        });
  return (
    <section aria-label={t('title')} data-testid="held-summary">
      {alone && (
        <>
          <header className="mb-1 flex items-baseline justify-between">
            <h2 className="font-semibold">{t('title')}</h2>
            <span className="text-ink-3">{[f.day(card.day), card.time].filter(Boolean).join(' · ')}</span>
          </header>
          <ul className="mb-2">
            {order.lines.map((line) => (
              <li key={line.label} className="flex items-baseline gap-2 py-0.5" data-testid="held-line">
                <b className="num w-6 font-semibold">{f.number(line.count)}</b>
                <span className="min-w-0 flex-1 truncate" dir="auto" title={line.label}>
                  {line.label}
                </span>
                <span className="num">{line.sum ? f.amount(line.sum) : '–'}</span>
              </li>
            ))}
          </ul>
        </>
      )}
      {visitors.length > 0 && (
        <p className="mb-2 text-sm text-ink-2" dir="auto">
          {visitors.join(', ')}
        </p>
      )}
      <h3 className="text-xs text-ink-3">{t('customer')}</h3>
      <p className="selectable font-medium" dir="auto" data-testid="held-customer">
        {customer.first_name} {customer.last_name}
      </p>
      <p className="selectable text-sm break-words text-ink-2">
        {customer.email}
        <span className="text-ink-3"> · </span>
        <span dir="ltr">{customer.phone}</span>
      </p>
      {terms && (
        <p className={`mt-1.5 text-sm ${past ? 'text-warn' : 'text-ink-3'}`} data-testid="held-terms">
          {terms}
        </p>
      )}
    </section>
  );
}
