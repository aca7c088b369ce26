import { useRef, useState } from 'react';

/** Which rows of a list are chosen; a range runs from the last one chosen by itself. */
export function useSelection(shown: string[]) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  // Kept beside what is drawn: a range may begin and grow within one key press.
  const anchor = useRef<string | null>(null);
  // What the filter hides is not chosen: nothing is switched that one does not see.
  const visible = shown.filter((id) => chosen.has(id));
  const only = (ids: string[]) => setChosen(new Set(ids));
  const toggle = (id: string) => {
    anchor.current = id;
    only(visible.includes(id) ? visible.filter((one) => one !== id) : [...visible, id]);
  };
  return {
    ids: visible,
    has: (id: string) => chosen.has(id),
    toggle,
    /** From the anchor to here, and nothing else. */
    extend: (id: string) => {
      const from = shown.indexOf(anchor.current ?? id);
      const to = shown.indexOf(id);
      if (from < 0) return toggle(id);
      only(shown.slice(Math.min(from, to), Math.max(from, to) + 1));
    },
    begin: (id: string) => {
      anchor.current ??= id;
    },
    all: () => only(shown),
    clear: () => {
      only([]);
      anchor.current = null;
    },
  };
}

export type Selection = ReturnType<typeof useSelection>;
