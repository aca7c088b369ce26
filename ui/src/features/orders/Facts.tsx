import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import type { OrderView } from '../../ipc/bindings';
import { useNow } from '../../shared/clock';
import { CopyText } from '../../shared/components/CopyText';
import { useFormat } from '../../shared/format/useFormat';
import { useDeadline } from '../../shared/order/useDeadline';

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h3 className="mb-1 font-semibold">{title}</h3>
      {children}
    </section>
  );
}

/** Party with amounts, customer, references, terms. */
export function Facts({ order }: { order: OrderView }) {
  const t = useTranslations('orders');
  const f = useFormat();
  const { customer } = order;
  const now = useNow(10_000);
  const deadline = useDeadline();
  return (
    <>
      <Part title={t('party')}>
        <table className="w-full">
          <tbody>
            {order.lines.map((line) => (
              <tr key={line.label}>
                <td className="w-8 py-0.5 text-ink-2">{line.count} ×</td>
                <td>{line.label}</td>
                <td className="text-end text-ink-3">{line.unit ? f.amount(line.unit.total) : ''}</td>
                <td className="w-24 text-end">{line.sum ? f.amount(line.sum) : '–'}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <p className="flex items-baseline justify-between border-t border-dashed border-line-strong pt-1">
          <span className="text-ink-2">{t('total')}</span>
          <span className="num text-md font-semibold whitespace-nowrap">
            {order.card.total ? f.money(order.card.total) : '–'}
          </span>
        </p>
      </Part>
      <div className="grid grid-cols-2 gap-4 max-narrow:grid-cols-1">
        <Part title={t('customer')}>
          <p dir="auto">
            {customer.first_name} {customer.last_name}
          </p>
          <p className="break-all text-ink-2">{customer.email}</p>
          <p className="text-ink-2" dir="ltr">
            {customer.phone}
          </p>
        </Part>
        <Part title={t('terms')}>
          <p className="text-ink-2">{order.cancellation || t('terms_none')}</p>
          {order.cancel_until !== null && (
            <p className="mt-0.5" data-testid="order-deadline">
              {t(order.cancel_until < now ? 'untilPast' : 'until', {
                time: deadline(order.cancel_until, order.time_zone),
              })}
            </p>
          )}
        </Part>
      </div>
      <Part title={t('references')}>
        <dl className="grid grid-cols-[auto_minmax(0,1fr)] items-center gap-x-3">
          <dt className="text-ink-2">{t('ours')}</dt>
          <dd>
            <CopyText text={order.external_reference} label={t('ours')} />
          </dd>
          <dt className="text-ink-2">{order.supplier_name}</dt>
          <dd>
            {order.order_reference ? (
              <CopyText text={order.order_reference} label={order.supplier_name} />
            ) : (
              <span className="text-ink-3">{t('notYet')}</span>
            )}
          </dd>
        </dl>
      </Part>
    </>
  );
}
