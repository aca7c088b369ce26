import { useEffect, useState } from 'react';
import type { CustomerView } from '../../../ipc/bindings';
import { useCustomerView } from '../../../shared/customerView';
import { useAsk } from '../../../shared/query';

const WAIT = 120;
const FEWEST_LETTERS = 2;
const NONE: CustomerView[] = [];

/** What is asked when one types here; the two names are one. */
function textOf(field: keyof CustomerView, customer: CustomerView): string {
  const typed = customer[field].trim();
  if (field !== 'last_name' || typed.length < FEWEST_LETTERS) return typed;
  return `${customer.first_name.trim()} ${typed}`.trim();
}

/** Clients of earlier orders, while one types. Never while the screen is turned to a client: these are other people. */
export function useSuggestions(customer: CustomerView) {
  const { on: turned } = useCustomerView();
  /** The field in which one types; `null` once an answer was taken or sent away. */
  const [field, setField] = useState<keyof CustomerView | null>(null);
  const [asked, setAsked] = useState('');
  const [active, setActive] = useState(-1);
  const text = field ? textOf(field, customer) : '';
  useEffect(() => {
    const later = setTimeout(() => setAsked(text), WAIT);
    return () => clearTimeout(later);
  }, [text]);
  const enabled = field !== null && !turned && asked.length >= FEWEST_LETTERS && asked === text;
  const { data } = useAsk('list_customers', { text: asked }, { enabled, staleTime: 10_000 });
  const same = (c: CustomerView) =>
    (['first_name', 'last_name', 'email', 'phone'] as const).every(
      (part) => c[part] === customer[part].trim(),
    );
  const found = enabled ? (data ?? NONE).filter((c) => !same(c)) : NONE;
  const close = () => {
    setField(null);
    setActive(-1);
  };
  return {
    field,
    found,
    active: Math.min(active, found.length - 1),
    setActive,
    begin: (at: keyof CustomerView) => {
      setField(at);
      setActive(-1);
    },
    close,
  };
}
