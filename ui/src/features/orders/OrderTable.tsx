import { observeElementRect, useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { OrderCard } from '../../ipc/bindings';
import { useNow } from '../../shared/clock';
import { Skeleton } from '../../shared/components/Empty';
import { useFormat } from '../../shared/format/useFormat';
import { HoldLeft } from '../../shared/order/HoldLeft';
import { StateBadge } from '../../shared/order/StateBadge';

type Props = {
  items: OrderCard[];
  loading: boolean;
  chosen: string | null;
  onOpen: (id: string) => void;
  onEnd: () => void;
};
const HEIGHT = 52;

/** Orders as rows of which only the visible ones exist; arrows move, Enter opens. */
export function OrderTable({ items, loading, chosen, onOpen, onEnd }: Props) {
  const t = useTranslations('orders');
  const f = useFormat();
  const now = useNow(30_000);
  const place = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState(0);
  const rows = useVirtualizer({
    count: items.length,
    getScrollElement: () => place.current,
    estimateSize: () => HEIGHT,
    overscan: 8,
    observeElementRect: (instance, tell) =>
      observeElementRect(instance, (rect) => tell(rect.height > 0 ? rect : { width: 800, height: 640 })),
  });
  const shown = rows.getVirtualItems();
  const last = shown.at(-1)?.index ?? 0;
  useEffect(() => {
    if (items.length > 0 && last >= items.length - 10) onEnd();
  }, [last, items.length, onEnd]);
  const focusOn = (n: number) => {
    const to = Math.max(0, Math.min(items.length - 1, n));
    rows.scrollToIndex(to, { align: 'auto' });
    setAt(to);
    requestAnimationFrame(() => place.current?.querySelector<HTMLElement>(`[data-n="${to}"]`)?.focus());
  };
  if (loading)
    return (
      <div aria-hidden="true">
        {Array.from({ length: 10 }, (_, n) => (
          <div
            key={n}
            style={{ height: HEIGHT }}
            className="grid grid-cols-[80px_1fr_90px] items-center gap-3 border-b border-line px-4"
          >
            <Skeleton className="h-4" />
            <Skeleton className="h-4 w-3/5" />
            <Skeleton className="h-4" />
          </div>
        ))}
      </div>
    );
  return (
    <div
      ref={place}
      role="listbox"
      aria-label={t('title')}
      tabIndex={-1}
      className="scroll min-h-0 flex-1"
      onKeyDown={(event) => {
        if (event.ctrlKey || event.metaKey || event.altKey) return;
        const by = {
          ArrowDown: 1,
          ArrowUp: -1,
          PageDown: 10,
          PageUp: -10,
          Home: -items.length,
          End: items.length,
        }[event.key];
        const card = items[at];
        if (by !== undefined) focusOn(at + by);
        else if ((event.key === 'Enter' || event.key === ' ') && card) onOpen(card.id);
        else return;
        event.preventDefault();
      }}
    >
      <div role="presentation" className="relative" style={{ height: rows.getTotalSize() }}>
        {shown.map((row) => {
          const card = items[row.index];
          if (!card) return null;
          const on = card.id === chosen;
          return (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the list takes the keys for all of them
            <div
              key={card.id}
              role="option"
              aria-selected={on}
              aria-setsize={items.length}
              aria-posinset={row.index + 1}
              tabIndex={row.index === Math.min(at, items.length - 1) ? 0 : -1}
              data-testid="order-row"
              data-n={row.index}
              data-state={card.state}
              onFocus={() => setAt(row.index)}
              onClick={() => onOpen(card.id)}
              style={{ height: HEIGHT, transform: `translateY(${row.start}px)` }}
              className={`order-row absolute inset-x-0 top-0 border-b border-line px-4 -outline-offset-2! ${on ? 'bg-accent-soft shadow-[inset_3px_0_var(--accent)] rtl:shadow-[inset_-3px_0_var(--accent)]' : 'hover:bg-panel'}`}
            >
              <span className="font-semibold">{card.code}</span>
              <span className="min-w-0">
                <span className="block truncate font-medium" dir="auto" title={card.title}>
                  {card.title}
                </span>
                <span className="block truncate text-ink-2" dir="auto">
                  {card.customer_name} <span className="text-ink-3">· {card.party}</span>
                </span>
              </span>
              <span className="order-when min-w-0">
                <span className="block truncate">
                  {[f.day(card.day), card.time].filter(Boolean).join(' · ')}
                </span>
                <span className="block truncate text-ink-3" dir="auto">
                  {card.city_name}
                </span>
              </span>
              <span className="flex flex-col items-start gap-0.5">
                <StateBadge state={card.state} />
                {card.state === 'held' && card.hold_expires_at !== null && (
                  <HoldLeft until={card.hold_expires_at} />
                )}
              </span>
              <span className="text-end whitespace-nowrap">
                <span className="block font-medium">{card.total ? f.money(card.total) : '–'}</span>
                <span className="block text-xs text-ink-3">{f.ago(card.created_at, now)}</span>
              </span>
            </div>
          );
        })}
      </div>
    </div>
  );
}
