import { Check, CircleDashed, Ellipsis } from 'lucide-react';
import { useTranslations } from 'use-intl';
import type { StateView } from '../../ipc/bindings';

const PATH: StateView[] = ['held', 'confirming', 'fulfilling', 'ready'];

/** Where an order is on its way from hold to tickets. */
export function OrderSteps({ state, stacked }: { state: StateView; stacked?: boolean }) {
  const t = useTranslations();
  const at = PATH.indexOf(state);
  return (
    <ol
      aria-label={t('order.steps')}
      className={stacked ? 'flex flex-col gap-0.5' : 'flex flex-wrap gap-x-4 gap-y-1'}
    >
      {PATH.map((step, n) => {
        const done = n < at || state === 'ready';
        const now = n === at && !done;
        return (
          <li
            key={step}
            aria-current={now ? 'step' : undefined}
            className={`flex items-center gap-2 ${done ? 'text-good' : now ? 'font-medium text-ink' : 'text-ink-3'}`}
          >
            {done ? (
              <Check className="size-3.5" aria-hidden="true" />
            ) : now ? (
              <Ellipsis className="pulse size-3.5 text-accent" aria-hidden="true" />
            ) : (
              <CircleDashed className="size-3.5" aria-hidden="true" />
            )}
            {t(`state.${step}`)}
          </li>
        );
      })}
    </ol>
  );
}
