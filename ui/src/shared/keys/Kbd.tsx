import type { ReactNode } from 'react';

export function Kbd({ children, className }: { children: ReactNode; className?: string }) {
  return (
    <span aria-hidden="true" className={`kbd ${className ?? ''}`}>
      {children}
    </span>
  );
}
