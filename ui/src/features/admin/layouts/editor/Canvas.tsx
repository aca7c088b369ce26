import { type KeyboardEvent, useRef } from 'react';
import { useTranslations } from 'use-intl';
import type { LayoutFaultView } from '../../../../ipc/bindings';
import { areaOf, type LayoutDoc, type LayoutElement, partHeight } from '../../../../ipc/layout';
import { ElementBox } from './ElementBox';
import { elementAt, elementsOf, type Handle, moved, printable, resized, tenth } from './edit';
import { Ruler, THICK } from './Rulers';
import type { Editor } from './useEditor';
import { useNames } from './useNames';
import type { Preview } from './usePreview';
import { type Scale, useScale } from './useScale';

const STEP = 0.5;
const FINE = 0.1;
/** Pixels around the sheet; the rulers keep them, too. */
const EDGE = 12;

type Props = {
  editor: Editor;
  preview: Preview;
  faults: LayoutFaultView[];
  chosen: number | null;
  onChoose: (n: number | null) => void;
  onChange: (n: number, change: (element: LayoutElement) => LayoutElement, gesture?: string) => void;
  onRemove: (n: number) => void;
  onDuplicate: (n: number) => void;
  toolbar: (scale: Scale) => React.ReactNode;
};

/** How long a sheet is: a roll as long as its picture, or as what stands on it. */
function lengthOf(doc: LayoutDoc, preview: Preview): number {
  const { media } = doc;
  if (media.height_mm !== undefined) return media.height_mm;
  const below = elementsOf(doc).map((element) => {
    const { y, h } = areaOf(element);
    return y + h;
  });
  const [page] = preview.pages;
  const drawn = page ? (page.height / page.width) * media.width_mm : 0;
  return Math.max(drawn, Math.max(60, ...below) + media.margins_mm.bottom);
}

/** The ticket in millimetres over the print's own picture. Everything on it can be moved by hand and by keys. */
export function Canvas(props: Props) {
  const { editor, preview, faults, chosen, onChoose, onChange, onRemove, onDuplicate, toolbar } = props;
  const t = useTranslations('editor');
  const nameOf = useNames();
  const place = useRef<HTMLDivElement>(null);
  const { doc } = editor;
  const { media } = doc;
  const length = lengthOf(doc, preview);
  const scale = useScale(place, media.width_mm, length);
  const px = scale.scale;
  const elements = elementsOf(doc);
  const room = printable(media);
  const part = partHeight(media);
  const picked = chosen !== null ? elements[chosen] : undefined;
  const area = picked && areaOf(picked);
  /** As it was when the drag began. */
  const before = useRef<LayoutElement | null>(null);
  const dragged = useRef(0);
  const faultOf = (n: number) => faults.find(({ path }) => elementAt(path) === n)?.sentence ?? null;

  const drag = (n: number) => (handle: Handle | null, dx: number, dy: number, fine: boolean) => {
    const start = before.current;
    if (!start) return;
    const to = fine ? FINE : STEP;
    const snap = (mm: number) => tenth(Math.round(mm / to) * to);
    const [x, y] = [snap(dx), snap(dy)];
    onChange(
      n,
      () => (handle ? resized(start, handle, x, y, media) : moved(start, x, y, media)),
      `drag ${dragged.current}`,
    );
  };
  const onKeys = (event: KeyboardEvent<HTMLElement>) => {
    const n = Number((event.target as HTMLElement).dataset.n ?? Number.NaN);
    if (!Number.isInteger(n)) return;
    const arrow = {
      ArrowLeft: [-1, 0],
      ArrowRight: [1, 0],
      ArrowUp: [0, -1],
      ArrowDown: [0, 1],
    }[event.key];
    const plain = !event.ctrlKey && !event.metaKey;
    if (arrow && plain) {
      const step = event.shiftKey ? FINE : STEP;
      const [dx, dy] = [(arrow[0] ?? 0) * step, (arrow[1] ?? 0) * step];
      onChange(
        n,
        (element) => (event.altKey ? resized(element, 'se', dx, dy, media) : moved(element, dx, dy, media)),
        `keys ${n}`,
      );
    } else if (event.key === 'Delete' || event.key === 'Backspace') onRemove(n);
    else if (event.key.toLowerCase() === 'd' && (event.ctrlKey || event.metaKey)) onDuplicate(n);
    else if (event.key === 'Escape') {
      onChoose(null);
      place.current?.focus();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const [page] = preview.pages;
  return (
    <div className="flex min-h-0 min-w-0 flex-1 flex-col">
      {toolbar(scale)}
      <div
        ref={place}
        tabIndex={-1}
        dir="ltr"
        className="layout-canvas min-h-0 flex-1 overflow-auto bg-sunken outline-none"
        data-testid="canvas"
        data-scale={px}
        onPointerDown={() => onChoose(null)}
      >
        <div
          className="mx-auto grid w-max"
          style={{ gridTemplateColumns: `${THICK}px auto`, gridTemplateRows: `${THICK}px auto` }}
        >
          <span className="sticky start-0 top-0 z-6 border-e border-b border-line bg-panel" />
          <span className="sticky top-0 z-5 border-b border-line bg-panel" style={{ paddingLeft: EDGE }}>
            <Ruler
              length={media.width_mm}
              scale={px}
              across
              from={area?.x ?? 0}
              to={area ? area.x + area.w : 0}
            />
          </span>
          <span className="sticky start-0 z-5 border-e border-line bg-panel" style={{ paddingTop: EDGE }}>
            <Ruler
              length={length}
              scale={px}
              across={false}
              from={area?.y ?? 0}
              to={area ? area.y + area.h : 0}
            />
          </span>
          <div
            className="relative bg-paper shadow-raised"
            role="group"
            aria-label={t('canvas')}
            style={{ width: media.width_mm * px, height: length * px, margin: EDGE }}
            onKeyDown={onKeys}
          >
            {page && (
              <img
                src={page.src}
                alt=""
                draggable={false}
                data-testid="print-picture"
                className={`pointer-events-none absolute inset-x-0 top-0 h-auto w-full ${preview.stale ? 'opacity-40' : ''}`}
              />
            )}
            <div
              aria-hidden="true"
              className="pointer-events-none absolute border border-dotted border-paper-accent-line"
              style={{
                left: room.x * px,
                top: room.y * px,
                width: room.w * px,
                height: Math.min(room.h, length - room.y - media.margins_mm.bottom) * px,
              }}
            />
            {part !== null &&
              Array.from({ length: (media.per_sheet ?? 1) - 1 }, (_, n) => (
                <div
                  key={n}
                  aria-hidden="true"
                  className="pointer-events-none absolute inset-x-0 border-t border-dashed border-paper-line"
                  style={{ top: part * (n + 1) * px }}
                />
              ))}
            {elements.map((element, n) => (
              <ElementBox
                key={n}
                element={element}
                n={n}
                name={nameOf(element)}
                scale={px}
                chosen={n === chosen}
                fault={faultOf(n)}
                onChoose={() => {
                  before.current = element;
                  dragged.current += 1;
                  onChoose(n);
                }}
                onDrag={drag(n)}
                onRest={() => editor.dispatch({ do: 'rest' })}
              />
            ))}
          </div>
        </div>
      </div>
      <p className="flex-none truncate border-t border-line bg-panel px-3 py-1 text-xs text-ink-3">
        {t(media.kind === 'thermal80' && !picked ? 'rollHint' : 'canvasHint')}
      </p>
    </div>
  );
}
