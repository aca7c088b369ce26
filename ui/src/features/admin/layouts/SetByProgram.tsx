import { ArrowLeft } from 'lucide-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { SampleView } from '../../../ipc/bindings';
import { Button } from '../../../shared/components/Button';
import { PrintPages } from './editor/PrintPages';
import { SamplePicker } from './editor/SamplePicker';
import { usePreview } from './editor/usePreview';

type Props = { name: string; json: string; onClose: () => void; onBegin: () => void };

/** A layout whose parts cannot be moved: how it prints, and the way to one that can be changed. */
export function SetByProgram({ name, json, onClose, onBegin }: Props) {
  const t = useTranslations('layouts');
  const te = useTranslations('editor');
  const [sample, setSample] = useState<SampleView>('normal');
  const preview = usePreview(json, sample);
  return (
    <section aria-label={name} className="flex min-h-0 flex-1 flex-col">
      <header className="flex flex-none flex-wrap items-center gap-2 border-b border-line bg-panel px-3 py-2">
        <Button kind="quiet" onPress={onClose} data-testid="editor-back">
          <ArrowLeft className="size-4 rtl:rotate-180" aria-hidden="true" />
          {te('back')}
        </Button>
        <h2 className="min-w-0 flex-1 truncate font-semibold">{name}</h2>
        <SamplePicker sample={sample} onSample={setSample} />
        <Button onPress={onBegin} data-testid="layout-begin">
          {t('begin')}
        </Button>
      </header>
      <p className="flex-none border-b border-line px-4 py-2 text-ink-2">{t('card')}</p>
      <PrintPages preview={preview} />
    </section>
  );
}
