import { ArrowDown, ArrowUp, CircleAlert, CopyPlus, Trash2 } from 'lucide-react';
import { useTranslations } from 'use-intl';
import type { LayoutFaultView } from '../../../../ipc/bindings';
import { type LayoutElement, opened } from '../../../../ipc/layout';
import { Button } from '../../../../shared/components/Button';
import { elementAt } from './edit';
import { useNames } from './useNames';

type Props = {
  elements: LayoutElement[];
  faults: LayoutFaultView[];
  chosen: number | null;
  onChoose: (n: number) => void;
  onShift: (n: number, by: 1 | -1) => void;
  onRemove: (n: number) => void;
  onDuplicate: (n: number) => void;
};

/** What stands on the ticket, from the back to the front. */
export function ElementList({ elements, faults, chosen, onChoose, onShift, onRemove, onDuplicate }: Props) {
  const t = useTranslations('editor');
  const nameOf = useNames();
  const kindOf = (element: LayoutElement) => t(`kind_${opened(element).kind}`);
  const wrong = new Set(faults.map(({ path }) => elementAt(path)));
  const tool = (label: string, Icon: typeof ArrowUp, run: (n: number) => void, off = false) => (
    <Button
      kind="quiet"
      icon
      className="min-h-6! w-6!"
      aria-label={label}
      isDisabled={chosen === null || off}
      onPress={() => chosen !== null && run(chosen)}
    >
      <Icon className="size-3.5" aria-hidden="true" />
    </Button>
  );
  return (
    <section aria-label={t('elements')} className="flex min-h-0 flex-col">
      <header className="flex flex-none items-center gap-0.5 px-3 pt-2 pb-1">
        <h2 className="flex-1 font-semibold">{t('elements')}</h2>
        {tool(t('up'), ArrowUp, (n) => onShift(n, -1), chosen === 0)}
        {tool(t('down'), ArrowDown, (n) => onShift(n, 1), chosen === elements.length - 1)}
        {tool(t('duplicate'), CopyPlus, onDuplicate)}
        {tool(t('remove'), Trash2, onRemove)}
      </header>
      {elements.length === 0 && <p className="px-3 pb-3 text-ink-3">{t('noElements')}</p>}
      <ul className="scroll min-h-0 flex-1 px-1.5 pb-2">
        {elements.map((element, n) => (
          <li key={n}>
            <button
              type="button"
              aria-pressed={n === chosen}
              data-testid="element-line"
              onClick={() => onChoose(n)}
              className={`flex min-h-7 w-full items-center gap-2 rounded-sm px-1.5 text-start ${n === chosen ? 'bg-accent-soft font-medium text-accent' : 'hover:bg-sunken'}`}
            >
              <span className="min-w-0 flex-1 truncate" dir="auto">
                {nameOf(element)}
              </span>
              {wrong.has(n) && <CircleAlert className="size-3.5 flex-none text-loss" aria-hidden="true" />}
              {kindOf(element) !== nameOf(element) && (
                <span className="flex-none text-xs text-ink-3">{kindOf(element)}</span>
              )}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
