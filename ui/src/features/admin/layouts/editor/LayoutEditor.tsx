import { useQueryClient } from '@tanstack/react-query';
import { Maximize, ZoomIn, ZoomOut } from 'lucide-react';
import { useState } from 'react';
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import { useTranslations } from 'use-intl';
import type { SampleView } from '../../../../ipc/bindings';
import {
  type ElementKind,
  type LayoutDoc,
  type LayoutElement,
  type LayoutMedia,
  writeLayout,
} from '../../../../ipc/layout';
import { Button } from '../../../../shared/components/Button';
import { useTell } from '../../../../shared/components/notices';
import { ProblemNote } from '../../../../shared/components/ProblemNote';
import { useFormat } from '../../../../shared/format/useFormat';
import { useKeys } from '../../../../shared/keys/useKeys';
import { useAct } from '../../../../shared/query';
import { Canvas } from './Canvas';
import { EditorBar } from './EditorBar';
import { ElementList } from './ElementList';
import { added, changedAt, created, duplicatedAt, elementsOf, removedAt, shiftedAt } from './edit';
import { FaultBar } from './FaultBar';
import { GuardDialog } from './GuardDialog';
import { PrintPages } from './PrintPages';
import { Properties } from './Properties';
import { SamplePicker } from './SamplePicker';
import { SheetProps } from './SheetProps';
import { useEditor } from './useEditor';
import { usePreview } from './usePreview';
import type { Scale } from './useScale';

type Props = {
  first: LayoutDoc;
  /** The name it is kept under; `null` while it is new. */
  kept: string | null;
  /** Shown, so that its keys are meant. */
  active: boolean;
  onClose: () => void;
};
type View = 'design' | 'print';

