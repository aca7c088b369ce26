import { describe, expect, it } from 'vitest';
import type { SlotView, VariantView } from '../../ipc/bindings';
import { breaches, lettersFor, maxOf, stepParty } from './rules';
import { NEW_SALE, needs, sell, WishReference, wishOf } from './wish';

const variant = (id: string, label: string, more: Partial<VariantView> = {}): VariantView => ({
  id,
  label,
  description: null,
  max: null,
  requires: [],
  valid_with: [],
  cancellation: null,
  ...more,
});
const adult = variant('a', 'Adult');
const child = variant('c', 'Child', { valid_with: ['a'] });
const all = [adult, child];
const slot: SlotView = {
  time: '10:00',
  max: 4,
  from_price: null,
  offers: [
    { variant: 'a', max: 3, price: null },
    { variant: 'c', max: null, price: null },
  ],
};

describe('letters', () => {
  it('gives each kind its first free letter and leaves R, N and B alone', () => {
    const letters = lettersFor([
      adult,
      child,
      variant('s', 'Student'),
      variant('e', 'Senior'),
      variant('n', 'Nn'),
      variant('é', 'Étudiant'),
    ]);
    expect([...letters.values()]).toEqual(['A', 'C', 'S', 'E', '5', 'T']);
  });
});

describe('the product’s own rules', () => {
  it('says when a child goes alone', () => {
    expect(breaches({ c: 1 }, all, null, 9)).toEqual([
      { kind: 'validWith', variant: 'Child', others: ['Adult'] },
    ]);
    expect(breaches({ a: 1, c: 1 }, all, null, 9)).toEqual([]);
  });
  it('keeps the strictest limit', () => {
    expect(maxOf(adult, slot, 9)).toBe(3);
    expect(breaches({ a: 3, c: 2 }, all, slot, 9)).toContainEqual({ kind: 'limit', most: 4 });
    expect(breaches({ a: 4 }, all, slot, 9)).toContainEqual({ kind: 'limitOf', variant: 'Adult', most: 3 });
  });
  it('stops adding at the limit and removing at nobody', () => {
    let party = {};
    for (let n = 0; n < 9; n++) party = stepParty(party, adult, 1, slot, 9);
    expect(party).toEqual({ a: 3 });
    for (let n = 0; n < 9; n++) party = stepParty(party, adult, -1, slot, 9);
    expect(party).toEqual({ a: 0 });
  });
});

describe('a wish', () => {
  const full = {
    ...NEW_SALE,
    product: 'p',
    day: '2026-12-24',
    time: '10:00',
    party: { a: 2, c: 1 },
    customer: { first_name: 'Camille', last_name: 'Dupont', email: ' c@example.org ', phone: '1' },
  };
  it('is complete or says what is missing, in the order of the screen', () => {
    expect(needs(NEW_SALE, all)).toEqual(['product']);
    expect(needs({ ...NEW_SALE, product: 'p' }, all).slice(0, 3)).toEqual(['day', 'party', 'first_name']);
    expect(needs({ ...full, customer: { ...full.customer, email: 'nonsense' } }, all)).toEqual([
      'email_valid',
    ]);
    expect(needs(full, [{ ...adult, requires: ['full_name'] }, child])).toEqual(['visitors']);
    expect(wishOf(full, all)).toMatchObject({
      party: [
        { variant: 'a', count: 2 },
        { variant: 'c', count: 1 },
      ],
      customer: { email: 'c@example.org' },
    });
  });
  it('starts over with another product, keeping the customer', () => {
    expect(sell(full, { do: 'product', id: 'q' })).toMatchObject({
      product: 'q',
      day: null,
      party: {},
      customer: full.customer,
    });
  });
  it('keeps one reference until it changes, is made, or is refused for good', () => {
    const reference = new WishReference();
    const wish = wishOf(full, all);
    if (!wish) throw new Error('the wish is complete');
    const first = reference.of(wish);
    expect(first).toMatch(/^cf-[0-9a-f-]{36}$/);
    expect(reference.of({ ...wish })).toBe(first);
    reference.refused({ code: 'SUPPLIER_TIMED_OUT', message: '', hint: null, retry: 'later' });
    expect(reference.of(wish)).toBe(first);
    expect(reference.of({ ...wish, time: '11:00' })).not.toBe(first);
    const again = reference.of(wish);
    reference.refused({ code: 'NOT_AVAILABLE', message: '', hint: null, retry: 'never' });
    const fresh = reference.of(wish);
    expect(fresh).not.toBe(again);
    reference.made();
    expect(reference.of(wish)).not.toBe(fresh);
  });
});
