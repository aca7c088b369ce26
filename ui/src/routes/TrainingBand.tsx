import { GraduationCap } from 'lucide-react';
import { useTranslations } from 'use-intl';

/** Practice looks different from business, on every screen. */
export function TrainingBand() {
  const t = useTranslations('shell');
  return (
    <section
      data-testid="training-band"
      aria-label={t('training')}
      className="training-stripes flex h-7 items-center justify-center border-b-2 border-warn px-3 text-warn"
    >
      <span className="flex min-w-0 items-center gap-2 rounded-full bg-warn-soft px-3 text-sm">
        <GraduationCap className="size-3.5 flex-none" aria-hidden="true" />
        <b className="flex-none font-bold tracking-wide uppercase">{t('training')}</b>
        <span className="truncate max-narrow:hidden">{t('trainingWhy')}</span>
      </span>
    </section>
  );
}
