import { useTranslations } from 'use-intl';
import type { ProductView } from '../../../ipc/bindings';
import { SafeHtml } from '../../../shared/format/SafeHtml';
import { useFormat } from '../../../shared/format/useFormat';

/** The supplier's words, below what decides. */
export function Texts({ product }: { product: ProductView }) {
  const t = useTranslations('sell');
  const { locale } = useFormat();
  const named = (code: string) => {
    try {
      return new Intl.DisplayNames(locale, { type: 'language' }).of(code) ?? code;
    } catch {
      return code;
    }
  };
  const parts: [string, string | null][] = [
    [t('summary'), product.summary],
    [t('highlights'), product.highlights],
    [t('included'), product.included],
    [t('excluded'), product.excluded],
    [t('goodToKnow'), product.good_to_know],
  ];
  return (
    <div className="selectable grid gap-x-8 gap-y-4 border-t border-line pt-4 min-[1180px]:grid-cols-2">
      {parts.map(
        ([title, text]) =>
          text && (
            <section key={title} className="text-ink-2">
              <h2 className="mb-1 font-semibold text-ink">{title}</h2>
              <SafeHtml html={text} />
            </section>
          ),
      )}
      <p className="text-xs text-ink-3 min-[1180px]:col-span-2">
        {[
          product.operator && t('operator', { name: product.operator }),
          product.languages.length > 0 &&
            t('languagesIn', { languages: product.languages.map(named).join(', ') }),
          product.pictures[0]?.credit && t('picturesBy', { credit: product.pictures[0].credit }),
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
    </div>
  );
}
