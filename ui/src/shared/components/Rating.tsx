import { Star } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { useFormat } from '../format/useFormat';

export function Rating({ rating, votes }: { rating: number | null; votes: number }) {
  const t = useTranslations('sell');
  const f = useFormat();
  if (rating === null || rating === 0) return null;
  return (
    <p className="flex items-center gap-1 text-sm">
      <Star className="size-3 fill-current text-warn" aria-hidden="true" />
      <span className="sr-only">{t('rating', { rating: f.rating(rating) })}</span>
      <span aria-hidden="true">{f.rating(rating)}</span>
      <span className="text-ink-3" title={t('votes', { n: f.number(votes) })}>
        {f.number(votes)}
      </span>
    </p>
  );
}
