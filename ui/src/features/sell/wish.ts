import type { CustomerView, OrderInput, Problem, VariantView, VisitorInput } from '../../ipc/bindings';
import { isCalendarDay } from '../../shared/format/day';
import { heads, type Party } from './rules';

export type Visitors = Record<string, Record<string, string>[]>;
/** What is wished, and nothing that may change under it: a price that moved must not make a second order of one wish. */
export type Wish = Omit<OrderInput, 'external_reference' | 'expected_total'>;

export type Sale = {
  product: string | null;
  day: string | null;
  /** `undefined` until chosen; `null` is the whole day. */
  time: string | null | undefined;
  party: Party;
  customer: CustomerView;
  visitors: Visitors;
  /** What is asked once for the whole order, by the name of the detail. */
  extras: Record<string, string>;
  order: string | null;
  /** The basket it goes into: what the same client took before. */
  basket: string | null;
};

export const NOBODY: CustomerView = { first_name: '', last_name: '', email: '', phone: '' };
export const NEW_SALE: Sale = {
  product: null,
  day: null,
  time: undefined,
  party: {},
  customer: NOBODY,
  visitors: {},
  extras: {},
  order: null,
  basket: null,
};

/** Details that concern the order: asked once, and told for each visitor. */
const OF_ORDER = new Set(['pickup_location', 'dropoff_location', 'flight_number', 'zipcode']);
export const isOfOrder = (detail: string): boolean => OF_ORDER.has(detail);

/** Whether a detail can be what it is to be, as far as that is known. */
export function fits(detail: string, value: string): boolean {
  const text = value.trim();
  if (text === '') return false;
  if (detail === 'zipcode') return /^\d{5}$/.test(text);
  if (detail === 'email') return /^\S+@\S+\.\S+$/.test(text);
  return detail !== 'date_of_birth' || isCalendarDay(text);
}

const detailOf = (sale: Sale, variant: string, n: number, detail: string): string =>
  ((isOfOrder(detail) ? sale.extras[detail] : sale.visitors[variant]?.[n]?.[detail]) ?? '').trim();

/** What the visitors are called, where the product asks for it. */
export const namesOf = (sale: Sale, variants: VariantView[]): string[] =>
  variants
    .filter((v) => v.requires.includes('full_name'))
    .flatMap((v) =>
      Array.from({ length: sale.party[v.id] ?? 0 }, (_, n) => detailOf(sale, v.id, n, 'full_name')),
    )
    .filter((name) => name !== '');

export type Act =
  | { do: 'product'; id: string | null }
  | { do: 'day'; day: string | null }
  | { do: 'time'; time: string | null | undefined }
  | { do: 'party'; party: Party }
  | { do: 'customer'; field: keyof CustomerView; value: string }
  | { do: 'visitor'; variant: string; n: number; detail: string; value: string }
  | { do: 'extra'; detail: string; value: string }
  | { do: 'client'; customer: CustomerView }
  | { do: 'order'; id: string | null; basket?: string | null }
  /** Another line of the basket takes the place of the one that was chosen here. */
  | { do: 'show'; id: string | null; basket: string }
  /** The same client takes something else as well. */
  | { do: 'add'; basket: string }
  | { do: 'restore'; sale: Sale }
  | { do: 'new' };

