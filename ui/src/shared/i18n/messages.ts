import { ar } from './ar';
import { arLayouts } from './ar.layouts';
import { arPaper } from './ar.paper';
import { en } from './en';
import { enBack } from './en.back';
import { enLayouts } from './en.layouts';
import { enPaper } from './en.paper';
import { enTill } from './en.till';

const english = { ...en, ...enBack, ...enTill, ...enPaper, ...enLayouts };
type Widen<T> = { [K in keyof T]: T[K] extends string ? string : Widen<T[K]> };
export type Messages = typeof english;
export type Partially = { [A in keyof Messages]?: Partial<Widen<Messages[A]>> };

declare module 'use-intl' {
  interface AppConfig {
    Messages: Messages;
  }
}

export const LANGUAGES = { en: 'English', ar: 'العربية' } as const;
export type Language = keyof typeof LANGUAGES;
export const directionOf = (language: Language): 'ltr' | 'rtl' => (language === 'ar' ? 'rtl' : 'ltr');

const ARABIC: Partially = { ...ar, ...arPaper, ...arLayouts };

/** A language's words, English where it has none. */
export function messagesOf(language: Language): Messages {
  if (language === 'en') return english;
  const own = ARABIC as Record<string, Record<string, string> | undefined>;
  // English among right-to-left words keeps its own order: each fallback is isolated.
  const isolate = (words: Record<string, string>) =>
    Object.fromEntries(Object.entries(words).map(([key, word]) => [key, `\u2066${word}\u2069`]));
  const merged = Object.entries(english).map(([area, words]) => [area, { ...isolate(words), ...own[area] }]);
  return Object.fromEntries(merged) as Messages;
}
