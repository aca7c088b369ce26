import type { Find } from './useFind';

const SCREENFUL = 8;

/**
 * Moves the cursor of the list. Says whether the key was one of these: while something is typed, the keys that move
 * within a text stay with the text.
 */
export function steer(find: Find, key: string): boolean {
  const empty = find.text === '';
  if (find.count === 0) return false;
  if (key === 'ArrowDown') find.move(find.columns);
  else if (key === 'ArrowUp') find.move(-find.columns);
  else if (key === 'PageDown') find.move(SCREENFUL * find.columns);
  else if (key === 'PageUp') find.moveTo(find.active - SCREENFUL * find.columns);
  else if (!empty) return false;
  else if (key === 'Home') find.moveTo(0);
  else if (key === 'End') find.moveTo(find.count - 1);
  else if (find.columns > 1 && find.active >= 0 && (key === 'ArrowLeft' || key === 'ArrowRight')) {
    // Cards run the way one reads.
    const ahead = (key === 'ArrowRight') !== (document.documentElement.dir === 'rtl');
    find.moveTo(find.active + (ahead ? 1 : -1));
  } else return false;
  return true;
}
