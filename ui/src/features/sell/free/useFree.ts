import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { FreeView } from '../../../ipc/bindings';
import { asProblem, useHost } from '../../../ipc/host';
import { deskDay } from '../../../shared/format/day';
import { keyOf, type Ref } from '../find/item';

export type FreeWish = { day: string; people: number };
type Sighted = Pick<Ref, 'kind' | 'id'>;
const NOTHING: ReadonlyMap<string, FreeView> = new Map();
const NONE: ReadonlySet<string> = new Set();
/** The core takes no more in one call. */
const BATCH = 24;
/** While one scrolls past, nothing is asked. */
const SETTLE = 200;

/**
 * What is free on a day, for the rows that are in sight: one question at a time, each thing once. The answers live with
 * this wish on this screen and nowhere else, because room is never kept beyond its screen.
 */
export function useFree() {
  const host = useHost();
  const [wish, setWishOnly] = useState<FreeWish | null>(null);
  const [hideFull, setHideFull] = useState(false);
  const [answers, setAnswers] = useState(NOTHING);
  const [sight, setSight] = useState<Sighted[]>([]);
  const [asking, setAsking] = useState(false);
  /** Why this wish cannot be asked at all, such as a day that is past. */
  const [refusal, setRefusal] = useState<string | null>(null);
  /** Grows when answers are forgotten: what was asked before is not taken any more. */
  const turn = useRef(0);
  /** How many went last time. */
  const party = useRef(2);
  const forget = useCallback(() => {
    turn.current += 1;
    setAnswers(NOTHING);
    setRefusal(null);
  }, []);
  const setWish = useCallback(
    (to: FreeWish | null) => {
      forget();
      setWishOnly(to);
      if (to) party.current = to.people;
    },
    [forget],
  );
  // The screen goes, the answers go.
  useEffect(() => forget, [forget]);

  useEffect(() => {
    if (!wish || asking) return;
    const batch: Sighted[] = [];
    for (const one of sight) {
      const twin = batch.some((other) => other.id === one.id);
      if (!answers.has(keyOf(one)) && !twin && batch.length < BATCH) batch.push(one);
    }
    if (batch.length === 0) return;
    const later = setTimeout(async () => {
      const mine = turn.current;
      setAsking(true);
      const idsOf = (kind: Sighted['kind']) => batch.filter((one) => one.kind === kind).map((one) => one.id);
      let views: FreeView[] = [];
      try {
        views = await host.call('fetch_free', {
          experiences: idsOf('experience'),
          products: idsOf('product'),
          ...wish,
        });
      } catch (thrown) {
        // What cannot be asked is not known; the rows say so, and one can ask again.
        const { code, message } = asProblem(thrown);
        if (mine === turn.current && code === 'ERR00014') setRefusal(message);
      }
      if (mine === turn.current)
        setAnswers((before) => {
          const after = new Map(before);
          for (const one of batch)
            after.set(
              keyOf(one),
              views.find((view) => view.id === one.id) ?? {
                id: one.id,
                state: 'unknown',
                from_price: null,
                asked_at: Date.now(),
              },
            );
          return after;
        });
      setAsking(false);
    }, SETTLE);
    return () => clearTimeout(later);
  }, [wish, sight, answers, asking, host]);

  const hidden = useMemo(
    () =>
      hideFull && wish
        ? new Set([...answers].filter(([, view]) => view.state === 'full').map(([key]) => key))
        : NONE,
    [hideFull, wish, answers],
  );
  const see = useCallback((refs: Sighted[]) => {
    setSight((before) =>
      before.length === refs.length && before.every((one, n) => refs[n] && keyOf(one) === keyOf(refs[n]))
        ? before
        : refs,
    );
  }, []);
  return useMemo(
    () => ({
      wish,
      setWish,
      /** On for today, or off. */
      toggle: (now: number) => setWish(wish ? null : { day: deskDay(now), people: party.current }),
      hideFull,
      setHideFull,
      hidden,
      asking,
      refusal,
      forget,
      /** How it stands for one thing; `asking` while it is not known yet; `null` when nobody wants to know. */
      of: (one: Sighted | null): FreeView | 'asking' | null =>
        wish && one ? (answers.get(keyOf(one)) ?? 'asking') : null,
      anyUnknown: [...answers.values()].some((view) => view.state === 'unknown'),
      /** Tells what is in sight. */
      see,
    }),
    [wish, setWish, hideFull, hidden, asking, refusal, forget, answers, see],
  );
}

export type Free = ReturnType<typeof useFree>;
