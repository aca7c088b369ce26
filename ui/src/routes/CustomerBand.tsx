import { Eye } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { Kbd } from '../shared/keys/Kbd';

/** A plain mark that the client may look: what only the desk should see is hidden. */
export function CustomerBand() {
  const t = useTranslations('shell');
  return (
    <section
      data-testid="customer-band"
      aria-label={t('customerView')}
      className="flex h-6 items-center justify-center gap-2 border-b-2 border-accent bg-accent-soft px-3 text-sm text-accent"
    >
      <Eye className="size-3.5 flex-none" aria-hidden="true" />
      <b className="flex-none font-semibold">{t('customerView')}</b>
      <span className="truncate max-narrow:hidden">{t('customerWhy')}</span>
      <Kbd>Alt V</Kbd>
    </section>
  );
}
