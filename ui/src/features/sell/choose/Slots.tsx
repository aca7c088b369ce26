import { memo, useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { DayView, SlotView } from '../../../ipc/bindings';
import { useFormat } from '../../../shared/format/useFormat';

type Props = {
  day: DayView;
  chosen: string | null | undefined;
  onChoose: (time: string | null) => void;
  perOrder: number | null;
  grab: number;
};

/** The times of a day. Arrows move, Enter takes; one stop for the Tab key. What is sold out is told and not taken. */
export const Slots = memo(function Slots({ day, chosen, onChoose, perOrder, grab }: Props) {
  const t = useTranslations('calendar');
  const f = useFormat();
  const list = useRef<HTMLDivElement>(null);
  const chosenAt = day.slots.findIndex((slot) => slot.time === chosen && slot.is_available);
  const firstFree = day.slots.findIndex((slot) => slot.is_available);
  const home = Math.max(0, chosenAt >= 0 ? chosenAt : firstFree);
  const [at, setAt] = useState(home);
  const focusOn = (n: number) => list.current?.querySelectorAll<HTMLElement>('[role=option]')[n]?.focus();
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a new wish for the focus moves it
  useEffect(() => {
    if (grab === 0) return;
    // After the calendar has done with the key that chose the day.
    const later = setTimeout(() => focusOn(home), 0);
    return () => clearTimeout(later);
  }, [grab]);
  const take = (slot: SlotView | undefined) => {
    if (slot?.is_available) onChoose(slot.time);
  };
  const onKey = (event: React.KeyboardEvent) => {
    const by = { ArrowDown: 1, ArrowUp: -1, Home: -999, End: 999 }[event.key];
    if (by !== undefined) focusOn(Math.max(0, Math.min(day.slots.length - 1, at + by)));
    else if (event.key === 'Enter' || event.key === ' ') take(day.slots[at]);
    else return;
    event.preventDefault();
  };
  const roomOf = (slot: SlotView) => {
    if (!slot.is_available) return t('sold_out');
    return slot.max !== null && slot.max !== perOrder ? t('most', { n: f.number(slot.max) }) : '';
  };
  return (
    <div
      ref={list}
      role="listbox"
      aria-label={t('times')}
      tabIndex={-1}
      onKeyDown={onKey}
      className="scroll grid max-h-[320px] grid-cols-[minmax(0,1fr)] content-start gap-1.5 p-0.5"
    >
      {day.slots.map((slot, n) => {
        const isChosen = slot.time === chosen && slot.is_available;
        const looks = isChosen
          ? 'border-accent bg-raised shadow-[0_0_0_1px_var(--accent)]'
          : slot.is_available
            ? 'border-line bg-raised hover:border-line-strong'
            : 'border-line text-ink-3';
        return (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the list takes the keys for all of them
          <div
            key={slot.time ?? 'day'}
            role="option"
            aria-selected={isChosen}
            aria-disabled={!slot.is_available || undefined}
            tabIndex={n === at ? 0 : -1}
            data-testid={slot.time === null ? 'slot-whole-day' : `slot-${slot.time}`}
            onFocus={() => setAt(n)}
            onClick={() => take(slot)}
            className={`flex min-h-10 tabular-nums flex-none items-center gap-3 rounded-md border px-3 ${looks}`}
          >
            <b
              className={`text-[14px] ${slot.is_available ? 'font-semibold' : 'font-normal line-through decoration-1'}`}
            >
              {slot.time ?? t('wholeDay')}
            </b>
            <span className="min-w-0 flex-1 truncate text-xs text-ink-3">{roomOf(slot)}</span>
            {slot.is_available && slot.from_price && <span>{f.amount(slot.from_price)}</span>}
          </div>
        );
      })}
    </div>
  );
});
