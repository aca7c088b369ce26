import type { ReactNode } from 'react';

/** The line on top of each screen: its one search or its title on the start side, quiet tools on the other. */
export function TopLine({ children, end }: { children: ReactNode; end?: ReactNode }) {
  return (
    <header className="flex h-12 flex-none items-center gap-3 border-b border-line bg-panel px-4 max-narrow:px-2">
      <div className="flex min-w-0 flex-1 items-center gap-3">{children}</div>
      {end && <div className="flex flex-none items-center gap-2 text-ink-2">{end}</div>}
    </header>
  );
}
