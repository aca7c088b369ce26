import { describe, expect, it } from 'vitest';
import type { SlotView, VariantView } from '../../ipc/bindings';
import { breaches, lackOf, lettersFor, maxOf, stepParty } from './rules';
import { fits, NEW_SALE, needs, sell, WishReference, wishOf } from './wish';

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
  is_available: true,
  cancel_until: null,
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
    expect([...letters.values()]).toEqual(['A', 'C', 'S', 'E', '1', 'T']);
  });
  it('gives no key twice, and none where none is free', () => {
    const kinds = Array.from({ length: 12 }, (_, n) => variant(`v${n}`, '成人'));
    const keys = [...lettersFor(kinds).values()];
    expect(keys).toEqual([...'1234567890']);
    expect(lettersFor(kinds).has('v11')).toBe(false);
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
  it('tells sold out from not offered, and neither from a limit', () => {
    const small = { ...slot, offers: [{ variant: 'a', max: 0, price: null }] };
    expect([lackOf(small, 'a'), lackOf(small, 'c'), lackOf(slot, 'a'), lackOf(null, 'a')]).toEqual([
      'soldOut',
      'notOffered',
      null,
      null,
    ]);
    expect(breaches({ a: 1, c: 1 }, all, small, 9)).toEqual([
      { kind: 'soldOut', variant: 'Adult' },
      { kind: 'notOffered', variant: 'Child' },
    ]);
    const gone = { ...slot, is_available: false, max: 0 };
    expect(breaches({ a: 1 }, all, gone, 9)).toEqual([{ kind: 'soldOut', variant: 'Adult' }]);
    expect(stepParty({ a: 2 }, adult, 1, gone, 9), 'a key never takes anybody away').toEqual({ a: 2 });
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
  it('asks once for what concerns the whole order, and looks at what has a known form', () => {
    const tour = [{ ...adult, requires: ['date_of_birth', 'zipcode'] }, child];
    const one = { ...full, party: { a: 2 }, extras: { zipcode: '02139' } };
    const born = (...days: string[]) => ({
      ...one,
      visitors: { a: days.map((date_of_birth) => ({ date_of_birth })) },
    });
    expect(needs(born('1990-04-30'), tour)).toEqual(['visitors']);
    expect(needs(born('1990-04-30', '1990-02-31'), tour)).toEqual(['visitors']);
    expect(
      wishOf(born('1990-04-30', '2014-07-01'), tour)?.visitors.map((visitor) => visitor.details),
    ).toEqual([
      { date_of_birth: '1990-04-30', zipcode: '02139' },
      { date_of_birth: '2014-07-01', zipcode: '02139' },
    ]);
    expect(needs({ ...born('1990-04-30', '2014-07-01'), extras: { zipcode: '139' } }, tour)).toEqual([
      'visitors',
    ]);
    expect([
      fits('email', 'a@b.example'),
      fits('email', 'a'),
      fits('passport_ids', 'x'),
      fits('address', ' '),
    ]).toEqual([true, false, true, false]);
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
