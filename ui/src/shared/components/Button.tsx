import type { ReactNode, Ref } from 'react';
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components';
import { heard } from '../keys/heard';
import { Kbd } from '../keys/Kbd';

type Kind = 'plain' | 'primary' | 'quiet' | 'loss';
export type ButtonProps = Omit<AriaButtonProps, 'className' | 'children'> & {
  kind?: Kind;
  big?: boolean;
  icon?: boolean;
  /** The key that does the same, shown beside the word. */
  keys?: string;
  /** A key that is only told to a reader. */
  'aria-keyshortcuts'?: string;
  className?: string;
  children?: ReactNode;
  ref?: Ref<HTMLButtonElement>;
  'data-testid'?: string;
};

/** A button that may show its key. */
export function Button({
  kind = 'plain',
  big,
  icon,
  keys,
  'aria-keyshortcuts': told = keys,
  className = '',
  children,
  ...rest
}: ButtonProps) {
  const classes = ['btn', kind !== 'plain' && `btn-${kind}`, big && 'btn-big', icon && 'btn-icon', className];
  return (
    <AriaButton {...rest} className={classes.filter(Boolean).join(' ')} render={heard(told)}>
      {children}
      {keys && !icon && <Kbd>{keys.replaceAll('Control', 'Ctrl').replaceAll('+', ' ')}</Kbd>}
    </AriaButton>
  );
}
