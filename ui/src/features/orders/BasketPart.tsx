import { useTranslations } from 'use-intl';
import type { OrderView } from '../../ipc/bindings';
import { useFormat } from '../../shared/format/useFormat';
import { useNav } from '../../shared/nav';
import { PaymentRows } from '../../shared/order/pay/PaymentRows';
import { StateBadge } from '../../shared/order/StateBadge';

/** What was paid, and what the same client took in the same visit. */
export function BasketPart({ order }: { order: OrderView }) {
  const t = useTranslations('orders');
  const tb = useTranslations('basket');
  const f = useFormat();
  const nav = useNav();
  const { payments, balances, orders } = order.basket;
  const others = orders.filter(({ id }) => id !== order.card.id);
  const open = balances.filter((balance) => balance.open.minor > 0);
  return (
    <>
      <section>
        <h3 className="mb-1 font-semibold">{t('payments')}</h3>
        {payments.length > 0 ? (
          <PaymentRows payments={payments} when />
        ) : (
          <p className="text-ink-3">{t('nothingPaid')}</p>
        )}
        {open.map((balance) => (
          <p
            key={balance.open.currency}
            className="mt-1 flex justify-between border-t border-dashed border-line-strong pt-1"
          >
            <span className="text-ink-2">{others.length > 0 ? t('openAll') : t('open')}</span>
            <span className="num font-medium">{f.money(balance.open)}</span>
          </p>
        ))}
      </section>
      {others.length > 0 && (
        <section>
          <h3 className="mb-1 font-semibold">{tb('beside')}</h3>
          <ul className="-mx-1.5">
            {others.map((card) => (
              <li key={card.id}>
                <button
                  type="button"
                  onClick={() => nav.openOrder(card.id)}
                  data-testid="basket-line"
                  data-state={card.state}
                  className="flex w-full items-center gap-2 rounded-sm px-1.5 py-1 text-start hover:bg-sunken"
                >
                  <span className="flex-none font-semibold">{card.code}</span>
                  <span className="min-w-0 flex-1 truncate" dir="auto">
                    {card.title}{' '}
                    <span className="text-ink-3">
                      · {[f.day(card.day), card.time].filter(Boolean).join(' · ')}
                    </span>
                  </span>
                  <StateBadge state={card.state} />
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}
