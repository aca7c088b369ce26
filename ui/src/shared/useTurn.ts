import { useLayoutEffect, useRef } from 'react';

/**
 * A list and, beside it, what is open of it. Where only one of them is seen at once the focus goes along to the other; and
 * when it is closed, back to where it came from.
 */
export function useTurn(open: boolean) {
  const list = useRef<HTMLElement>(null);
  const side = useRef<HTMLElement>(null);
  const from = useRef<HTMLElement | null>(null);
  const before = useRef(open);
  useLayoutEffect(() => {
    if (before.current === open) return;
    before.current = open;
    const focused = document.activeElement as HTMLElement | null;
    const lost = focused === null || focused === document.body;
    if (open) {
      from.current = list.current?.contains(focused) ? focused : null;
      const hidden = list.current && getComputedStyle(list.current).display === 'none';
      if (hidden && (lost || from.current)) side.current?.focus({ preventScroll: true });
    } else if (lost || side.current?.contains(focused)) {
      const back = from.current?.isConnected ? from.current : list.current;
      back?.focus({ preventScroll: true });
    }
  }, [open]);
  return { list, side };
}
