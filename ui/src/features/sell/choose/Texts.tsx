import { useTranslations } from 'use-intl';
import type { ProductView } from '../../../ipc/bindings';
import { useCustomerView } from '../../../shared/customerView';
import { SafeHtml } from '../../../shared/format/SafeHtml';
import { useFormat } from '../../../shared/format/useFormat';
import { FactList } from './Place';

/** The supplier's words, below what decides. */
export function Texts({ product }: { product: ProductView }) {
  const t = useTranslations('sell');
  const tp = useTranslations('pane');
  const { locale } = useFormat();
  const { on: customer } = useCustomerView();
  const named = (code: string) => {
    try {
      return new Intl.DisplayNames(locale, { type: 'language' }).of(code) ?? code;
    } catch {
      return code;
    }
  };
  const spoken = (codes: string[]) => (codes.length > 0 ? codes.map(named).join(', ') : null);
  const parts: [string, string | null][] = [
    [t('summary'), product.summary],
    [t('highlights'), product.highlights],
    [t('included'), product.included],
    [t('excluded'), product.excluded],
    [tp('usage'), product.usage],
    [tp('postPurchase'), product.post_purchase],
    [t('goodToKnow'), product.good_to_know],
  ];
  return (
    <div className="selectable mt-5 grid gap-x-8 gap-y-4 border-t border-line pt-4 min-[1180px]:grid-cols-2">
      <section className="min-[1180px]:col-span-2" aria-label={tp('practical')}>
        <FactList
          facts={[
            [tp('venue'), product.card.venue_name],
            [tp('address'), product.address],
            [
              tp('start'),
              product.starting_points.length > 0 && (
                <ul>
                  {product.starting_points.map((point, n) => (
                    <li key={n}>{[point.label, point.address].filter(Boolean).join(', ')}</li>
                  ))}
                </ul>
              ),
            ],
            [tp('startTime'), product.starting_time],
            [tp('liveGuides'), spoken(product.live_guides)],
            [tp('audioGuides'), spoken(product.audio_guides)],
            [tp('languages'), spoken(product.languages)],
            [tp('operator'), customer ? null : product.operator],
            [tp('supplier'), customer ? null : product.supplier_name],
          ].map(([name, value]) => [name as string, value || null])}
        />
      </section>
      {parts.map(
        ([title, text]) =>
          text && (
            <section key={title} className="text-ink-2">
              <h2 className="mb-1 font-semibold text-ink">{title}</h2>
              <SafeHtml html={text} />
            </section>
          ),
      )}
    </div>
  );
}