export function sell(sale: Sale, act: Act): Sale {
  switch (act.do) {
    case 'product':
      if (act.id === sale.product) return sale;
      return {
        ...sale,
        product: act.id,
        day: null,
        time: undefined,
        party: {},
        visitors: {},
        extras: {},
        order: null,
      };
    case 'day':
      return { ...sale, day: act.day, time: undefined };
    case 'time':
      return { ...sale, time: act.time };
    case 'party':
      return { ...sale, party: act.party };
    case 'customer':
      return { ...sale, customer: { ...sale.customer, [act.field]: act.value } };
    case 'visitor': {
      const rows = [...(sale.visitors[act.variant] ?? [])];
      for (let n = rows.length; n <= act.n; n++) rows.push({});
      rows[act.n] = { ...rows[act.n], [act.detail]: act.value };
      return { ...sale, visitors: { ...sale.visitors, [act.variant]: rows } };
    }
    case 'extra':
      return { ...sale, extras: { ...sale.extras, [act.detail]: act.value } };
    case 'client':
      return { ...sale, customer: act.customer };
    case 'show':
      return { ...NEW_SALE, customer: sale.customer, order: act.id, basket: act.basket };
    case 'add':
      return { ...NEW_SALE, customer: sale.customer, basket: act.basket };
    case 'order':
      return { ...sale, order: act.id, basket: act.basket ?? sale.basket };
    case 'restore':
      return act.sale;
    case 'new':
      return NEW_SALE;
  }
}

export type Need =
  | 'product'
  | 'day'
  | 'time'
  | 'party'
  | 'first_name'
  | 'last_name'
  | 'email'
  | 'email_valid'
  | 'phone'
  | 'visitors';

export function needs(sale: Sale, variants: VariantView[]): Need[] {
  const list: Need[] = [];
  if (!sale.product) return ['product'];
  if (!sale.day) list.push('day');
  else if (sale.time === undefined) list.push('time');
  if (heads(sale.party) === 0) list.push('party');
  for (const field of ['first_name', 'last_name', 'email', 'phone'] as const) {
    if (sale.customer[field].trim() === '') list.push(field);
    else if (field === 'email' && !/^\S+@\S+\.\S+$/.test(sale.customer.email.trim()))
      list.push('email_valid');
  }
  const complete = variants.every((variant) =>
    Array.from({ length: sale.party[variant.id] ?? 0 }).every((_, n) =>
      variant.requires.every((detail) => fits(detail, detailOf(sale, variant.id, n, detail))),
    ),
  );
  if (!complete) list.push('visitors');
  return list;
}

/** What is asked of the supplier, or `null` while something is missing. */
export function wishOf(sale: Sale, variants: VariantView[]): Wish | null {
  if (!sale.product || !sale.day || sale.time === undefined || needs(sale, variants).length > 0) return null;
  const party = variants
    .filter((v) => (sale.party[v.id] ?? 0) > 0)
    .map((v) => ({ variant: v.id, count: sale.party[v.id] ?? 0 }));
  const visitors: VisitorInput[] = variants
    .filter((v) => v.requires.length > 0)
    .flatMap((v) =>
      Array.from({ length: sale.party[v.id] ?? 0 }, (_, n) => ({
        variant: v.id,
        details: Object.fromEntries(v.requires.map((d) => [d, detailOf(sale, v.id, n, d)])),
      })),
    );
  const { first_name, last_name, email, phone } = sale.customer;
  const customer = {
    first_name: first_name.trim(),
    last_name: last_name.trim(),
    email: email.trim(),
    phone: phone.trim(),
  };
  const { product, day, time, basket } = sale;
  return { product, day, time, party, customer, visitors, basket };
}

const DEFINITE = new Set(['NOT_AVAILABLE', 'PRICE_CHANGED', 'SUPPLIER_REFUSED', 'ERR00014', 'ERR00003']);

/**
 * One reference per wish. It is reused as long as the same thing is wished and no order came of it: a second press,
 * or a press after a lost answer, names the same order. It ends when an order was made, or was definitely refused.
 */
export class WishReference {
  private kept: { wish: string; reference: string } | null = null;

  of(wish: Wish): string {
    const text = JSON.stringify(wish);
    if (this.kept?.wish !== text) this.kept = { wish: text, reference: `cf-${crypto.randomUUID()}` };
    return this.kept.reference;
  }

  made() {
    this.kept = null;
  }

  refused(problem: Problem) {
    if (DEFINITE.has(problem.code)) this.kept = null;
  }
}
