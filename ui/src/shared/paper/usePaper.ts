import { useState } from 'react';
import type { MediaView, PrinterChoiceView } from '../../ipc/bindings';
import { useAsk } from '../query';

export const MEDIA: MediaView[] = ['a4', 'thermal80', 'stock'];
const KEY = 'counterfoil.paper';
type SetUp = PrinterChoiceView & { printer: string };
const isSetUp = (choice: PrinterChoiceView): choice is SetUp => choice.printer !== null;

/** On which paper this desk prints: the one that was used last, else the first that has a printer. */
export function usePaper() {
  const { data, isPending } = useAsk('list_printer_choices', {});
  const [kept, setKept] = useState(() => localStorage.getItem(KEY));
  const ready = (data ?? []).filter(isSetUp);
  const choice = ready.find((one) => one.media === kept) ?? ready[0] ?? null;
  return {
    /** Known whether any printer is chosen. */
    known: !isPending,
    choice,
    ready,
    take(media: MediaView) {
      localStorage.setItem(KEY, media);
      setKept(media);
    },
  };
}

export type Paper = ReturnType<typeof usePaper>;
