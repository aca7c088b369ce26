import { useTranslations } from 'use-intl';
import type { OrderView } from '../../ipc/bindings';
import { useTell } from '../components/notices';
import { useFormat } from '../format/useFormat';

/** Says plainly when the same places cost something else than before. */
export function useTellPrice() {
  const t = useTranslations('order');
  const f = useFormat();
  const tell = useTell();
  return (before: OrderView, now: OrderView) => {
    const [was, is] = [before.card.total, now.card.total];
    if (!was || !is || (was.minor === is.minor && was.currency === is.currency)) return;
    tell({
      text: t('priceMoved', { code: now.card.code, was: f.money(was), now: f.money(is) }),
      tone: 'warn',
      stays: true,
      about: `price ${now.card.id}`,
    });
  };
}
