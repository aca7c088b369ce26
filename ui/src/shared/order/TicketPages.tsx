import { useEffect, useRef } from 'react';
import { useTranslations } from 'use-intl';
import { useNow } from '../clock';
import { Skeleton } from '../components/Empty';
import { ProblemNote } from '../components/ProblemNote';
import { useFormat } from '../format/useFormat';
import { useAsk } from '../query';

/** The pages of an order's tickets as they will print. */
export function TicketPages({ id, takeFocus }: { id: string; takeFocus?: boolean }) {
  const t = useTranslations('order');
  const f = useFormat();
  const now = useNow(10_000);
  const { data, error, refetch, isPending } = useAsk('preview_tickets', { id, layout: null });
  const place = useRef<HTMLElement>(null);
  useEffect(() => {
    if (!takeFocus) return;
    // After the column that shows it came into sight.
    const later = setTimeout(() => {
      place.current?.scrollIntoView?.({ block: 'start' });
      place.current?.focus({ preventScroll: true });
    }, 0);
    return () => clearTimeout(later);
  }, [takeFocus]);
  return (
    // The focus only leads a reader here: there is nothing to press, so no ring is drawn round the whole column.
    <section
      ref={place}
      tabIndex={-1}
      aria-label={t('tickets')}
      data-testid="ticket-preview"
      className="-m-2 p-2 outline-none!"
    >
      <header className="mb-3 flex flex-wrap items-baseline gap-x-3">
        <h2 className="text-lg font-semibold">{t('tickets')}</h2>
        {data && (
          <span className="text-ink-3">{t('statusAsOf', { age: f.ago(data.status_as_of, now) })}</span>
        )}
        {isPending && <span className="text-ink-3">{t('ticketsLoading')}</span>}
      </header>
      {error && <ProblemNote problem={error} onRetry={() => void refetch()} />}
      {data?.warnings.map((warning) => (
        <p key={warning} className="mb-2 rounded-md border border-warn-line bg-warn-soft px-3 py-2 text-warn">
          {warning}
        </p>
      ))}
      <div className="grid grid-cols-[repeat(auto-fill,minmax(220px,1fr))] gap-4">
        {isPending && [0, 1].map((n) => <Skeleton key={n} className="aspect-[210/297]" />)}
        {data?.pages.map((page, n) => (
          <img
            key={n}
            src={page.src}
            width={page.width}
            height={page.height}
            data-testid="ticket-page"
            alt={t('page', { n: String(n + 1), of: String(data.pages.length) })}
            className="h-auto w-full rounded-sm border border-line bg-paper shadow-raised"
          />
        ))}
      </div>
      {data && data.supplier_pages > 0 && (
        <p className="mt-3 text-ink-2">{t('supplierPages', { n: data.supplier_pages })}</p>
      )}
    </section>
  );
}
