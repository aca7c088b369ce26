import { type PointerEvent, useRef } from 'react';
import { useTranslations } from 'use-intl';
import { type LayoutElement, opened } from '../../../../ipc/layout';
import { type Handle, handlesOf } from './edit';

const CURSOR: Record<Handle, string> = {
  n: 'ns-resize',
  s: 'ns-resize',
  e: 'ew-resize',
  w: 'ew-resize',
  ne: 'nesw-resize',
  sw: 'nesw-resize',
  nw: 'nwse-resize',
  se: 'nwse-resize',
};
/** Thin things are as thick as a finger of the pointer. */
const GRIP = 8;

type Props = {
  element: LayoutElement;
  n: number;
  name: string;
  scale: number;
  chosen: boolean;
  /** What is wrong with it, a sentence. */
  fault: string | null;
  onChoose: () => void;
  /** Moves or, at a handle, changes the size, by millimetres since the drag began. */
  onDrag: (handle: Handle | null, dx: number, dy: number, fine: boolean) => void;
  onRest: () => void;
};

/** An element on the sheet: where it is, whether it is chosen, and what is wrong with it. */
export function ElementBox({ element, n, name, scale, chosen, fault, onChoose, onDrag, onRest }: Props) {
  const t = useTranslations('editor');
  const { kind, body } = opened(element);
  const { at } = body;
  const from = useRef<{ x: number; y: number } | null>(null);
  const begin = (event: PointerEvent<HTMLElement>) => {
    if (event.button !== 0) return;
    event.stopPropagation();
    from.current = { x: event.clientX, y: event.clientY };
    event.currentTarget.setPointerCapture?.(event.pointerId);
    onChoose();
  };
  const go = (handle: Handle | null) => (event: PointerEvent<HTMLElement>) => {
    const start = from.current;
    if (!start) return;
    event.stopPropagation();
    onDrag(handle, (event.clientX - start.x) / scale, (event.clientY - start.y) / scale, event.shiftKey);
  };
  const end = (event: PointerEvent<HTMLElement>) => {
    event.stopPropagation();
    from.current = null;
    onRest();
  };
  const [w, h] = [Math.max(at.w * scale, GRIP), Math.max(at.h * scale, GRIP)];
  const left = at.x * scale - (w - at.w * scale) / 2;
  const top = at.y * scale - (h - at.h * scale) / 2;
  const tone = fault
    ? 'border-paper-loss bg-paper-loss/8'
    : chosen
      ? 'border-paper-accent'
      : 'border-transparent hover:border-paper-accent/60';
  return (
    <>
      <button
        type="button"
        data-testid="element"
        data-n={n}
        data-kind={kind}
        data-chosen={chosen}
        aria-pressed={chosen}
        aria-label={fault ? `${name}. ${fault}` : name}
        onFocus={onChoose}
        onPointerDown={begin}
        onPointerMove={go(null)}
        onPointerUp={end}
        onPointerCancel={end}
        style={{ left, top, width: w, height: h, zIndex: chosen ? 2 : 1 }}
        className={`absolute touch-none rounded-[2px] border border-dashed outline-offset-0! ${chosen ? 'cursor-move border-solid! border-2!' : 'cursor-default'} ${tone}`}
      >
        <span className="sr-only">{name}</span>
      </button>
      {chosen &&
        handlesOf(element).map((handle) => {
          const x = handle.includes('w') ? 0 : handle.includes('e') ? 1 : 0.5;
          const y = handle.includes('n') ? 0 : handle.includes('s') ? 1 : 0.5;
          return (
            <span
              key={handle}
              aria-hidden="true"
              title={t('handle')}
              data-testid={`handle-${handle}`}
              onPointerDown={begin}
              onPointerMove={go(handle)}
              onPointerUp={end}
              onPointerCancel={end}
              style={{ left: left + w * x - 4, top: top + h * y - 4, cursor: CURSOR[handle] }}
              className="absolute z-3 size-2 touch-none rounded-[1px] border border-paper-accent bg-paper"
            />
          );
        })}
      {fault && (
        <span
          role="note"
          data-testid="element-fault"
          style={{ left, top: top + h + 3 }}
          className="pointer-events-none absolute z-4 w-max max-w-[280px] rounded-sm border border-loss-line bg-loss-soft px-2 py-1 text-xs text-loss shadow-float"
        >
          {fault}
        </span>
      )}
    </>
  );
}
