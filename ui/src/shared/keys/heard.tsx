import type { ComponentProps } from 'react';

/**
 * For the buttons of React Aria, which drop `aria-keyshortcuts`: the key that stands beside the word for the eye is told to
 * a reader by this.
 */
export const heard = (keys: string | undefined) =>
  keys === undefined
    ? undefined
    : (props: ComponentProps<'button'>) => <button type="button" {...props} aria-keyshortcuts={keys} />;
