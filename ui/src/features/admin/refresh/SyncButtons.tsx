import { Tag, Zap } from 'lucide-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { RunInput } from '../../../ipc/bindings';
import { Button } from '../../../shared/components/Button';
import { Picker } from '../../../shared/components/Picker';
import { useFormat } from '../../../shared/format/useFormat';

const PAGES = [1, 5, 20, 100];
type Props = { isDisabled: boolean; onStart: (input: RunInput) => void };

/** The lighter ways to bring the catalogue up to date. */
export function SyncButtons({ isDisabled, onStart }: Props) {
  const t = useTranslations('runs');
  const f = useFormat();
  const [pages, setPages] = useState('');
  return (
    <div className="mt-4 grid grid-cols-2 gap-x-6 gap-y-3 border-t border-line pt-4 max-narrow:grid-cols-1">
      <div>
        <div className="flex gap-1.5">
          <Button
            isDisabled={isDisabled}
            data-testid="quick-sync"
            onPress={() =>
              onStart({ kind: 'quick_sync', cities: [], max_pages: pages === '' ? null : Number(pages) })
            }
          >
            <Zap className="size-3.5" aria-hidden="true" />
            {t('quickSync')}
          </Button>
          <Picker
            label={t('pages')}
            className="w-32"
            value={pages}
            onChange={setPages}
            data-testid="quick-pages"
            options={[
              { id: '', name: t('allPages') },
              ...PAGES.map((n) => ({ id: String(n), name: t('pagesMost', { n, count: f.number(n) }) })),
            ]}
          />
        </div>
        <p className="mt-1 text-sm text-ink-3">{t('quickSyncText')}</p>
      </div>
      <div>
        <Button
          isDisabled={isDisabled}
          data-testid="tag-sync"
          onPress={() => onStart({ kind: 'tag_sync', cities: [], max_pages: null })}
        >
          <Tag className="size-3.5" aria-hidden="true" />
          {t('tagSync')}
        </Button>
        <p className="mt-1 text-sm text-ink-3">{t('tagSyncText')}</p>
      </div>
    </div>
  );
}
