import { useSyncExternalStore } from 'react';

export type ThemeChoice = 'system' | 'light' | 'dark';
const KEY = 'counterfoil.theme';
const listeners = new Set<() => void>();

const systemIsDark = () =>
  typeof matchMedia === 'function' && matchMedia('(prefers-color-scheme: dark)').matches;

export function themeChoice(): ThemeChoice {
  const kept = localStorage.getItem(KEY);
  return kept === 'light' || kept === 'dark' ? kept : 'system';
}

export function shownTheme(): 'light' | 'dark' {
  const choice = themeChoice();
  return choice === 'system' ? (systemIsDark() ? 'dark' : 'light') : choice;
}

function paint() {
  document.documentElement.dataset.theme = shownTheme();
  for (const tell of listeners) tell();
}

export function setTheme(choice: ThemeChoice) {
  if (choice === 'system') localStorage.removeItem(KEY);
  else localStorage.setItem(KEY, choice);
  paint();
}

export const toggleTheme = () => setTheme(shownTheme() === 'dark' ? 'light' : 'dark');

/** Before the first paint: the window opens in the right light. */
export function startTheme() {
  paint();
  if (typeof matchMedia === 'function')
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', paint);
}

const subscribe = (tell: () => void) => {
  listeners.add(tell);
  return () => {
    listeners.delete(tell);
  };
};

export const useThemeChoice = () => useSyncExternalStore(subscribe, themeChoice);
export const useShownTheme = () => useSyncExternalStore(subscribe, shownTheme);
