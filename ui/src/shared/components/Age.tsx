import { useTranslations } from 'use-intl';
import { useNow } from '../clock';
import { ageOf, TONE_CLASS } from '../format/age';
import { useFormat } from '../format/useFormat';

type Props = { at: number | null; className?: string; testId?: string };

/** How old a price or a list is; amber once it ages, and a word beside the colour once it is old. */
export function Age({ at, className = '', testId }: Props) {
  const t = useTranslations('age');
  const f = useFormat();
  const now = useNow(30_000);
  if (at === null)
    return (
      <span className={`text-ink-3 ${className}`} data-testid={testId}>
        {t('unknown')}
      </span>
    );
  const { tone } = ageOf(at, now);
  return (
    <span
      className={`${TONE_CLASS[tone]} ${className}`}
      title={f.instant(at)}
      data-testid={testId}
      data-tone={tone}
    >
      {f.ago(at, now)}
      {tone === 'old' && ` · ${t('old')}`}
    </span>
  );
}
