import type { ReactNode } from 'react';

type Props = { icon?: ReactNode; title: string; children?: ReactNode; className?: string };

/** An empty place that says what to do next. */
export function Empty({ icon, title, children, className = '' }: Props) {
  return (
    <div className={`flex flex-col items-center justify-center gap-2 px-6 py-10 text-center ${className}`}>
      {icon && <div className="mb-1 text-ink-3">{icon}</div>}
      <h2 className="text-md font-semibold">{title}</h2>
      <div className="max-w-[44ch] text-ink-2">{children}</div>
    </div>
  );
}

export function Skeleton({ className = '' }: { className?: string }) {
  return <div className={`skeleton ${className}`} aria-hidden="true" />;
}
