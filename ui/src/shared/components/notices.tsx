import { X } from 'lucide-react';
import { createContext, type ReactNode, useCallback, useContext, useMemo, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from './Button';

export type Notice = {
  text: string;
  tone?: 'plain' | 'warn';
  action?: { label: string; run: () => void };
  /** What it is about: a later notice of the same takes its place, and it can be taken back. */
  about?: string;
  /** Stays until it is dismissed, answered or taken back. */
  stays?: boolean;
};
type Shown = Notice & { id: number };
const MOST = 4;
const Tell = createContext<(notice: Notice) => void>(() => undefined);
const TakeBack = createContext<(about: string) => void>(() => undefined);

/** Says something in passing; never the only place where a thing can be learned. */
export const useTell = () => useContext(Tell);
/** Takes back what was said about something that is no longer so. */
export const useTakeBack = () => useContext(TakeBack);

export function Notices({ children }: { children: ReactNode }) {
  const t = useTranslations('common');
  const [shown, setShown] = useState<Shown[]>([]);
  const next = useRef(1);
  const drop = useCallback((id: number) => setShown((all) => all.filter((one) => one.id !== id)), []);
  const tell = useCallback(
    (notice: Notice) => {
      const id = next.current++;
      setShown((all) => {
        const others = notice.about ? all.filter((one) => one.about !== notice.about) : all;
        // What passes by itself makes room for what must be read.
        const passing = others.filter((one) => !one.stays);
        const room = Math.max(0, MOST - 1 - (others.length - passing.length));
        const kept = others.filter((one) => one.stays || passing.indexOf(one) >= passing.length - room);
        return [...kept, { ...notice, id }];
      });
      if (!notice.stays) setTimeout(() => drop(id), notice.action ? 9_000 : 5_000);
    },
    [drop],
  );
  const takeBack = useCallback(
    (about: string) =>
      setShown((all) =>
        all.some((one) => one.about === about) ? all.filter((one) => one.about !== about) : all,
      ),
    [],
  );
  const list = useMemo(
    () =>
      shown.map((one) => (
        <div
          key={one.id}
          className={`flex items-center gap-3 rounded-md border py-1.5 ps-3.5 pe-1.5 shadow-float ${one.tone === 'warn' ? 'border-warn-line bg-warn-soft text-warn' : 'border-line-strong bg-raised'}`}
        >
          <span className="min-w-0 max-w-[64ch]">{one.text}</span>
          {one.action && (
            <Button
              kind="quiet"
              className="text-accent!"
              onPress={() => {
                one.action?.run();
                drop(one.id);
              }}
            >
              {one.action.label}
            </Button>
          )}
          <Button kind="quiet" icon aria-label={t('dismiss')} onPress={() => drop(one.id)}>
            <X className="size-3.5" aria-hidden="true" />
          </Button>
        </div>
      )),
    [shown, drop, t],
  );
  return (
    <Tell.Provider value={tell}>
      <TakeBack.Provider value={takeBack}>{children}</TakeBack.Provider>
      <div
        role="status"
        aria-live="polite"
        className="fixed bottom-10 start-1/2 z-40 flex w-max max-w-[calc(100vw-24px)] -translate-x-1/2 flex-col items-center gap-2 rtl:translate-x-1/2"
      >
        {list}
      </div>
    </Tell.Provider>
  );
}
