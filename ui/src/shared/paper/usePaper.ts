import { useSyncExternalStore } from 'react';
import type { MediaView, PrinterChoiceView } from '../../ipc/bindings';
import { useAsk } from '../query';

export const MEDIA: MediaView[] = ['a4', 'thermal80', 'stock'];
const KEY = 'counterfoil.paper';
type SetUp = PrinterChoiceView & { printer: string };
const isSetUp = (choice: PrinterChoiceView): choice is SetUp => choice.printer !== null;

// One desk, one paper: what is chosen on one screen holds on all of them.
const listeners = new Set<() => void>();
const subscribe = (tell: () => void) => {
  listeners.add(tell);
  return () => void listeners.delete(tell);
};
const kept = () => localStorage.getItem(KEY);
function take(media: MediaView) {
  localStorage.setItem(KEY, media);
  for (const tell of listeners) tell();
}

/** On which paper this desk prints: the one that was used last, else the first that has a printer. */
export function usePaper() {
  const { data, isPending } = useAsk('list_printer_choices', {});
  const last = useSyncExternalStore(subscribe, kept);
  const ready = (data ?? []).filter(isSetUp);
  return {
    /** Known whether any printer is chosen. */
    known: !isPending,
    choice: ready.find((one) => one.media === last) ?? ready[0] ?? null,
    ready,
    take,
  };
}

export type Paper = ReturnType<typeof usePaper>;
