import { createContext, type ReactNode, useContext, useMemo, useState } from 'react';

type View = { on: boolean; toggle: () => void };
const Shown = createContext<View>({ on: false, toggle: () => undefined });

/**
 * Whether the screen is turned to the client: what only the desk should see is then hidden. Never remembered, so that
 * the day begins with the agent's view.
 */
export const useCustomerView = () => useContext(Shown);

export function CustomerView({ children }: { children: ReactNode }) {
  const [on, setOn] = useState(false);
  const view = useMemo(() => ({ on, toggle: () => setOn((was) => !was) }), [on]);
  return <Shown.Provider value={view}>{children}</Shown.Provider>;
}
