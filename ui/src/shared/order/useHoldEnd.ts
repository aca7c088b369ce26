import { useEffect, useRef } from 'react';
import { useDeskTime } from '../clock';

/** Room for two clocks of one machine that round differently. */
const MARGIN = 50;

/** Does something once a hold's time is over: what may be done with it is another question then. */
export function useHoldEnd(until: number | null, then: () => void) {
  const deskTime = useDeskTime();
  const latest = useRef(then);
  latest.current = then;
  useEffect(() => {
    if (until === null) return;
    const timer = setTimeout(() => latest.current(), Math.max(0, until - deskTime()) + MARGIN);
    return () => clearTimeout(timer);
  }, [until, deskTime]);
}
