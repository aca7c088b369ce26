import { useTranslations } from 'use-intl';
import { Skeleton } from '../../../../shared/components/Empty';
import { ProblemNote } from '../../../../shared/components/ProblemNote';
import type { Preview } from './usePreview';

/** All sheets of the sample, as the printer will have them. */
export function PrintPages({ preview }: { preview: Preview }) {
  const t = useTranslations('editor');
  const { pages, error } = preview;
  return (
    <div className="scroll min-h-0 min-w-0 flex-1 bg-sunken p-4" data-testid="print-pages">
      {error && <ProblemNote className="mb-3" problem={error} onRetry={preview.refetch} />}
      {pages.length === 0 && !error && preview.busy && (
        <Skeleton className="mx-auto aspect-[210/297] w-full max-w-[420px]" />
      )}
      <div className="flex flex-wrap justify-center gap-4">
        {pages.map((page, n) => (
          <img
            key={n}
            src={page.src}
            width={page.width}
            height={page.height}
            alt={t('page', { n: String(n + 1) })}
            className={`h-auto max-w-full border border-line bg-paper shadow-raised ${pages.length > 1 ? 'w-[300px]' : 'max-w-[640px]!'} ${preview.stale ? 'opacity-60' : ''}`}
          />
        ))}
      </div>
    </div>
  );
}
