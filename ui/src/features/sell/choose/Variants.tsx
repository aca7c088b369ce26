import { useTranslations } from 'use-intl';
import type { ProductView, VariantView } from '../../../ipc/bindings';
import { Age } from '../../../shared/components/Age';
import { useFormat } from '../../../shared/format/useFormat';
import { useDetailName } from '../party/detailName';

type Props = { product: ProductView; variants: VariantView[] };

/** Who may come: ages and conditions, how many, what each must tell, and terms that differ from the product's. */
export function Variants({ product, variants }: Props) {
  const t = useTranslations('pane');
  const f = useFormat();
  const detailName = useDetailName();
  const nameOf = (id: string) => variants.find((one) => one.id === id)?.label ?? id;
  const differing = variants.some((one) => one.cancellation);
  return (
    <section className="mt-5" data-testid="variants">
      <header className="mb-1 flex items-baseline gap-3">
        <h2 className="font-semibold">{t('variants')}</h2>
        {variants.length > 0 && product.variants_fetched_at !== null && (
          <Age at={product.variants_fetched_at} className="text-xs" />
        )}
      </header>
      {variants.length === 0 ? (
        <p className="text-ink-3">{t('variantsLater')}</p>
      ) : (
        <div className="card overflow-x-auto">
          <table className="table">
            <thead>
              <tr>
                <th>{t('kind')}</th>
                <th>{t('conditions')}</th>
                <th className="num">{t('max')}</th>
                {differing && <th>{t('terms')}</th>}
              </tr>
            </thead>
            <tbody>
              {variants.map((variant) => {
                const conditions = [
                  variant.description,
                  variant.valid_with.length > 0 &&
                    t('onlyWith', { others: variant.valid_with.map(nameOf).join(', ') }),
                  variant.requires.length > 0 &&
                    t('needs', { list: variant.requires.map(detailName).join(', ') }),
                ].filter(Boolean);
                return (
                  <tr key={variant.id}>
                    <td className="font-medium whitespace-nowrap" dir="auto">
                      {variant.label}
                    </td>
                    <td className="text-ink-2" dir="auto">
                      {conditions.join(' · ') || '–'}
                    </td>
                    <td className="num">{variant.max === null ? '–' : f.number(variant.max)}</td>
                    {differing && (
                      <td className={variant.cancellation ? 'text-warn' : 'text-ink-3'}>
                        {variant.cancellation ?? t('asProduct')}
                      </td>
                    )}
                  </tr>
                );
              })}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
