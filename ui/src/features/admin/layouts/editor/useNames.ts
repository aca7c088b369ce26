import { useTranslations } from 'use-intl';
import { type LayoutElement, opened } from '../../../../ipc/layout';

/** What an element is called in lists: what it shows, else what it is. */
export function useNames() {
  const t = useTranslations('editor');
  const tf = useTranslations('field');
  const tp = useTranslations('props');
  return (element: LayoutElement): string => {
    const { kind, body } = opened(element);
    if (kind === 'field') return body.shows.map((name) => tf(name)).join(' · ') || t('kind_field');
    if (kind === 'text') return body.text.split('\n')[0]?.trim() || t('kind_text');
    if (kind === 'picture') return tp(body.shows === 'logo' ? 'picture_logo' : 'picture_product');
    return t(`kind_${kind}`);
  };
}
