import type { AriaAttributes, AriaRole, ReactNode, Ref } from 'react';
import { FieldError, Input, Label, Text, TextField, type TextFieldProps } from 'react-aria-components';

type Props = Omit<TextFieldProps, 'className' | 'children'> & {
  label: ReactNode;
  hint?: ReactNode;
  problem?: string | null;
  placeholder?: string;
  className?: string;
  inputRef?: Ref<HTMLInputElement>;
  /** What the line is beside a line of text, such as a combobox, and a mark that it still wants something. */
  inputProps?: AriaAttributes & { role?: AriaRole; 'data-wanting'?: '' };
  'data-testid'?: string;
};

/** A labelled line of text. */
export function Field({
  label,
  hint,
  problem,
  placeholder,
  className = '',
  inputRef,
  inputProps,
  isInvalid,
  'data-testid': testId,
  ...rest
}: Props) {
  return (
    <TextField {...rest} isInvalid={isInvalid || Boolean(problem)} className={className}>
      <Label className="label">{label}</Label>
      <Input
        {...inputProps}
        ref={inputRef}
        className="input"
        placeholder={placeholder}
        data-testid={testId}
      />
      {hint && !problem && (
        <Text slot="description" className="mt-1 block text-xs text-ink-3">
          {hint}
        </Text>
      )}
      {problem && <FieldError className="mt-1 block text-xs text-loss">{problem}</FieldError>}
    </TextField>
  );
}
