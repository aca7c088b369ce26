import { useTranslations } from 'use-intl';
import type { VariantView } from '../../../ipc/bindings';
import { Field } from '../../../shared/components/Field';
import type { Party } from '../rules';
import type { Visitors } from '../wish';
import { useDetailName } from './detailName';

type Props = {
  variants: VariantView[];
  party: Party;
  visitors: Visitors;
  editable: boolean;
  onChange: (variant: string, n: number, detail: string, value: string) => void;
};

/** Only the details this product asks of each visitor. */
export function VisitorFields({ variants, party, visitors, editable, onChange }: Props) {
  const t = useTranslations('party');
  const nameOf = useDetailName();
  const asking = variants.filter((v) => v.requires.length > 0 && (party[v.id] ?? 0) > 0);
  if (asking.length === 0) return null;
  return (
    <fieldset className="mt-3">
      <legend className="mb-1.5 font-semibold">{t('visitors')}</legend>
      <div className="grid gap-1.5">
        {asking.flatMap((variant) =>
          Array.from({ length: party[variant.id] ?? 0 }, (_, n) =>
            variant.requires.map((detail) => (
              <Field
                key={`${variant.id}-${n}-${detail}`}
                label={`${t('visitor', { label: variant.label, n: String(n + 1) })} · ${nameOf(detail)}`}
                type={detail === 'date_of_birth' ? 'date' : 'text'}
                autoComplete="off"
                isDisabled={!editable}
                value={visitors[variant.id]?.[n]?.[detail] ?? ''}
                onChange={(value) => onChange(variant.id, n, detail, value)}
                data-testid={`visitor-${variant.label.toLowerCase()}-${n + 1}-${detail}`}
              />
            )),
          ),
        )}
      </div>
    </fieldset>
  );
}
