import { useRef, useState } from 'react';
import type { MoneyView, OrderView, PaymentKindView } from '../../../ipc/bindings';
import { useHost } from '../../../ipc/host';
import { readAmount, type WrongAmount } from '../../format/amount';
import { KIND_KEYS, KINDS, keepKind, lastKind, nothingOf, PaymentKeys } from './kinds';

type Typed = { of: string; amount: string | null; taken: string; currency: string | null; note: string };
const UNTYPED = { amount: null, taken: '', currency: null, note: '' };
export type Wrong = { field: 'amount' | 'taken'; why: WrongAmount | 'tooMuch' | 'nothing' | 'tooLittle' };

const focusOn = (field: Wrong['field']) => {
  const fields = document.querySelectorAll<HTMLInputElement>(`[data-testid="payment-${field}"]`);
  const shown = [...fields].find((input) => !input.closest('[style*="display: none"]'));
  shown?.focus();
  shown?.select();
};

/**
 * How the client pays: the kind, how much of what is open, what was handed over. `open` is what is to be paid, by currency;
 * several currencies are paid whole and at once.
 */
export function usePayment(order: string | null, open: MoneyView[]) {
  const host = useHost();
  const keys = useRef(new PaymentKeys());
  const [chosen, setChosen] = useState<{ order: string | null; kind: PaymentKindView } | null>(null);
  const kind = chosen && chosen.order === order ? chosen.kind : lastKind();
  // What was typed belongs to one sum of one order: when another is open, the fields begin anew.
  const of = `${order} ${open.map((o) => `${o.minor} ${o.currency}`).join(' ')}`;
  const [kept, setKept] = useState<Typed>({ of, ...UNTYPED });
  const typed = kept.of === of ? kept : { of, ...UNTYPED };
  const type = (part: Partial<Typed>) => setKept({ ...typed, ...part });
  const single = open.length === 1 ? (open[0] ?? null) : null;

  const read = single && typed.amount !== null ? readAmount(typed.amount, single.digits) : null;
  const amount = single && (read ? ('minor' in read ? { ...single, minor: read.minor } : null) : single);
  const tillCurrency = typed.currency ?? single?.currency ?? '';
  const handing = kind === 'cash' && single !== null && typed.taken.trim() !== '';
  const till = single && nothingOf(tillCurrency, single);
  const readTaken = handing && till ? readAmount(typed.taken, till.digits) : null;
  const taken = till && readTaken && 'minor' in readTaken ? { ...till, minor: readTaken.minor } : null;
  const foreign = single !== null && kind === 'cash' && tillCurrency !== single.currency;

  let wrong: Wrong | null = null;
  if (read && 'wrong' in read) wrong = { field: 'amount', why: read.wrong };
  else if (single && amount && amount.minor === 0) wrong = { field: 'amount', why: 'nothing' };
  else if (single && amount && amount.minor > single.minor) wrong = { field: 'amount', why: 'tooMuch' };
  else if (readTaken && 'wrong' in readTaken) wrong = { field: 'taken', why: readTaken.wrong };
  // Nothing is converted: how much of the other currency lies in the till must be said.
  else if ((foreign && !taken) || taken?.minor === 0) wrong = { field: 'taken', why: 'nothing' };
  else if (taken && amount && !foreign && taken.minor < amount.minor)
    wrong = { field: 'taken', why: 'tooLittle' };
  const change =
    taken && amount && !foreign && taken.minor >= amount.minor
      ? { ...amount, minor: taken.minor - amount.minor }
      : null;

  const choose = (to: PaymentKindView) => setChosen({ order, kind: to });
  /** Writes the payment down, a currency after the other; a failure rejects with the problem. */
  const record = async (id: string): Promise<OrderView | null> => {
    let answer: OrderView | null = null;
    for (const part of single && amount ? [amount] : open) {
      const note = kind === 'other' ? typed.note.trim() || null : null;
      const input = {
        id,
        kind,
        amount: { minor: part.minor, currency: part.currency },
        taken: taken && { minor: taken.minor, currency: taken.currency },
        note,
      };
      const name = JSON.stringify([id, kind, input.amount]);
      answer = await host.call('record_payment', { ...input, key: keys.current.of(name) });
      keys.current.done(name);
    }
    keepKind(kind);
    setKept({ of: '', ...UNTYPED });
    return answer;
  };

  return {
    open,
    single,
    kind,
    choose,
    amountText: typed.amount,
    setAmount: (text: string) => type({ amount: text }),
    taken,
    takenText: typed.taken,
    setTaken: (text: string) => type({ taken: text }),
    tillCurrency,
    setTillCurrency: (currency: string) => type({ currency }),
    note: typed.note,
    setNote: (note: string) => type({ note }),
    amount,
    change,
    foreign,
    wrong,
    /** Less than what is open: the rest stays. */
    isPart: single !== null && amount !== null && amount.minor < single.minor,
    record,
    /** Leads to the field that is wrong. */
    correct: () => wrong && focusOn(wrong.field),
    keys: {
      ...Object.fromEntries(
        KINDS.map((one) => [`alt+${KIND_KEYS[one].toLowerCase()}`, () => open.length > 0 && choose(one)]),
      ),
      'alt+h': () => open.length > 0 && focusOn('taken'),
      'alt+p': () => open.length > 0 && focusOn('amount'),
    },
  };
}

export type Payment = ReturnType<typeof usePayment>;
