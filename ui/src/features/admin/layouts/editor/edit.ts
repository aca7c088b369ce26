import {
  type Area,
  type ElementKind,
  type LayoutDoc,
  type LayoutElement,
  type LayoutMedia,
  opened,
  partHeight,
} from '../../../../ipc/layout';

export type Side = 'n' | 's' | 'e' | 'w';
export type Handle = Side | 'ne' | 'nw' | 'se' | 'sw';
const LEAST = 1;

/** To a tenth of a millimetre: what is typed, dragged and stored are the same. */
export const tenth = (mm: number) => Math.round(mm * 10) / 10;
const within = (mm: number, least: number, most: number) =>
  Math.min(Math.max(mm, least), Math.max(least, most));

export const elementsOf = (doc: LayoutDoc): LayoutElement[] => doc.elements ?? [];

/** The room that may be printed on. An endless roll goes on. */
export function printable(media: LayoutMedia): Area {
  const { top, right, bottom, left } = media.margins_mm;
  const height = partHeight(media);
  return {
    x: left,
    y: top,
    w: media.width_mm - left - right,
    h: height === null ? 1_000 : height - top - bottom,
  };
}

const withArea = (element: LayoutElement, at: Area): LayoutElement => {
  const { kind, body } = opened(element);
  return { [kind]: { ...body, at } } as LayoutElement;
};

/** The same element with other properties; what is `undefined` is left out, as in the file. */
export function withBody(element: LayoutElement, more: object): LayoutElement {
  const { kind, body } = opened(element);
  const merged = Object.entries({ ...body, ...more }).filter(([, value]) => value !== undefined);
  return { [kind]: Object.fromEntries(merged) } as unknown as LayoutElement;
}

export function moved(element: LayoutElement, dx: number, dy: number, media: LayoutMedia): LayoutElement {
  const { at } = opened(element).body;
  const room = printable(media);
  return withArea(element, {
    ...at,
    x: tenth(within(at.x + dx, room.x, room.x + room.w - at.w)),
    y: tenth(within(at.y + dy, room.y, room.y + room.h - at.h)),
  });
}

/** Pulls at a side or a corner. A line keeps its direction. */
export function resized(
  element: LayoutElement,
  handle: Handle,
  dx: number,
  dy: number,
  media: LayoutMedia,
): LayoutElement {
  const { kind, body } = opened(element);
  const { at } = body;
  const room = printable(media);
  const flat = kind === 'line' && at.h === 0;
  const upright = kind === 'line' && at.w === 0 && !flat;
  let [left, top, right, bottom] = [at.x, at.y, at.x + at.w, at.y + at.h];
  if (!upright) {
    if (handle.includes('w')) left = within(left + dx, room.x, right - LEAST);
    if (handle.includes('e')) right = within(right + dx, left + LEAST, room.x + room.w);
  }
  if (!flat) {
    if (handle.includes('n')) top = within(top + dy, room.y, bottom - LEAST);
    if (handle.includes('s')) bottom = within(bottom + dy, top + LEAST, room.y + room.h);
  }
  return withArea(element, {
    x: tenth(left),
    y: tenth(top),
    w: tenth(right - left),
    h: tenth(bottom - top),
  });
}

/** The handles of an element: a line has its two ends. */
export function handlesOf(element: LayoutElement): Handle[] {
  const { kind, body } = opened(element);
  if (kind !== 'line') return ['nw', 'n', 'ne', 'e', 'se', 's', 'sw', 'w'];
  return body.at.h === 0 ? ['w', 'e'] : ['n', 's'];
}

/** Something new in the middle of the upper part, where it is seen. */
export function created(kind: ElementKind, media: LayoutMedia, words: string): LayoutElement {
  const room = printable(media);
  const w = Math.min(50, room.w);
  const at = (width: number, height: number): Area => ({
    x: tenth(room.x + (room.w - width) / 2),
    y: tenth(room.y + Math.min(20, Math.max(0, room.h - height) / 2)),
    w: tenth(width),
    h: tenth(height),
  });
  const set = { font: { size_pt: 10, smallest_pt: 8 } };
  switch (kind) {
    case 'field':
      return { field: { shows: ['title'], at: at(w, 8), set } };
    case 'text':
      return { text: { text: words, at: at(w, 8), set } };
    case 'line':
      return { line: { at: at(w, 0) } };
    case 'box':
      return { box: { at: at(w, 20) } };
    case 'picture':
      return { picture: { shows: 'logo', at: at(Math.min(30, room.w), 15), align: 'center' } };
    case 'code': {
      const side = Math.min(30, room.w, room.h);
      return { code: { at: at(side, side) } };
    }
    case 'mark':
      return { mark: { at: at(w, 6) } };
  }
}

const replaced = (doc: LayoutDoc, elements: LayoutElement[]): LayoutDoc => ({ ...doc, elements });

export const changedAt = (doc: LayoutDoc, n: number, change: (element: LayoutElement) => LayoutElement) =>
  replaced(
    doc,
    elementsOf(doc).map((element, at) => (at === n ? change(element) : element)),
  );
export const added = (doc: LayoutDoc, element: LayoutElement) => replaced(doc, [...elementsOf(doc), element]);
export const removedAt = (doc: LayoutDoc, n: number) =>
  replaced(
    doc,
    elementsOf(doc).filter((_, at) => at !== n),
  );
/** The same thing once more, a little beside it. */
export function duplicatedAt(doc: LayoutDoc, n: number): LayoutDoc {
  const element = elementsOf(doc)[n];
  return element ? added(doc, moved(structuredClone(element), 2, 2, doc.media)) : doc;
}
/** Further to the back or to the front: later ones lie on top. */
export function shiftedAt(doc: LayoutDoc, n: number, by: 1 | -1): LayoutDoc {
  const all = [...elementsOf(doc)];
  const [element, other] = [all[n], all[n + by]];
  if (!element || !other) return doc;
  all[n + by] = element;
  all[n] = other;
  return replaced(doc, all);
}

/** Which element a fault is about, by its path. */
export function elementAt(path: string): number | null {
  const found = /^elements\[(\d+)\]/.exec(path);
  return found ? Number(found[1]) : null;
}
