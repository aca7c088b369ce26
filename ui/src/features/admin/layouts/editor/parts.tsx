import { Check } from 'lucide-react';
import { Checkbox } from 'react-aria-components';
import { Picker } from '../../../../shared/components/Picker';

type Props<T extends string> = {
  label: string;
  value: T;
  options: { id: T; name: string }[];
  onChange: (to: T) => void;
  'data-testid'?: string;
};

/** A labelled choice in the panel of properties. */
export function Choice<T extends string>({
  label,
  value,
  options,
  onChange,
  'data-testid': testId,
}: Props<T>) {
  return (
    <div className="min-w-0">
      <span className="label truncate">{label}</span>
      <Picker
        label={label}
        value={value}
        options={options}
        onChange={(to) => onChange(to as T)}
        data-testid={testId}
      />
    </div>
  );
}

/** Yes or no. */
export function Tick({
  label,
  on,
  onChange,
}: {
  label: string;
  on: boolean;
  onChange: (on: boolean) => void;
}) {
  return (
    <Checkbox
      isSelected={on}
      onChange={onChange}
      className="group col-span-2 flex min-h-7 items-center gap-2"
    >
      <span className="grid size-4 flex-none place-items-center rounded-[4px] border border-line-strong bg-raised group-data-focus-visible:outline-2 group-data-selected:border-accent group-data-selected:bg-accent">
        <Check
          className="size-3 text-on-accent opacity-0 group-data-selected:opacity-100"
          strokeWidth={3}
          aria-hidden="true"
        />
      </span>
      {label}
    </Checkbox>
  );
}
