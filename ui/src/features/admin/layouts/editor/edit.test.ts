import { describe, expect, it } from 'vitest';
import { areaOf, type LayoutDoc, type LayoutElement } from '../../../../ipc/layout';
import { beginLayout } from '../begin';
import {
  changedAt,
  created,
  duplicatedAt,
  elementAt,
  elementsOf,
  handlesOf,
  moved,
  resized,
  shiftedAt,
  withBody,
} from './edit';
import { beginEdit, edited } from './useEditor';

const doc = beginLayout('stock', 'Mine');
const box: LayoutElement = { box: { at: { x: 10, y: 10, w: 20, h: 10 } } };
const level: LayoutElement = { line: { at: { x: 10, y: 10, w: 20, h: 0 } } };

describe('an element', () => {
  it('moves by tenths and stays on the printable area', () => {
    expect(areaOf(moved(box, 0.1, 0.2, doc.media))).toEqual({ x: 10.1, y: 10.2, w: 20, h: 10 });
    expect(areaOf(moved(box, -50, -50, doc.media))).toMatchObject({ x: 2.5, y: 2.5 });
    expect(areaOf(moved(box, 500, 500, doc.media))).toMatchObject({ x: 117.2, y: 38.3 });
  });

  it('is pulled at its sides and never turns inside out', () => {
    expect(areaOf(resized(box, 'se', 5, 5, doc.media))).toEqual({ x: 10, y: 10, w: 25, h: 15 });
    expect(areaOf(resized(box, 'nw', 2, 3, doc.media))).toEqual({ x: 12, y: 13, w: 18, h: 7 });
    expect(areaOf(resized(box, 'w', 100, 0, doc.media))).toEqual({ x: 29, y: 10, w: 1, h: 10 });
  });

  it('that is a line keeps its direction and has two ends', () => {
    expect(handlesOf(level)).toEqual(['w', 'e']);
    expect(areaOf(resized(level, 'e', 5, 5, doc.media))).toEqual({ x: 10, y: 10, w: 25, h: 0 });
  });

  it('leaves out of the file what is as usual', () => {
    const text = created('text', doc.media, 'Hello');
    expect(withBody(text, { only: 'matrix' })).toHaveProperty('text.only', 'matrix');
    expect(
      Object.keys(
        (withBody(withBody(text, { only: 'matrix' }), { only: undefined }) as { text: object }).text,
      ),
    ).not.toContain('only');
  });

  it('is found by the path of a fault', () => {
    expect(elementAt('elements[3].code.at.w')).toBe(3);
    expect(elementAt('name')).toBeNull();
  });

  it('comes to the front, and once more beside itself', () => {
    const two: LayoutDoc = { ...doc, elements: [box, level] };
    expect(elementsOf(shiftedAt(two, 0, 1))).toEqual([level, box]);
    expect(shiftedAt(two, 0, -1)).toBe(two);
    expect(areaOf(elementsOf(duplicatedAt(two, 0))[2] as LayoutElement)).toMatchObject({ x: 12, y: 12 });
  });
});

describe('steps', () => {
  it('of one drag are taken back together, and come again', () => {
    const start = beginEdit({ ...doc, elements: [box] }, true);
    const drag = (n: number) => changedAt(start.doc, 0, (one) => moved(one, n, 0, doc.media));
    let state = start;
    for (const n of [1, 2, 3]) state = edited(state, { do: 'change', doc: drag(n), gesture: 'drag 1' });
    state = edited(state, { do: 'rest' });
    expect(state.past).toHaveLength(1);
    const undone = edited(state, { do: 'undo' });
    expect(undone.doc).toBe(start.doc);
    expect(undone.doc).toBe(undone.kept);
    expect(edited(undone, { do: 'redo' }).doc).toEqual(state.doc);
    expect(edited(start, { do: 'undo' })).toBe(start);
  });
});
