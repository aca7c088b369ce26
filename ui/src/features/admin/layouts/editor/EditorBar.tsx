import { ArrowLeft, Redo2, Save, Undo2 } from 'lucide-react';
import { useTranslations } from 'use-intl';
import type { ElementKind } from '../../../../ipc/layout';
import { Button } from '../../../../shared/components/Button';
import { Kbd } from '../../../../shared/keys/Kbd';
import { AddMenu } from '../AddMenu';
import type { Editor } from './useEditor';

const KINDS: ElementKind[] = ['field', 'text', 'code', 'picture', 'line', 'box', 'mark'];

type Props = {
  editor: Editor;
  busy: boolean;
  /** Why it cannot be saved as it is. */
  blocked: string | null;
  onBack: () => void;
  onAdd: (kind: ElementKind) => void;
  onSave: () => void;
};

/** Name, steps back and forth, something new, and Save. */
export function EditorBar({ editor, busy, blocked, onBack, onAdd, onSave }: Props) {
  const t = useTranslations('editor');
  const { doc, past, future, dirty } = editor;
  return (
    <header className="flex flex-none flex-wrap items-center gap-2 border-b border-line bg-panel px-3 py-2">
      <Button kind="quiet" icon aria-label={t('back')} onPress={onBack} data-testid="editor-back">
        <ArrowLeft className="size-4 rtl:rotate-180" aria-hidden="true" />
      </Button>
      <input
        aria-label={t('name')}
        className="input max-w-[280px] min-w-[120px] flex-1 font-semibold"
        value={doc.name}
        maxLength={60}
        dir="auto"
        data-testid="layout-name"
        onChange={(event) => editor.change({ ...doc, name: event.target.value }, 'name')}
      />
      <span className="min-w-[9ch] text-sm text-warn" role="status" data-testid="unsaved">
        {dirty ? (blocked ?? t('unsaved')) : ''}
      </span>
      <span className="flex-1" />
      <Button
        kind="quiet"
        icon
        aria-label={t('undo')}
        aria-keyshortcuts="Control+Z"
        isDisabled={past.length === 0}
        onPress={() => editor.dispatch({ do: 'undo' })}
        data-testid="undo"
      >
        <Undo2 className="size-4 rtl:-scale-x-100" aria-hidden="true" />
      </Button>
      <Button
        kind="quiet"
        icon
        aria-label={t('redo')}
        aria-keyshortcuts="Control+Shift+Z"
        isDisabled={future.length === 0}
        onPress={() => editor.dispatch({ do: 'redo' })}
        data-testid="redo"
      >
        <Redo2 className="size-4 rtl:-scale-x-100" aria-hidden="true" />
      </Button>
      <AddMenu
        label={t('add')}
        kinds={KINDS}
        nameOf={(kind) => t(`kind_${kind}`)}
        onAdd={onAdd}
        data-testid="add-element"
      />
      <Button
        kind="primary"
        isDisabled={busy || !dirty || blocked !== null}
        onPress={onSave}
        aria-keyshortcuts="Control+S"
        data-testid="layout-save"
      >
        <Save className="size-3.5" aria-hidden="true" />
        {busy ? t('saving') : t('save')}
        <Kbd className="max-narrow:hidden">Ctrl S</Kbd>
      </Button>
    </header>
  );
}
