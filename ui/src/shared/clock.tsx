import { createContext, type ReactNode, useCallback, useContext, useEffect, useRef, useState } from 'react';
import { useAsk } from './query';

const Offset = createContext<{ current: number }>({ current: 0 });

/** Countdowns follow the desk's clock, not the browser's: the difference is learned with every look at the desk. */
export function DeskClock({ children }: { children: ReactNode }) {
  const offset = useRef(0);
  const { data, dataUpdatedAt } = useAsk('get_desk', {}, { refetchInterval: 30_000 });
  // Only a fresh answer tells the time: a patched one carries an old `now`.
  const heard = useRef<number | null>(null);
  if (data && data.now !== heard.current) {
    heard.current = data.now;
    offset.current = data.now - dataUpdatedAt;
  }
  return <Offset.Provider value={offset}>{children}</Offset.Provider>;
}

/** Now by the desk's clock, ticking. */
export function useNow(every = 1_000): number {
  const offset = useContext(Offset);
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), every);
    return () => clearInterval(timer);
  }, [every]);
  return now + offset.current;
}

/** The desk's clock to look at when something happens, without a drawing each second. */
export function useDeskTime(): () => number {
  const offset = useContext(Offset);
  return useCallback(() => Date.now() + offset.current, [offset]);
}
