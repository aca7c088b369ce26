import { CircleAlert, CircleCheck, TriangleAlert } from 'lucide-react';
import { useTranslations } from 'use-intl';
import type { LayoutFaultView } from '../../../../ipc/bindings';
import { elementAt } from './edit';
import type { Preview } from './usePreview';

type Props = { preview: Preview; faults: LayoutFaultView[]; onChoose: (n: number) => void };

/** What must be mended before it can be saved; a press goes there. */
export function FaultBar({ preview, faults, onChoose }: Props) {
  const t = useTranslations('editor');
  const { warnings, busy } = preview;
  return (
    <section className="flex-none border-t border-line px-3 py-2" role="status" data-testid="faults">
      {faults.length === 0 ? (
        <p className={`flex items-center gap-1.5 text-sm ${busy ? 'text-ink-3' : 'text-good'}`}>
          <CircleCheck className="size-3.5 flex-none" aria-hidden="true" />
          {busy ? t('drawing') : t('noFaults')}
        </p>
      ) : (
        <>
          <p className="flex items-center gap-1.5 font-medium text-loss">
            <CircleAlert className="size-3.5 flex-none" aria-hidden="true" />
            {t('faults', { n: faults.length })}
          </p>
          <ul className="scroll max-h-28">
            {faults.map((fault) => {
              const n = elementAt(fault.path);
              const said = (
                <>
                  {fault.sentence}
                  {n === null && fault.line !== null && (
                    <span className="text-ink-3"> · {t('faultLine', { n: String(fault.line) })}</span>
                  )}
                </>
              );
              return (
                <li key={`${fault.path} ${fault.sentence}`} className="text-sm">
                  {n === null ? (
                    <span className="px-1">{said}</span>
                  ) : (
                    <button
                      type="button"
                      className="w-full rounded-sm px-1 py-0.5 text-start hover:bg-sunken"
                      onClick={() => onChoose(n)}
                      data-testid="fault"
                    >
                      {said}
                    </button>
                  )}
                </li>
              );
            })}
          </ul>
        </>
      )}
      {warnings.map((warning) => (
        <p key={warning} className="mt-1 flex items-start gap-1.5 text-sm text-warn">
          <TriangleAlert className="mt-px size-3.5 flex-none" aria-hidden="true" />
          {warning}
        </p>
      ))}
    </section>
  );
}
