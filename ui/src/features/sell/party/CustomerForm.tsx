import { memo, useCallback, useRef } from 'react';
import { Popover } from 'react-aria-components';
import { useTranslations } from 'use-intl';
import type { CustomerView } from '../../../ipc/bindings';
import { Field } from '../../../shared/components/Field';
import { useSteady } from '../../../shared/useSteady';
import { useSuggestions } from './useSuggestions';

type Props = {
  customer: CustomerView;
  editable: boolean;
  wrong: boolean;
  onChange: (field: keyof CustomerView, value: string) => void;
  /** A client of an earlier order: all four fields at once. */
  onTake: (customer: CustomerView) => void;
};

const LIST = 'customer-suggestions';
const FIELDS = [
  { field: 'first_name', word: 'firstName', id: 'customer-first-name', type: 'text', wide: false },
  { field: 'last_name', word: 'lastName', id: 'customer-last-name', type: 'text', wide: false },
  { field: 'email', word: 'email', id: 'customer-email', type: 'email', wide: true },
  { field: 'phone', word: 'phone', id: 'customer-phone', type: 'tel', wide: true },
] as const;

type LineProps = {
  field: keyof CustomerView;
  id: string;
  type: string;
  wide: boolean;
  editable: boolean;
  /** Whether the earlier clients stand under this line, and which of them the arrows chose. */
  here: boolean;
  active: number;
  label: string;
  value: string;
  problem: string | null;
  onType: (field: keyof CustomerView, value: string) => void;
  onLeave: () => void;
  keep: (field: keyof CustomerView, input: HTMLInputElement | null) => void;
};

/** One line about the client; a letter in it draws none of the others. */
const Line = memo(function Line(props: LineProps) {
  const { field, id, type, wide, editable, here, active, label, value, problem, onType, onLeave, keep } =
    props;
  return (
    <Field
      type={type}
      inputProps={{
        role: 'combobox',
        'aria-autocomplete': 'list',
        'aria-expanded': here,
        'aria-controls': here ? LIST : undefined,
        'aria-activedescendant': active >= 0 ? `${LIST}-${active}` : undefined,
      }}
      isDisabled={!editable}
      autoComplete="off"
      className={wide ? 'col-span-2' : ''}
      label={label}
      value={value}
      problem={problem}
      onChange={(text) => onType(field, text)}
      onBlur={onLeave}
      inputRef={useCallback((input: HTMLInputElement | null) => keep(field, input), [keep, field])}
      data-testid={id}
    />
  );
});

/** Who buys. Enter goes to the next line, or takes the earlier client that the arrows chose. */
export const CustomerForm = memo(function CustomerForm({
  customer,
  editable,
  wrong,
  onChange,
  onTake,
}: Props) {
  const t = useTranslations('party');
  const inputs = useRef<Partial<Record<keyof CustomerView, HTMLInputElement | null>>>({});
  const anchor = useRef<HTMLInputElement | null>(null);
  const suggested = useSuggestions(customer);
  const { found, active, field: typing } = suggested;
  const open = editable && found.length > 0;
  anchor.current = (typing && inputs.current[typing]) ?? null;
  const take = (one: CustomerView | undefined) => {
    if (!one) return;
    suggested.close();
    onTake(one);
  };
  const change = useSteady((field: keyof CustomerView, value: string) => {
    suggested.begin(field);
    onChange(field, value);
  });
  const leave = useSteady(suggested.close);
  const keep = useCallback((field: keyof CustomerView, input: HTMLInputElement | null) => {
    inputs.current[field] = input;
  }, []);
  const onKeys = (event: React.KeyboardEvent<HTMLFieldSetElement>) => {
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
    if (open && plain && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      const by = event.key === 'ArrowDown' ? 1 : -1;
      suggested.setActive(Math.max(-1, Math.min(found.length - 1, active + by)));
    } else if (open && event.key === 'Escape') {
      suggested.close();
    } else if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) {
      if (open && active >= 0) take(found[active]);
      else {
        suggested.close();
        const fields = [...event.currentTarget.querySelectorAll('input')];
        const next = fields[fields.indexOf(event.target as HTMLInputElement) + 1];
        if (next) next.focus();
        else document.querySelector<HTMLElement>('[data-testid="primary-action"]')?.focus();
      }
    } else return;
    event.preventDefault();
  };
  return (
    <fieldset className="mt-3" onKeyDown={onKeys}>
      <legend className="mb-1.5 font-semibold">{t('customer')}</legend>
      <div className="grid grid-cols-2 gap-x-2 gap-y-1.5">
        {FIELDS.map(({ field, word, id, type, wide }) => {
          const here = open && typing === field;
          return (
            <Line
              key={field}
              {...{ field, id, type, wide, editable, here }}
              active={here ? active : -1}
              label={t(word)}
              value={customer[field]}
              problem={field === 'email' && wrong ? t('needEmailValid') : null}
              onType={change}
              onLeave={leave}
              keep={keep}
            />
          );
        })}
      </div>
      <span className="sr-only" role="status">
        {open ? t('earlier', { n: found.length }) : ''}
      </span>
      <Popover
        isNonModal
        isOpen={open}
        onOpenChange={(now) => !now && suggested.close()}
        triggerRef={anchor}
        placement="bottom start"
        offset={4}
        className="w-[284px] max-w-[calc(100vw-16px)] rounded-md border border-line-strong bg-raised p-1 shadow-float"
      >
        <div id={LIST} role="listbox" aria-label={t('earlierClients')} tabIndex={-1}>
          {found.map((one, n) => (
            <div
              key={n}
              id={`${LIST}-${n}`}
              role="option"
              tabIndex={-1}
              aria-selected={n === active}
              data-testid="customer-suggestion"
              // The field keeps the focus: leaving it closes the list before the press ends.
              onPointerDown={(event) => event.preventDefault()}
              onMouseDown={(event) => event.preventDefault()}
              onPointerMove={() => n !== active && suggested.setActive(n)}
              onClick={() => take(one)}
              onKeyDown={(event) => event.key === 'Enter' && take(one)}
              className={`rounded-sm px-2 py-1 ${n === active ? 'bg-accent-soft' : ''}`}
            >
              <span className="block truncate font-medium" dir="auto">
                {one.first_name} {one.last_name}
              </span>
              <span className="block truncate text-xs text-ink-3">
                {[one.email, one.phone].filter(Boolean).join(' · ')}
              </span>
            </div>
          ))}
        </div>
      </Popover>
    </fieldset>
  );
});
