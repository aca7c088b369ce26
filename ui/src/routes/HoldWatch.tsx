import { useEffect, useRef } from 'react';
import { useTranslations } from 'use-intl';
import { useNow } from '../shared/clock';
import { useTakeBack, useTell } from '../shared/components/notices';
import { useCustomerView } from '../shared/customerView';
import { useFormat } from '../shared/format/useFormat';
import { useNav } from '../shared/nav';
import { useAsk } from '../shared/query';

const MINUTE = 60_000;
/** When a hold becomes pressing, the later one first. */
const MARKS = [1, 5] as const;

/** Says once each that a hold comes under five minutes and under one, wherever the agent is. */
export function HoldWatch() {
  const t = useTranslations('holds');
  const f = useFormat();
  const nav = useNav();
  const tell = useTell();
  const takeBack = useTakeBack();
  const now = useNow();
  const { on: turned } = useCustomerView();
  const { data: holds } = useAsk('list_holds', {});
  /** The mark that was told last, by order. */
  const told = useRef(new Map<string, number>());
  useEffect(() => {
    if (!holds) return;
    const standing = new Set<string>();
    for (const { id, code, title, state, hold_expires_at: until } of holds) {
      if (state !== 'held' || until === null || until <= now) continue;
      standing.add(id);
      const mark = MARKS.find((minutes) => until - now <= minutes * MINUTE);
      if (mark === undefined || (told.current.get(id) ?? Number.POSITIVE_INFINITY) <= mark) continue;
      told.current.set(id, mark);
      tell({
        about: `hold ${id}`,
        // What another client takes is not for the one who looks.
        text: `${t('warning', { code, n: mark, time: f.clock(until, true) })}${turned ? '' : ` ${title}`}`,
        tone: 'warn',
        stays: true,
        action: { label: t('open'), run: () => nav.openOrder(id) },
      });
    }
    for (const id of told.current.keys()) if (!standing.has(id)) takeBack(`hold ${id}`);
  }, [holds, now, turned, tell, takeBack, t, f, nav]);
  return null;
}
