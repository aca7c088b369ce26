import { createTranslator } from 'use-intl/core';
import { describe, expect, it } from 'vitest';
import { ar as arFirst } from './ar';
import { arLayouts } from './ar.layouts';
import { arPaper } from './ar.paper';
import { enLayouts } from './en.layouts';
import { enPaper } from './en.paper';
import { enTill } from './en.till';
import { LANGUAGES, type Language, messagesOf } from './messages';

type Words = Record<string, Record<string, string>>;
const ar = { ...arFirst, ...arPaper, ...arLayouts };
/** The places a sentence leaves open. */
const openOf = (sentence: string) =>
  [...new Set([...sentence.matchAll(/\{(\w+)[,}]/g)].map(([, name]) => name ?? ''))].sort();

describe('the words', () => {
  const english = messagesOf('en') as unknown as Words;

  it.each(Object.keys(LANGUAGES) as Language[])('of %s can all be said', (language) => {
    const errors: string[] = [];
    const messages = messagesOf(language) as unknown as Words;
    const t = createTranslator({
      locale: language,
      messages: messages as never,
      onError: (error) => errors.push(error.message),
    }) as unknown as (key: string, values: Record<string, string | number>) => string;
    for (const [area, words] of Object.entries(messages))
      for (const [key, sentence] of Object.entries(words)) {
        const counted = new Set([...sentence.matchAll(/\{(\w+), plural/g)].map(([, name]) => name));
        for (const n of [0, 1, 2, 7]) {
          const values = openOf(sentence).map((name) => [name, counted.has(name) ? n : 'x']);
          t(`${area}.${key}`, Object.fromEntries(values));
        }
      }
    expect(errors).toEqual([]);
  });

  it('of Arabic name only what there is, and leave open what English leaves open', () => {
    for (const [area, words] of Object.entries(ar as Words))
      for (const [key, sentence] of Object.entries(words)) {
        expect(english[area], area).toHaveProperty(key);
        const open = openOf(english[area]?.[key] ?? '');
        for (const name of openOf(sentence)) expect(open, `${area}.${key}`).toContain(name);
      }
  });

  it('of money, time and paper are whole in Arabic', () => {
    for (const [area, words] of Object.entries({ ...enTill, ...enPaper, ...enLayouts }))
      expect(Object.keys((ar as Words)[area] ?? {}).sort(), area).toEqual(Object.keys(words).sort());
  });
});