/** A layout under the hands: the ticket in the middle, what stands on it, and what can be said of it. */
export function LayoutEditor({ first, kept, active, onClose }: Props) {
  const t = useTranslations('editor');
  const f = useFormat();
  const tell = useTell();
  const client = useQueryClient();
  const editor = useEditor(first, kept !== null);
  const [name, setName] = useState(kept);
  const [chosen, setChosen] = useState<number | null>(null);
  const [sample, setSample] = useState<SampleView>('normal');
  const [view, setView] = useState<View>('design');
  const [leaving, setLeaving] = useState(false);
  const { doc, change } = editor;
  const json = writeLayout(doc);
  const preview = usePreview(json, sample);
  const elements = elementsOf(doc);
  const picked = chosen !== null ? elements[chosen] : undefined;
  const { faults } = preview;
  const blocked =
    doc.name.trim() === '' ? t('needName') : faults.length > 0 ? t('faults', { n: faults.length }) : null;
  const save = useAct('save_layout', {
    onSuccess: (saved) => {
      setName(saved.name);
      void client.invalidateQueries({ queryKey: ['list_layouts'] });
      tell({ text: t('saved', { name: saved.name }) });
    },
  });
  const send = (then?: () => void) => {
    if (save.isPending || blocked !== null) return;
    save.mutate(
      { json, replace: name === doc.name },
      {
        onSuccess: () => {
          editor.dispatch({ do: 'saved', doc });
          then?.();
        },
      },
    );
  };
  const close = () => (editor.dirty ? setLeaving(true) : onClose());

  const changeAt = (n: number, how: (element: LayoutElement) => LayoutElement, gesture?: string) =>
    change(changedAt(doc, n, how), gesture);
  const remove = (n: number) => {
    change(removedAt(doc, n));
    const next = Math.min(n, elements.length - 2);
    setChosen(next >= 0 ? next : null);
    focusElement(next);
  };
  const duplicate = (n: number) => {
    change(duplicatedAt(doc, n));
    setChosen(elements.length);
    focusElement(elements.length);
  };
  const add = (kind: ElementKind) => {
    change(added(doc, created(kind, doc.media, t('kind_text'))));
    setChosen(elements.length);
    focusElement(elements.length);
  };
  const shift = (n: number, by: 1 | -1) => {
    change(shiftedAt(doc, n, by));
    setChosen(n + by);
  };
  useKeys(
    {
      'ctrl+z': () => editor.dispatch({ do: 'undo' }),
      'ctrl+shift+z': () => editor.dispatch({ do: 'redo' }),
      'ctrl+y': () => editor.dispatch({ do: 'redo' }),
      'ctrl+s': () => editor.dirty && send(),
    },
    active,
  );
  const toolbar = (scale: Scale | null) => (
    <div className="flex flex-none flex-wrap items-center gap-2 border-b border-line px-3 py-1.5">
      <ToggleButtonGroup
        aria-label={t('view')}
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={[view]}
        onSelectionChange={(keys) => setView([...keys][0] as View)}
        className="segments"
      >
        <ToggleButton id="design" className="segment px-2.5!" data-testid="view-design">
          {t('design')}
        </ToggleButton>
        <ToggleButton id="print" className="segment px-2.5!" data-testid="view-print">
          {t('print')}
        </ToggleButton>
      </ToggleButtonGroup>
      <SamplePicker sample={sample} onSample={setSample} />
      <span className="flex-1" />
      {scale && (
        <>
          <Button kind="quiet" icon aria-label={t('zoomOut')} onPress={scale.smaller} data-testid="zoom-out">
            <ZoomOut className="size-4" aria-hidden="true" />
          </Button>
          <span className="num min-w-[6ch] text-center text-sm text-ink-2">
            {f.number(Math.round((scale.scale / (96 / 25.4)) * 100))} %
          </span>
          <Button kind="quiet" icon aria-label={t('zoomIn')} onPress={scale.larger} data-testid="zoom-in">
            <ZoomIn className="size-4" aria-hidden="true" />
          </Button>
          <Button kind="quiet" icon aria-label={t('fit')} isDisabled={scale.isFit} onPress={scale.fit}>
            <Maximize className="size-4" aria-hidden="true" />
          </Button>
        </>
      )}
    </div>
  );
  return (
    <section aria-label={doc.name} className="flex min-h-0 flex-1 flex-col" data-testid="layout-editor">
      <EditorBar
        editor={editor}
        busy={save.isPending}
        blocked={blocked}
        onBack={close}
        onAdd={add}
        onSave={() => send()}
      />
      {(save.error ?? preview.error) && (
        <ProblemNote
          className="m-2"
          problem={(save.error ?? preview.error) as NonNullable<typeof save.error>}
          onRetry={save.error ? undefined : preview.refetch}
        />
      )}
      <div className="editor-grid">
        <div className="editor-list border-e border-line bg-panel">
          <ElementList
            elements={elements}
            faults={faults}
            chosen={chosen}
            onChoose={(n) => {
              setChosen(n);
              setView('design');
            }}
            onShift={shift}
            onRemove={remove}
            onDuplicate={duplicate}
          />
          <FaultBar
            preview={preview}
            faults={faults}
            onChoose={(n) => {
              setChosen(n);
              focusElement(n);
            }}
          />
        </div>
        {view === 'design' ? (
          <Canvas
            editor={editor}
            preview={preview}
            faults={faults}
            chosen={chosen}
            onChoose={setChosen}
            onChange={changeAt}
            onRemove={remove}
            onDuplicate={duplicate}
            toolbar={toolbar}
          />
        ) : (
          <div className="flex min-h-0 min-w-0 flex-1 flex-col">
            {toolbar(null)}
            <PrintPages preview={preview} />
          </div>
        )}
        <div className="editor-props scroll border-s border-line bg-panel p-3">
          {picked && chosen !== null ? (
            <Properties
              key={chosen}
              element={picked}
              n={chosen}
              onChange={(how, gesture) => changeAt(chosen, how, gesture)}
            />
          ) : (
            <SheetProps
              media={doc.media}
              onChange={(media: LayoutMedia, gesture) => change({ ...doc, media }, gesture)}
            />
          )}
        </div>
      </div>
      <GuardDialog
        name={doc.name}
        open={leaving}
        onStay={() => setLeaving(false)}
        onDrop={onClose}
        onSave={() => {
          setLeaving(false);
          send(onClose);
        }}
      />
    </section>
  );
}

/** After it is drawn, the cursor goes to it. */
function focusElement(n: number) {
  requestAnimationFrame(() =>
    document.querySelector<HTMLElement>(`[data-testid="element"][data-n="${n}"]`)?.focus(),
  );
}
