import { useTranslations } from 'use-intl';
import type { CustomerView } from '../../../ipc/bindings';
import { Field } from '../../../shared/components/Field';

type Props = {
  customer: CustomerView;
  editable: boolean;
  wrong: boolean;
  onChange: (field: keyof CustomerView, value: string) => void;
};

/** Who buys. Enter goes to the next line. */
export function CustomerForm({ customer, editable, wrong, onChange }: Props) {
  const t = useTranslations('party');
  const common = { isDisabled: !editable, autoComplete: 'off' } as const;
  const onEnter = (event: React.KeyboardEvent<HTMLFieldSetElement>) => {
    if (event.key !== 'Enter' || event.ctrlKey || event.metaKey) return;
    const fields = [...event.currentTarget.querySelectorAll('input')];
    const next = fields[fields.indexOf(event.target as HTMLInputElement) + 1];
    if (next) next.focus();
    else document.querySelector<HTMLElement>('[data-testid="primary-action"]')?.focus();
    event.preventDefault();
  };
  return (
    <fieldset className="mt-3" onKeyDown={onEnter}>
      <legend className="mb-1.5 font-semibold">{t('customer')}</legend>
      <div className="grid grid-cols-2 gap-x-2 gap-y-1.5">
        <Field
          {...common}
          label={t('firstName')}
          value={customer.first_name}
          onChange={(v) => onChange('first_name', v)}
          data-testid="customer-first-name"
        />
        <Field
          {...common}
          label={t('lastName')}
          value={customer.last_name}
          onChange={(v) => onChange('last_name', v)}
          data-testid="customer-last-name"
        />
        <Field
          {...common}
          className="col-span-2"
          type="email"
          label={t('email')}
          value={customer.email}
          problem={wrong ? t('needEmailValid') : null}
          onChange={(v) => onChange('email', v)}
          data-testid="customer-email"
        />
        <Field
          {...common}
          className="col-span-2"
          type="tel"
          label={t('phone')}
          value={customer.phone}
          onChange={(v) => onChange('phone', v)}
          data-testid="customer-phone"
        />
      </div>
    </fieldset>
  );
}
