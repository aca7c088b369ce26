import { useTranslations } from 'use-intl';
import type { CatalogueView } from '../../../ipc/bindings';
import { useFormat } from '../../../shared/format/useFormat';

/** Kinds of visitors come one product at a time, behind everything else; this says how far they are. */
export function VariantsLine({ catalogue }: { catalogue: CatalogueView }) {
  const t = useTranslations('runs');
  const f = useFormat();
  const { products_all: all, variants_known: known } = catalogue;
  if (all === 0) return null;
  const figures = { known: f.number(known), all: f.number(all) };
  return (
    <p className="mt-2 flex flex-wrap items-center gap-x-3 text-ink-3" data-testid="variants-progress">
      <span>{known >= all ? t('variantsAll', figures) : t('variantsSome', figures)}</span>
      {known < all && (
        <span className="h-1 w-24 overflow-hidden rounded-full bg-line" aria-hidden="true">
          <span className="block h-full bg-accent" style={{ width: `${(100 * known) / all}%` }} />
        </span>
      )}
    </p>
  );
}
