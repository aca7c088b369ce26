import { observeElementRect, useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react';

type Props = {
  label: string;
  count: number;
  columns: number;
  height: number;
  active: number;
  /** Another list begins at its top. */
  of: string;
  itemOf: (n: number) => ReactNode;
  onSight: (from: number, to: number) => void;
  onWidth: (width: number) => void;
  onKeyDown: (event: KeyboardEvent) => void;
};

/** A long list of equal rows, of one or several items each, of which only the visible ones exist. */
export function VirtualList(props: Props) {
  const { label, count, columns, height, active, of, itemOf, onSight, onWidth, onKeyDown } = props;
  const place = useRef<HTMLDivElement>(null);
  const tellWidth = useRef(onWidth);
  tellWidth.current = onWidth;
  const rows = useVirtualizer({
    count: Math.ceil(count / columns),
    getScrollElement: () => place.current,
    estimateSize: () => height,
    overscan: 3,
    useFlushSync: false,
    // A place without a size yet still shows its first rows.
    observeElementRect: (instance, tell) =>
      observeElementRect(instance, (rect) => {
        tellWidth.current(rect.width);
        tell(rect.height > 0 ? rect : { width: 360, height: 640 });
      }),
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: rows of another height are measured anew
  useEffect(() => rows.measure(), [height, rows]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only another list goes back to the top
  useEffect(() => {
    if (place.current) place.current.scrollTop = 0;
  }, [of]);
  const shown = rows.getVirtualItems();
  const from = (rows.range?.startIndex ?? 0) * columns;
  const to = Math.min(count - 1, (rows.range?.endIndex ?? 0) * columns + columns - 1);
  useEffect(() => {
    if (to >= from) onSight(from, to);
  }, [from, to, onSight]);
  useEffect(() => {
    if (active >= 0) rows.scrollToIndex(Math.floor(active / columns), { align: 'auto' });
  }, [active, columns, rows]);
  return (
    <div
      ref={place}
      id="find-list"
      role="listbox"
      aria-label={label}
      tabIndex={-1}
      onKeyDown={onKeyDown}
      className="find-list scroll"
    >
      <div role="presentation" className="relative" style={{ height: rows.getTotalSize() }}>
        {shown.map((row) => (
          <div
            key={row.key}
            role="presentation"
            className="absolute inset-x-0 top-0 grid"
            style={{
              height,
              transform: `translateY(${row.start}px)`,
              gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))`,
            }}
          >
            {Array.from({ length: Math.min(columns, count - row.index * columns) }, (_, n) =>
              itemOf(row.index * columns + n),
            )}
          </div>
        ))}
      </div>
    </div>
  );
}
