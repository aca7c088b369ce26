import { useTranslations } from 'use-intl';
import { useNow } from '../clock';
import { ageOf } from '../format/age';
import { useFormat } from '../format/useFormat';

/** How old a price or a list is; amber once it is days old. */
export function Age({ at, className = '' }: { at: number | null; className?: string }) {
  const t = useTranslations('age');
  const f = useFormat();
  const now = useNow(30_000);
  if (at === null) return <span className={`text-ink-3 ${className}`}>{t('unknown')}</span>;
  const tone = ageOf(at, now).tone;
  return (
    <span className={`${tone === 'old' ? 'text-warn' : 'text-ink-3'} ${className}`} title={f.instant(at)}>
      {f.ago(at, now)}
    </span>
  );
}
