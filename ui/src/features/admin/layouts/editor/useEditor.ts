import { useReducer } from 'react';
import type { LayoutDoc } from '../../../../ipc/layout';

type State = {
  doc: LayoutDoc;
  past: LayoutDoc[];
  future: LayoutDoc[];
  /** As it is kept, to know what is not saved. */
  kept: LayoutDoc | null;
  /** Changes of one drag or of one field belong together: one undo takes them back. */
  gesture: string | null;
};
export type Edit =
  | { do: 'change'; doc: LayoutDoc; gesture?: string }
  | { do: 'rest' }
  | { do: 'undo' }
  | { do: 'redo' }
  | { do: 'saved'; doc: LayoutDoc };
const MOST = 200;

export function edited(state: State, act: Edit): State {
  const { doc, past, future } = state;
  switch (act.do) {
    case 'change': {
      if (act.doc === doc) return state;
      const goesOn = act.gesture !== undefined && act.gesture === state.gesture;
      return {
        ...state,
        doc: act.doc,
        past: goesOn ? past : [...past, doc].slice(-MOST),
        future: [],
        gesture: act.gesture ?? null,
      };
    }
    case 'rest':
      return state.gesture === null ? state : { ...state, gesture: null };
    case 'undo': {
      const before = past.at(-1);
      if (!before) return state;
      return { ...state, doc: before, past: past.slice(0, -1), future: [doc, ...future], gesture: null };
    }
    case 'redo': {
      const [next, ...rest] = future;
      if (!next) return state;
      return { ...state, doc: next, past: [...past, doc], future: rest, gesture: null };
    }
    case 'saved':
      return { ...state, kept: act.doc, gesture: null };
  }
}

export const beginEdit = (doc: LayoutDoc, isKept: boolean): State => ({
  doc,
  past: [],
  future: [],
  kept: isKept ? doc : null,
  gesture: null,
});

/** A layout that is being changed: every step can be taken back. */
export function useEditor(first: LayoutDoc, isKept: boolean) {
  const [state, dispatch] = useReducer(edited, undefined, () => beginEdit(first, isKept));
  return {
    ...state,
    dispatch,
    change: (doc: LayoutDoc, gesture?: string) => dispatch({ do: 'change', doc, gesture }),
    dirty: state.doc !== state.kept,
  };
}

export type Editor = ReturnType<typeof useEditor>;
