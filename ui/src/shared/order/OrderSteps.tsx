import { useTranslations } from 'use-intl';
import type { StateView } from '../../ipc/bindings';

const PATH: StateView[] = ['held', 'confirming', 'fulfilling', 'ready'];

/** Where an order is on its way from hold to tickets. */
export function OrderSteps({ state }: { state: StateView }) {
  const t = useTranslations();
  const at = PATH.indexOf(state);
  return (
    <ol aria-label={t('order.steps')} className="grid grid-cols-4 gap-1.5">
      {PATH.map((step, n) => {
        const done = n < at || state === 'ready';
        const now = n === at && !done;
        return (
          <li
            key={step}
            aria-current={now ? 'step' : undefined}
            className={`text-xs leading-tight ${done ? 'text-good' : now ? 'font-semibold text-accent' : 'text-ink-3'}`}
          >
            <span
              aria-hidden="true"
              className={`mb-1 block h-[3px] rounded-full ${done ? 'bg-good' : now ? 'bg-accent' : 'bg-line'} ${now && step !== 'held' ? 'pulse' : ''}`}
            />
            {t(`state.${step}`)}
          </li>
        );
      })}
    </ol>
  );
}
