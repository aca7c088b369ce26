import { useState } from 'react';
import { Label, Radio, RadioGroup } from 'react-aria-components';
import { useTranslations } from 'use-intl';
import type { OrderView } from '../../ipc/bindings';
import { useNow } from '../../shared/clock';
import { Button } from '../../shared/components/Button';
import { Dialog } from '../../shared/components/Dialog';
import { ProblemNote } from '../../shared/components/ProblemNote';
import { foreignZone } from '../../shared/format/day';
import { useFormat } from '../../shared/format/useFormat';
import { useKeepOrder } from '../../shared/order/useOrder';
import { useAct } from '../../shared/query';

const REASONS = ['OTHER', 'CUSTOMER_REQUEST', 'WRONG_DETAILS', 'DUPLICATE', 'VENUE_CLOSED'] as const;

/** Cancels with a reason, after the terms and the deadline were seen. */
export function CancelDialog({
  order,
  open,
  onClose,
}: {
  order: OrderView;
  open: boolean;
  onClose: () => void;
}) {
  const t = useTranslations('orders');
  const common = useTranslations('common');
  const f = useFormat();
  const now = useNow(10_000);
  const keep = useKeepOrder();
  const [reason, setReason] = useState<string>('OTHER');
  const cancel = useAct('cancel_order', {
    onSuccess: (after) => {
      keep(after);
      onClose();
    },
  });
  const held = order.card.state === 'held';
  const until = order.cancel_until;
  const place = until !== null ? foreignZone(order.time_zone, until) : null;
  const send = () =>
    !cancel.isPending && cancel.mutate({ id: order.card.id, reason: held ? 'OTHER' : reason });
  return (
    <Dialog
      open={open}
      onClose={onClose}
      role="alertdialog"
      title={t('cancelTitle', { code: order.card.code })}
      footer={
        <>
          <Button onPress={onClose}>{common('cancel')}</Button>
          <Button kind="loss" isDisabled={cancel.isPending} onPress={send} data-testid="cancel-do">
            {held ? t('release') : t('cancelDo')}
          </Button>
        </>
      }
    >
      <p>{held ? t('releaseText') : t('cancelText')}</p>
      {!held && (
        <>
          <dl className="my-3 grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 rounded-md border border-line bg-panel p-3">
            <dt className="text-ink-2">{t('terms')}</dt>
            <dd>{order.cancellation || t('terms_none')}</dd>
            {until !== null && (
              <>
                <dt className="text-ink-2">{t('deadline')}</dt>
                <dd>
                  {f.instant(until, order.time_zone ?? undefined)}
                  {place && ` · ${t('zone', { place })} · ${t('untilHere', { time: f.instant(until) })}`}
                  {until < now && <p className="font-medium text-loss">{t('deadlinePassed')}</p>}
                </dd>
              </>
            )}
            <dt className="text-ink-2">{t('total')}</dt>
            <dd>{order.card.total ? f.money(order.card.total) : '–'}</dd>
          </dl>
          <RadioGroup value={reason} onChange={setReason}>
            <Label className="mb-1 block font-semibold">{t('reason')}</Label>
            {REASONS.map((word) => (
              <Radio key={word} value={word} className="group flex min-h-7 items-center gap-2">
                <span
                  className="grid size-4 flex-none place-items-center rounded-full border border-line-strong bg-raised group-data-focus-visible:outline-2 group-data-selected:border-accent"
                  aria-hidden="true"
                >
                  <span className="size-2 rounded-full group-data-selected:bg-accent" />
                </span>
                {t(`reason_${word}`)}
              </Radio>
            ))}
          </RadioGroup>
        </>
      )}
      {cancel.error && <ProblemNote className="mt-3" tone="loss" problem={cancel.error} />}
    </Dialog>
  );
}
