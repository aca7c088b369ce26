import { useCallback, useRef } from 'react';

/**
 * A function that stays the same and does what the latest drawing says, for what happens after it: a part that is given
 * it is drawn again only for its own sake.
 */
export function useSteady<A extends unknown[], R>(act: (...args: A) => R): (...args: A) => R {
  const latest = useRef(act);
  latest.current = act;
  return useCallback((...args: A) => latest.current(...args), []);
}
