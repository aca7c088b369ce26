import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import { useTranslations } from 'use-intl';
import type { StateView } from '../../ipc/bindings';
import { useFormat } from '../../shared/format/useFormat';
import { STATES } from '../../shared/order/states';
import { useAsk } from '../../shared/query';

/** Which states to show; counts where the desk knows them without asking. */
export function StateChips({
  states,
  onChange,
}: {
  states: StateView[];
  onChange: (states: StateView[]) => void;
}) {
  const t = useTranslations();
  const f = useFormat();
  const { data: desk } = useAsk('get_desk', {});
  const counts: Partial<Record<StateView, number>> = desk
    ? { held: desk.held, fulfilling: desk.fulfilling, unknown: desk.unknown }
    : {};
  return (
    <ToggleButtonGroup
      aria-label={t('orders.states')}
      selectionMode="multiple"
      selectedKeys={states}
      onSelectionChange={(keys) => onChange(STATES.filter((state) => keys.has(state)))}
      className="flex flex-none gap-1.5 overflow-x-auto border-b border-line px-3 py-2"
    >
      {STATES.map((state) => (
        <ToggleButton key={state} id={state} className="chip" data-testid={`state-${state}`}>
          {t(`state.${state}`)}
          {counts[state] ? <span className="opacity-75">{f.number(counts[state])}</span> : null}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}
