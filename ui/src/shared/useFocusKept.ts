import { type RefObject, useEffect, useRef } from 'react';

/**
 * What had the focus may go with what it belonged to: a hold that was released, a button that is not allowed any more. Then
 * its place takes the focus, and whoever goes on by Tab goes on from there instead of from the window's top. Looked at
 * whenever `change` is another; a dialog over the place belongs to it.
 */
export function useFocusKept(
  place: RefObject<HTMLElement | null>,
  change: unknown,
  /** What of the place takes it, else the place itself. */
  heir?: () => HTMLElement | null | undefined,
) {
  const inside = useRef(false);
  const find = useRef(heir);
  find.current = heir;
  useEffect(() => {
    const note = ({ target }: FocusEvent) => {
      if (!(target instanceof HTMLElement) || target.closest('[data-modal]')) return;
      inside.current = place.current?.contains(target) ?? false;
    };
    document.addEventListener('focusin', note);
    return () => document.removeEventListener('focusin', note);
  }, [place]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a change may have taken it
  useEffect(() => {
    if (!inside.current || document.activeElement !== document.body) return;
    (find.current?.() ?? place.current)?.focus({ preventScroll: true });
  }, [change]);
}
