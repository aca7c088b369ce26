import { startTransition, useEffect, useState } from 'react';
import { SCREENS, type Screen } from '../shared/nav';

/** After the first screen has its answers. */
const REST = 1_500;
/** One at a time, so that a key pressed meanwhile is answered. */
const BETWEEN = 150;

/**
 * The screens that exist: those that were shown, and, where `ahead` is set, the others once the window has come to rest. So
 * the first screen does not wait for four that nobody sees, and going to another one is quick all the same.
 */
export function useDrawn(shown: Screen, ahead: boolean): ReadonlySet<Screen> {
  const [drawn, setDrawn] = useState<ReadonlySet<Screen>>(() => new Set([shown]));
  const now = drawn.has(shown) ? drawn : new Set(drawn).add(shown);
  if (now !== drawn) setDrawn(now);
  const next = ahead ? SCREENS.find((screen) => !now.has(screen)) : undefined;
  const isFirst = now.size === 1;
  useEffect(() => {
    if (next === undefined) return;
    const later = setTimeout(
      () => startTransition(() => setDrawn((all) => new Set(all).add(next))),
      isFirst ? REST : BETWEEN,
    );
    return () => clearTimeout(later);
  }, [next, isFirst]);
  return now;
}
