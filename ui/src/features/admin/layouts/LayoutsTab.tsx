import { useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { MediaView } from '../../../ipc/bindings';
import { asProblem, useHost } from '../../../ipc/host';
import type { LayoutDoc } from '../../../ipc/layout';
import { useTell } from '../../../shared/components/notices';
import { useFocusKept } from '../../../shared/useFocusKept';
import { beginLayout } from './begin';
import { LayoutEditor } from './editor/LayoutEditor';
import { LayoutList } from './LayoutList';
import { SetByProgram } from './SetByProgram';

/** What is open: a layout to edit, with the name it is kept under, or one that can only be looked at. */
type Open =
  | { kind: 'edit'; doc: LayoutDoc; kept: string | null; n: number }
  | { kind: 'look'; name: string; json: string; media: MediaView };

/** How tickets look: all layouts, or one of them opened. `active` while this tab is shown. */
export function LayoutsTab({ active }: { active: boolean }) {
  const t = useTranslations('layouts');
  const tt = useTranslations('tickets');
  const host = useHost();
  const tell = useTell();
  const [open, setOpen] = useState<Open | null>(null);
  const frame = useRef<HTMLDivElement>(null);
  useFocusKept(frame, open);
  const edit = (doc: LayoutDoc, kept: string | null) => setOpen({ kind: 'edit', doc, kept, n: Date.now() });
  const begin = (media: MediaView) =>
    edit(beginLayout(media, t('newName', { paper: tt(`paper_${media}`) })), null);
  const show = async (name: string, copy: boolean) => {
    try {
      const view = await host.call('get_layout', { name });
      const doc = JSON.parse(view.json) as LayoutDoc;
      if (!view.editable) setOpen({ kind: 'look', name, json: view.json, media: doc.media.kind });
      else if (copy || view.built_in) edit({ ...doc, name: t('copyName', { name }) }, null);
      else edit(doc, name);
    } catch (thrown) {
      tell({ text: asProblem(thrown).message, tone: 'warn' });
    }
  };
  return (
    <div ref={frame} tabIndex={-1} className="flex min-h-0 flex-1 flex-col outline-none!">
      {open?.kind === 'edit' ? (
        <LayoutEditor
          key={open.n}
          first={open.doc}
          kept={open.kept}
          active={active}
          onClose={() => setOpen(null)}
        />
      ) : open ? (
        <SetByProgram
          name={open.name}
          json={open.json}
          onClose={() => setOpen(null)}
          onBegin={() => begin(open.media)}
        />
      ) : (
        <LayoutList onOpen={(name, copy) => void show(name, copy)} onBegin={begin} />
      )}
    </div>
  );
}
