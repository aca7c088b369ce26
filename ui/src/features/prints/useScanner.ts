import { useEffect, useRef } from 'react';
import { isTyping } from '../../shared/keys/useKeys';

/** A scanner types a code in a few milliseconds a letter; no hand does. */
const FAST = 100;
/** Once it types, it may pause a little. */
const PAUSE = 200;
/** A window that stood still hears late of keys that came in time. */
const LATE = 40;
/** Fewer letters are no code, only two quick keys. */
const SHORTEST = 4;

const modalIsOpen = () => document.querySelector('[data-modal]') !== null;
type Held = { event: KeyboardEvent; target: EventTarget };

/**
 * Hears a scanner that types like a keyboard, anywhere on the screen. A letter waits a moment: followed at once by others
 * and ended by Enter it is a code, and no letter of it may answer a question or press a button; alone it goes on to where it
 * was pressed. Text fields keep what is typed into them.
 */
export function useScanner(onCode: (code: string) => void) {
  const latest = useRef(onCode);
  latest.current = onCode;
  useEffect(() => {
    let held: Held[] = [];
    let timer: ReturnType<typeof setTimeout> | undefined;
    const released = new WeakSet<Event>();
    const release = () => {
      const letters = held;
      held = [];
      for (const { event, target } of letters) {
        const again = new KeyboardEvent('keydown', {
          key: event.key,
          code: event.code,
          shiftKey: event.shiftKey,
          bubbles: true,
          cancelable: true,
        });
        released.add(again);
        target.dispatchEvent(again);
      }
    };
    const wait = (millis: number) => {
      const due = performance.now() + millis;
      timer = setTimeout(() => (performance.now() > due + LATE ? wait(FAST) : release()), millis);
    };
    const onKey = (event: KeyboardEvent) => {
      if (released.has(event) || event.isComposing || modalIsOpen()) return;
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const typed = event.key.length === 1 && (event.key !== ' ' || held.length > 0);
      const ends = (event.key === 'Enter' || event.key === 'Tab') && held.length > 0;
      if (!typed && !ends) {
        // Shift comes between the letters of a code; any other key says that a hand is at work.
        if (event.key !== 'Shift' && held.length > 0) release();
        return;
      }
      if (held.length === 0 && isTyping(event.target)) return;
      clearTimeout(timer);
      event.preventDefault();
      event.stopImmediatePropagation();
      if (ends) {
        const code = held.map((one) => one.event.key).join('');
        if (held.length < SHORTEST) return release();
        held = [];
        latest.current(code);
        return;
      }
      held.push({ event, target: event.target ?? document.body });
      wait(held.length > 1 ? PAUSE : FAST);
    };
    window.addEventListener('keydown', onKey, true);
    return () => {
      clearTimeout(timer);
      window.removeEventListener('keydown', onKey, true);
    };
  }, []);
}
