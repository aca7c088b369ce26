import { Switch } from 'react-aria-components';

/** On or off, at once. */
export function SwitchBox({
  label,
  on,
  onChange,
}: {
  label: string;
  on: boolean;
  onChange: (on: boolean) => void;
}) {
  return (
    <Switch
      aria-label={label}
      isSelected={on}
      onChange={onChange}
      className="group inline-flex cursor-default align-middle"
    >
      <span className="flex h-[18px] w-8 items-center rounded-full border border-line-strong bg-sunken p-0.5 transition-colors group-data-focus-visible:outline-2 group-data-focus-visible:outline-offset-1 group-data-focus-visible:outline-accent group-data-selected:border-accent group-data-selected:bg-accent">
        <span className="size-3 rounded-full bg-ink-3 transition-transform group-data-selected:translate-x-[14px] group-data-selected:bg-on-accent rtl:group-data-selected:-translate-x-[14px]" />
      </span>
    </Switch>
  );
}
