import { ArrowLeft } from 'lucide-react';
import { useRef } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '../../shared/components/Button';
import { Skeleton } from '../../shared/components/Empty';
import { ProblemNote } from '../../shared/components/ProblemNote';
import { foreignZone } from '../../shared/format/day';
import { useFormat } from '../../shared/format/useFormat';
import { HoldCountdown } from '../../shared/order/HoldCountdown';
import { OrderSteps } from '../../shared/order/OrderSteps';
import { StateBadge } from '../../shared/order/StateBadge';
import { isOver } from '../../shared/order/states';
import { UnknownNote } from '../../shared/order/UnknownNote';
import { useHoldEnd } from '../../shared/order/useHoldEnd';
import { useOrder } from '../../shared/order/useOrder';
import { useSeen } from '../../shared/order/useSeen';
import { useFocusKept } from '../../shared/useFocusKept';
import { BasketPart } from './BasketPart';
import { Facts } from './Facts';
import { OrderActions } from './OrderActions';
import { Story } from './Story';

/** One order: what it is, what it means now, what may be done, and its story. */
export function OrderDetail({ id, onBack }: { id: string; onBack: () => void }) {
  const t = useTranslations('orders');
  const f = useFormat();
  const { data: order, error, refetch } = useOrder(id);
  useSeen(order);
  // The core says what it means and what may be done with it.
  useHoldEnd(order?.card.state === 'held' ? order.card.hold_expires_at : null, () => void refetch());
  const frame = useRef<HTMLElement>(null);
  useFocusKept(frame, order?.card.state);
  if (error) return <ProblemNote className="m-4" problem={error} onRetry={() => void refetch()} />;
  if (!order)
    return (
      <div className="space-y-3 p-5" aria-hidden="true">
        <Skeleton className="h-6 w-2/3" />
        <Skeleton className="h-4 w-1/2" />
        <Skeleton className="mt-4 h-24" />
        <Skeleton className="h-40" />
      </div>
    );
  const { card } = order;
  const at = Date.parse(`${card.day}T${card.time ?? '12:00'}:00Z`);
  const place = foreignZone(order.time_zone, Number.isNaN(at) ? card.created_at : at);
  return (
    <article
      ref={frame}
      tabIndex={-1}
      className="selectable outline-none! flex flex-col gap-4 px-5 pt-3 pb-8 max-narrow:px-3"
    >
      <header>
        <div className="flex items-center gap-2">
          <Button kind="quiet" icon className="split-turn -ms-2" aria-label={t('back')} onPress={onBack}>
            <ArrowLeft className="size-4 rtl:rotate-180" aria-hidden="true" />
          </Button>
          <span className="text-md font-semibold tracking-wide">{card.code}</span>
          <StateBadge state={card.state} testId="order-state" />
          <span className="flex-1 truncate text-end text-xs text-ink-3">
            {t('made', { when: f.instant(card.created_at) })}
          </span>
        </div>
        <h2 className="mt-2 text-lg font-semibold" dir="auto">
          {card.title}
        </h2>
        <p className="text-ink-2" dir="auto">
          {[order.venue_name !== card.title && order.venue_name, order.venue_address || card.city_name]
            .filter(Boolean)
            .join(' · ')}
        </p>
        <p className="mt-1 font-medium">
          {f.day(card.day, 'long')} · {card.time ?? t('wholeDay')}
          {place && <span className="font-normal text-ink-2"> · {t('zone', { place })}</span>}
        </p>
      </header>
      <p className="text-ink-2">{order.meaning}</p>
      {card.state === 'held' && card.hold_expires_at !== null && (
        <HoldCountdown until={card.hold_expires_at} code={card.code} />
      )}
      {card.state === 'unknown' ? (
        <UnknownNote order={order} />
      ) : (
        !isOver(card.state) && <OrderSteps state={card.state} />
      )}
      {order.trouble && (
        <p className="rounded-md border border-loss-line bg-loss-soft px-3 py-2 text-loss">
          <b className="font-semibold">{t('trouble')}:</b> {order.trouble}
        </p>
      )}
      <OrderActions order={order} />
      <Facts order={order} />
      <BasketPart order={order} />
      <Story order={order} />
    </article>
  );
}
