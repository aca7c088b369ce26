import { useTranslations } from 'use-intl';
import { useCustomerView } from '../shared/customerView';
import { useFormat } from '../shared/format/useFormat';
import type { Screen } from '../shared/nav';
import { wantsLook } from '../shared/paper/state';
import { useAsk } from '../shared/query';

/** How many questions wait for a person behind a screen: sheets and mails whose end nobody knows. */
export function useWaiting(): Partial<Record<Screen, number>> {
  const prints = useAsk('list_prints', { open_only: true });
  const mails = useAsk('list_mails', { order: null, open_only: true, page: 1, page_size: 100 });
  // They name other clients.
  if (useCustomerView().on) return {};
  return {
    prints:
      (prints.data?.jobs.filter((job) => job.state === 'doubtful').length ?? 0) +
      (prints.data?.batches.filter((batch) => batch.state === 'stopped').length ?? 0),
    outbox: mails.data?.items.filter(wantsLook).length ?? 0,
  };
}

export function Waiting({ count }: { count: number }) {
  const t = useTranslations('shell');
  const f = useFormat();
  if (count === 0) return null;
  return (
    <span
      className="num absolute -top-0.5 -end-0.5 grid h-4 min-w-4 place-items-center rounded-full border border-warn-line bg-warn-soft px-1 text-tiny font-semibold text-warn"
      data-testid="waiting"
    >
      <span aria-hidden="true">{f.number(count)}</span>
      <span className="sr-only">{t('waiting', { n: count })}</span>
    </span>
  );
}
