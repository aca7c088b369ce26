import { expect, it } from 'vitest';
import { isAddress, ranges } from './state';
import { WishKey } from './wishKey';

it('says places shortly', () => {
  expect(ranges([])).toBe('');
  expect(ranges([2])).toBe('2');
  expect(ranges([2, 1])).toBe('1, 2');
  expect(ranges([5, 1, 2, 3])).toBe('1–3, 5');
});

it('knows an address when it sees one', () => {
  expect(isAddress(' ana@example.org ')).toBe(true);
  expect(isAddress('ana@example')).toBe(false);
  expect(isAddress('ana ribeiro@example.org')).toBe(false);
});

it('names the same wish the same until it was heard', () => {
  const keys = new WishKey();
  const first = keys.of({ a: 1 });
  expect(keys.of({ a: 1 })).toBe(first);
  expect(keys.of({ a: 2 })).not.toBe(first);
  const second = keys.of({ a: 1 });
  keys.heard();
  expect(keys.of({ a: 1 })).not.toBe(second);
});
