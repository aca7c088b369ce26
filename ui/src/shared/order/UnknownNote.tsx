import { Search } from 'lucide-react';
import { useTranslations } from 'use-intl';
import type { OrderView } from '../../ipc/bindings';
import { useNow } from '../clock';
import { countdown } from '../format/age';
import { useFormat } from '../format/useFormat';

/** The truth about an order whose outcome is not known yet; no button here sends anything again. */
export function UnknownNote({ order }: { order: OrderView }) {
  const t = useTranslations('order');
  const f = useFormat();
  const now = useNow();
  const next = order.next_check_at;
  return (
    <div role="status" className="flex gap-2.5 rounded-md border border-warn-line bg-warn-soft p-3 text-warn">
      <Search className="pulse mt-0.5 size-4 flex-none" aria-hidden="true" />
      <div className="min-w-0">
        <p className="font-medium">{t('unknownTitle')}</p>
        <p className="mt-0.5 text-ink-2">{t('unknownWhy')}</p>
        <p className="mt-1 text-ink-2">
          {next !== null && next > now
            ? t('nextCheck', { left: countdown(next, now).text })
            : t('checkingNow')}{' '}
          {order.checked_at !== null && t('lastChecked', { age: f.ago(order.checked_at, now) })}
        </p>
      </div>
    </div>
  );
}
