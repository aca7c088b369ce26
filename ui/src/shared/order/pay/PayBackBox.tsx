import { Undo2 } from 'lucide-react';
import { useTranslations } from 'use-intl';
import type { OrderView } from '../../../ipc/bindings';
import { Button } from '../../components/Button';
import { ProblemNote } from '../../components/ProblemNote';
import { useFormat } from '../../format/useFormat';
import { useAct } from '../../query';
import { useKeepOrder } from '../useOrder';
import { type PayBack, payBacks } from './kinds';

/** A sale fell through after it was paid: what goes back, and the button that writes down that it did. */
export function PayBackBox({ order }: { order: OrderView }) {
  const t = useTranslations('pay');
  const f = useFormat();
  const keep = useKeepOrder();
  const record = useAct('record_payment', { onSuccess: keep });
  const backs = payBacks(order.basket);
  if (backs.length === 0) return null;
  const send = async ({ kind, amount }: PayBack) => {
    if (record.isPending) return;
    const minor = -amount.minor;
    // Made of what is shown: of two desks that pay back what both see, the second finds the first one's payment.
    const key = ['back', order.basket.id, kind, amount.currency, order.basket.payments.length].join('-');
    const input = { kind, amount: { minor, currency: amount.currency }, taken: null, note: null };
    // A failure is shown below.
    await record.mutateAsync({ id: order.card.id, key, ...input }).catch(() => null);
  };
  return (
    <section className="flex flex-col gap-1.5 rounded-md border border-warn-line bg-warn-soft p-2.5">
      {backs.map((back) => (
        <div
          key={back.kind + back.amount.currency}
          className="flex flex-wrap items-center justify-between gap-2"
        >
          <p className="font-medium text-warn">{t('toPayBack', { amount: f.money(back.amount) })}</p>
          <Button isDisabled={record.isPending} onPress={() => void send(back)} data-testid="pay-back">
            <Undo2 className="size-3.5 rtl:-scale-x-100" aria-hidden="true" />
            {t(`back_${back.kind}`)}
          </Button>
        </div>
      ))}
      {record.error && <ProblemNote problem={record.error} />}
    </section>
  );
}
