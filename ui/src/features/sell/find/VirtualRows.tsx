import { observeElementRect, useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useEffect, useRef } from 'react';
import { ROW_HEIGHT } from './Row';

type Props = {
  label: string;
  count: number;
  active: number;
  rowOf: (n: number) => ReactNode;
  onEnd: () => void;
};

/** A long list of equal rows of which only the visible ones exist. */
export function VirtualRows({ label, count, active, rowOf, onEnd }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count,
    getScrollElement: () => place.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 6,
    // A place without a size yet still shows its first rows.
    observeElementRect: (instance, tell) =>
      observeElementRect(instance, (rect) => tell(rect.height > 0 ? rect : { width: 360, height: 640 })),
  });
  const shown = rows.getVirtualItems();
  const last = shown.at(-1)?.index ?? 0;
  useEffect(() => {
    if (last >= count - 10) onEnd();
  }, [last, count, onEnd]);
  useEffect(() => {
    if (active >= 0) rows.scrollToIndex(active, { align: 'auto' });
  }, [active, rows]);
  return (
    <div
      ref={place}
      id="find-list"
      role="listbox"
      aria-label={label}
      tabIndex={-1}
      className="scroll min-h-0 flex-1"
    >
      <div role="presentation" className="relative" style={{ height: rows.getTotalSize() }}>
        {shown.map((row) => (
          <div
            key={row.key}
            role="presentation"
            className="absolute inset-x-0 top-0"
            style={{ transform: `translateY(${row.start}px)` }}
          >
            {rowOf(row.index)}
          </div>
        ))}
      </div>
    </div>
  );
}
