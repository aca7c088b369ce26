import { useId, useState } from 'react';

type Props = {
  label: string;
  value: number | undefined;
  onChange: (value: number | undefined) => void;
  step?: number;
  least?: number;
  most?: number;
  /** What it says while empty; without it an empty box keeps what was. */
  empty?: string;
  isDisabled?: boolean;
  testId?: string;
};

/** A number that takes effect while it is typed; the arrows step. */
export function NumberBox(props: Props) {
  const { label, value, onChange, step = 0.5, least = 0, most = 1_000, empty, isDisabled, testId } = props;
  const id = useId();
  const shown = value === undefined ? '' : String(Math.round(value * 100) / 100);
  const [typed, setTyped] = useState<{ of: string; text: string } | null>(null);
  // What was typed belongs to the value it became.
  const text = typed && typed.of === shown ? typed.text : shown;
  const put = (next: number) => {
    const to = Math.round(Math.min(most, Math.max(least, next)) * 100) / 100;
    setTyped({ of: String(to), text: String(to) });
    onChange(to);
  };
  return (
    <div className="min-w-0">
      <label htmlFor={id} className="label truncate">
        {label}
      </label>
      <input
        id={id}
        className="input num"
        inputMode="decimal"
        autoComplete="off"
        disabled={isDisabled}
        placeholder={empty}
        value={text}
        data-testid={testId}
        onChange={(event) => {
          const now = event.target.value;
          const read = Number(now.trim().replace(',', '.'));
          if (now.trim() === '' && empty !== undefined) {
            setTyped({ of: '', text: now });
            onChange(undefined);
          } else if (now.trim() !== '' && Number.isFinite(read) && read >= least && read <= most) {
            setTyped({ of: String(Math.round(read * 100) / 100), text: now });
            onChange(read);
          } else setTyped({ of: shown, text: now });
        }}
        onBlur={() => setTyped(null)}
        onKeyDown={(event) => {
          const by = { ArrowUp: 1, ArrowDown: -1 }[event.key];
          if (by === undefined || event.altKey || event.ctrlKey) return;
          event.preventDefault();
          put((value ?? least) + by * (event.shiftKey ? 0.1 : step));
        }}
      />
    </div>
  );
}
