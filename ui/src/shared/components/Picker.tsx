import { Check, ChevronDown } from 'lucide-react';
import { Button, ListBox, ListBoxItem, Popover, Select, SelectValue } from 'react-aria-components';

export type Option = { id: string; name: string; note?: string };
type Props = {
  label: string;
  options: Option[];
  value: string;
  onChange: (id: string) => void;
  className?: string;
  isDisabled?: boolean;
  /** As low as a chip. */
  small?: boolean;
  'data-testid'?: string;
};

/** A compact choice from a list; type to jump. */
export function Picker({
  label,
  options,
  value,
  onChange,
  className = '',
  isDisabled,
  small,
  'data-testid': testId,
}: Props) {
  return (
    <Select
      aria-label={label}
      value={value}
      onChange={(key) => key !== null && onChange(String(key))}
      isDisabled={isDisabled}
      className={`min-w-0 outline-none! ${className}`}
    >
      <Button
        className={`btn w-full justify-between! ${small ? 'min-h-6! gap-1! px-2! py-0!' : 'px-2.5!'}`}
        data-testid={testId}
      >
        <SelectValue className="min-w-0 truncate">
          {({ defaultChildren, selectedText }) => selectedText || defaultChildren}
        </SelectValue>
        <ChevronDown className="size-3.5 flex-none text-ink-3" aria-hidden="true" />
      </Button>
      <Popover
        data-modal=""
        offset={4}
        className="scroll min-w-(--trigger-width) rounded-md border border-line-strong bg-raised p-1 shadow-float"
      >
        <ListBox aria-label={label} items={options} className="outline-none">
          {(option) => (
            <ListBoxItem
              id={option.id}
              textValue={option.name}
              className="flex min-h-7 items-center gap-2 rounded-sm px-2 data-focused:bg-accent-soft data-selected:font-semibold"
            >
              {({ isSelected }) => (
                <>
                  <Check
                    className={`size-3.5 flex-none text-accent ${isSelected ? '' : 'invisible'}`}
                    aria-hidden="true"
                  />
                  <span className="flex-1" dir="auto">
                    {option.name}
                  </span>
                  {option.note && <span className="text-sm font-normal text-ink-3">{option.note}</span>}
                </>
              )}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </Select>
  );
}
