import { useTranslations } from 'use-intl';
import type { BasketView, OrderCard, Problem } from '../../../ipc/bindings';
import { useFormat } from '../../../shared/format/useFormat';
import { HoldLeft } from '../../../shared/order/HoldLeft';
import { StateBadge } from '../../../shared/order/StateBadge';
import { isOver } from '../../../shared/order/states';
import { useOrder } from '../../../shared/order/useOrder';

type LineProps = { card: OrderCard; on: boolean; failure: Problem | undefined; onShow: () => void };

function BasketLine({ card: listed, on, failure, onShow }: LineProps) {
  const t = useTranslations('basket');
  const f = useFormat();
  const { data: order } = useOrder(listed.id);
  const card = order?.card ?? listed;
  const why =
    failure && card.state === 'held'
      ? failure.message
      : isOver(card.state)
        ? (order?.trouble ?? order?.meaning)
        : null;
  return (
    <li>
      <button
        type="button"
        aria-current={on ? 'true' : undefined}
        onClick={onShow}
        data-testid="basket-line"
        data-state={card.state}
        className={`w-full rounded-md border px-2 py-1.5 text-start ${on ? 'border-accent-line bg-accent-soft' : 'border-line bg-raised hover:border-ink-3'}`}
      >
        <span className="flex items-baseline gap-2">
          <span className="min-w-0 flex-1 truncate font-medium" dir="auto" title={card.title}>
            {card.title}
          </span>
          <span className="num flex-none">{card.total ? f.money(card.total) : '–'}</span>
        </span>
        <span className="mt-0.5 flex items-center gap-2">
          <span className="min-w-0 flex-1 truncate text-xs text-ink-2">
            {[f.day(card.day), card.time, card.party].filter(Boolean).join(' · ')}
          </span>
          {card.state === 'held' && card.hold_expires_at !== null && (
            <HoldLeft until={card.hold_expires_at} />
          )}
          <StateBadge state={card.state} />
        </span>
        {why && <span className="mt-1 block text-xs text-loss">{why}</span>}
        <span className="sr-only">{t('show')}</span>
      </button>
    </li>
  );
}

type Props = {
  basket: BasketView;
  shown: string | null;
  failures: Record<string, Problem>;
  onShow: (id: string) => void;
};

/** What the client takes in this visit, each with its own truth; pressed, the till turns to it. */
export function BasketLines({ basket, shown, failures, onShow }: Props) {
  const t = useTranslations('basket');
  return (
    <section className="mb-3">
      <h2 className="mb-1.5 font-semibold">{t('title', { n: String(basket.orders.length) })}</h2>
      <ul className="flex flex-col gap-1.5">
        {basket.orders.map((card) => (
          <BasketLine
            key={card.id}
            card={card}
            on={card.id === shown}
            failure={failures[card.id]}
            onShow={() => onShow(card.id)}
          />
        ))}
      </ul>
    </section>
  );
}
