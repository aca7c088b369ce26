import { useState } from 'react';

export type Layout = 'list' | 'grid';
const KEY = 'counterfoil.find.layout';

/** Rows or cards; this desk remembers. */
export function useLayout() {
  const [layout, setOnly] = useState<Layout>(() => (localStorage.getItem(KEY) === 'grid' ? 'grid' : 'list'));
  return {
    layout,
    setLayout: (to: Layout) => {
      localStorage.setItem(KEY, to);
      setOnly(to);
    },
  };
}
