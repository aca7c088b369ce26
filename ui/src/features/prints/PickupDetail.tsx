import { ExternalLink, X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '../../shared/components/Button';
import { Skeleton } from '../../shared/components/Empty';
import { ProblemNote } from '../../shared/components/ProblemNote';
import { useFormat } from '../../shared/format/useFormat';
import { useNav } from '../../shared/nav';
import { useOrder } from '../../shared/order/useOrder';
import { TicketsPart } from '../../shared/paper/TicketsPart';
import { useTicketDesk } from '../../shared/paper/useTicketDesk';

/** Which order is open, and which of its tickets somebody wants again. */
export type Opened = { order: string; again: { ticket: string; asked: number } | null };

/** The tickets of one pick-up, with all that may be done to them here. */
export function PickupDetail({ opened, onClose }: { opened: Opened; onClose: () => void }) {
  const t = useTranslations('room');
  const f = useFormat();
  const nav = useNav();
  const { data: order, error, refetch } = useOrder(opened.order);
  const desk = useTicketDesk(opened.order);
  const answered = useRef(0);
  const { again } = opened;
  const ready = desk.view !== null;
  // Waits for the tickets, then asks why there should be another sheet.
  useEffect(() => {
    if (!ready || !again || answered.current === again.asked) return;
    answered.current = again.asked;
    desk.choose([again.ticket]);
    desk.open('copy');
  }, [ready, again, desk.choose, desk.open]);
  const frame = useRef<HTMLElement>(null);
  const here = order !== undefined;
  // Below a scanned ticket in a low window it would open out of sight.
  useEffect(() => {
    if (here && ready) frame.current?.scrollIntoView?.({ block: 'nearest' });
  }, [here, ready]);
  if (error) return <ProblemNote problem={error} onRetry={() => void refetch()} />;
  if (!order)
    return (
      <div className="space-y-2" aria-hidden="true">
        <Skeleton className="h-5 w-1/2" />
        <Skeleton className="h-24" />
      </div>
    );
  const { card } = order;
  return (
    <section
      ref={frame}
      aria-label={t('open', { code: f.ltr(card.code) })}
      className="selectable flex flex-col gap-3"
      data-testid="pickup-detail"
    >
      <header>
        <div className="flex items-center gap-2">
          <span className="text-md font-semibold tracking-wide">
            <bdi dir="ltr">{card.code}</bdi>
          </span>
          <span className="min-w-0 flex-1 truncate text-ink-2">
            <bdi>{card.customer_name}</bdi>
          </span>
          <Button kind="quiet" icon aria-label={t('goToOrder')} onPress={() => nav.openOrder(card.id)}>
            <ExternalLink className="size-4 rtl:-scale-x-100" aria-hidden="true" />
          </Button>
          <Button kind="quiet" icon aria-label={t('close')} onPress={onClose} data-testid="pickup-close">
            <X className="size-4" aria-hidden="true" />
          </Button>
        </div>
        <h2 className="font-medium">
          <bdi>{card.title}</bdi>
        </h2>
        <p className="text-ink-2">
          {[f.day(card.day), card.time, f.ltr(card.party)].filter(Boolean).join(' · ')}
        </p>
      </header>
      <TicketsPart desk={desk} state={card.state} />
    </section>
  );
}
