import { useEffect, useRef } from 'react';

export type KeyMap = Record<string, (event: KeyboardEvent) => void>;

/** "ctrl+shift+s", "a", "shift+a", "?", "escape": one spelling for every chord. */
export function chordOf(event: KeyboardEvent): string {
  // With Alt some keyboards type another sign; the key is then named by what stands on it.
  const printed = /^(?:Key|Digit)(.)$/.exec(event.code)?.[1];
  const named = event.altKey && printed && !/^[a-z0-9]$/i.test(event.key) ? printed : event.key;
  const key = named === ' ' ? 'space' : named.toLowerCase();
  const parts: string[] = [];
  if (event.ctrlKey || event.metaKey) parts.push('ctrl');
  if (event.altKey) parts.push('alt');
  // A sign that needs Shift to type ("?") is named by itself.
  if (event.shiftKey && (key.length > 1 || /\p{L}/u.test(key) || event.ctrlKey)) parts.push('shift');
  parts.push(key);
  return parts.join('+');
}

/** Whether the key would be text where it was pressed. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable) return true;
  if (target instanceof HTMLTextAreaElement) return true;
  if (!(target instanceof HTMLInputElement)) return false;
  if (target.inputMode === 'numeric' && target.dataset.stepper !== undefined) return false;
  return !['checkbox', 'radio', 'button', 'submit', 'range', 'file'].includes(target.type);
}

const modalIsOpen = () => document.querySelector('[data-modal]') !== null;

/**
 * Keys of the screen that is shown. Plain keys stay text while one types, and belong first to what has the focus; a chord
 * means the same wherever the focus is. An open dialog keeps all keys for itself.
 */
export function useKeys(keys: KeyMap, enabled = true) {
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    if (!enabled) return;
    const isChord = (event: KeyboardEvent) => event.ctrlKey || event.metaKey || event.altKey;
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return;
      const act = latest.current[chordOf(event)];
      // Most keys mean nothing here: the window is searched for a dialog only for those that do.
      if (!act || modalIsOpen()) return;
      if (!isChord(event) && event.key.length === 1 && isTyping(event.target)) return;
      event.preventDefault();
      // A list or a calendar would take the Enter of Ctrl+Enter for its own.
      if (isChord(event)) event.stopPropagation();
      act(event);
    };
    const first = (event: KeyboardEvent) => isChord(event) && onKey(event);
    const last = (event: KeyboardEvent) => !isChord(event) && onKey(event);
    window.addEventListener('keydown', first, true);
    window.addEventListener('keydown', last);
    return () => {
      window.removeEventListener('keydown', first, true);
      window.removeEventListener('keydown', last);
    };
  }, [enabled]);
}
