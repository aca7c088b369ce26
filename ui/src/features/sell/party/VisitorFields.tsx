import { memo, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { VariantView } from '../../../ipc/bindings';
import { Field } from '../../../shared/components/Field';
import { type Act, fits, isOfOrder, type Sale } from '../wish';
import { useDetailName } from './detailName';

type Props = Pick<Sale, 'party' | 'visitors' | 'extras'> & {
  variants: VariantView[];
  editable: boolean;
  onChange: (act: Act) => void;
};

/** Details whose form is known, and how to say it. */
const FORMS = { zipcode: 'zipcodeForm', email: 'needEmailValid', date_of_birth: 'birthForm' } as const;

/** Only the details this product asks for: of each visitor, and once what concerns the whole order. */
export const VisitorFields = memo(function VisitorFields(props: Props) {
  const { variants, party, visitors, extras, editable, onChange } = props;
  const t = useTranslations('party');
  const nameOf = useDetailName();
  /** Fields that were left: until then nobody is corrected while typing. */
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const asking = variants.filter((v) => v.requires.length > 0 && (party[v.id] ?? 0) > 0);
  if (asking.length === 0) return null;
  const ofOrder = [...new Set(asking.flatMap((variant) => variant.requires))].filter(isOfOrder);
  const field = (
    id: string,
    label: string,
    detail: string,
    value: string,
    change: (value: string) => void,
  ) => {
    const wrong = left.has(id) && value.trim() !== '' && !fits(detail, value);
    const form = FORMS[detail as keyof typeof FORMS];
    return (
      <Field
        key={id}
        label={label}
        type={detail === 'date_of_birth' ? 'date' : 'text'}
        inputMode={detail === 'zipcode' ? 'numeric' : undefined}
        autoComplete="off"
        isDisabled={!editable}
        value={value}
        problem={wrong && form ? t(form) : null}
        onChange={change}
        onBlur={() => setLeft((all) => new Set(all).add(id))}
        data-testid={id}
        inputProps={fits(detail, value) ? undefined : WANTING}
      />
    );
  };
  return (
    <fieldset className="mt-3">
      <legend className="mb-1.5 font-semibold">{t('visitors')}</legend>
      <div className="grid gap-1.5">
        {asking.flatMap((variant) =>
          Array.from({ length: party[variant.id] ?? 0 }, (_, n) =>
            variant.requires
              .filter((detail) => !isOfOrder(detail))
              .map((detail) =>
                field(
                  `visitor-${variant.label.toLowerCase()}-${n + 1}-${detail}`,
                  `${t('visitor', { label: variant.label, n: String(n + 1) })} · ${nameOf(detail)}`,
                  detail,
                  visitors[variant.id]?.[n]?.[detail] ?? '',
                  (value) => onChange({ do: 'visitor', variant: variant.id, n, detail, value }),
                ),
              ),
          ),
        )}
        {ofOrder.map((detail) =>
          field(
            `visitor-all-${detail}`,
            `${t('allVisitors')} · ${nameOf(detail)}`,
            detail,
            extras[detail] ?? '',
            (value) => onChange({ do: 'extra', detail, value }),
          ),
        )}
      </div>
    </fieldset>
  );
});

/** Marks a field that still wants something, for whoever leads there. */
const WANTING = { 'data-wanting': '' } as const;
