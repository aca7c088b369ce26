import { useTranslations } from 'use-intl';
import type { OrderView } from '../../ipc/bindings';
import { useFormat } from '../../shared/format/useFormat';
import { enBack } from '../../shared/i18n/en.back';

type Known = Exclude<keyof typeof enBack.event, 'from_to'>;
const isKnown = (word: string): word is Known => word in enBack.event && word !== 'from_to';

/** What happened, in words, oldest first. */
export function Story({ order }: { order: OrderView }) {
  const t = useTranslations();
  const f = useFormat();
  return (
    <section>
      <h3 className="mb-2 font-semibold">{t('orders.history')}</h3>
      <ol className="border-s-2 border-line ps-4">
        {order.history.map((entry, n) => {
          const previous = order.history[n - 1];
          const newDay =
            !previous || f.instant(previous.at).split(',')[0] !== f.instant(entry.at).split(',')[0];
          return (
            <li key={n} className="relative mb-3 last:mb-0">
              <span
                className="absolute top-1.5 -start-[21px] size-2 rounded-full border-2 border-ground bg-ink-3 ring-1 ring-line-strong"
                aria-hidden="true"
              />
              <p className="flex flex-wrap items-baseline gap-x-2">
                <time className="text-xs text-ink-3" dateTime={new Date(entry.at).toISOString()}>
                  {newDay ? f.instant(entry.at) : f.clock(entry.at, true)}
                </time>
                <span className="font-medium">
                  {isKnown(entry.event) ? t(`event.${entry.event}`) : entry.event.replaceAll('_', ' ')}
                </span>
                {entry.from !== entry.to && (
                  <span className="text-xs text-ink-3">
                    {t('event.from_to', { from: t(`state.${entry.from}`), to: t(`state.${entry.to}`) })}
                  </span>
                )}
              </p>
              {entry.note && <p className="text-ink-2">{entry.note}</p>}
            </li>
          );
        })}
      </ol>
    </section>
  );
}
