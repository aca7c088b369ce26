import type { MediaView } from '../../../ipc/bindings';
import type { LayoutDoc, LayoutElement, LayoutMedia } from '../../../ipc/layout';

const even = (mm: number) => ({ top: mm, right: mm, bottom: mm, left: mm });
const MEDIA: Record<MediaView, LayoutMedia> = {
  a4: { kind: 'a4', width_mm: 210, height_mm: 297, dpi: 300, margins_mm: even(10) },
  thermal80: {
    kind: 'thermal80',
    width_mm: 80,
    dpi: 203,
    margins_mm: { top: 3, right: 4, bottom: 6, left: 4 },
  },
  stock: { kind: 'stock', width_mm: 139.7, height_mm: 50.8, dpi: 203, margins_mm: even(2.5) },
};

/** A first layout for a paper: what no ticket goes without, from the upper left corner of the printable area. */
export function beginLayout(kind: MediaView, name: string): LayoutDoc {
  const media = structuredClone(MEDIA[kind]);
  const { left, right, top } = media.margins_mm;
  const wide = media.width_mm - left - right;
  const code = kind === 'stock' ? 32 : 44;
  const beside = kind !== 'thermal80';
  const width = beside ? wide - code - 6 : wide;
  const text = (
    shows: LayoutField,
    y: number,
    h: number,
    size_pt: number,
    smallest_pt: number,
    max_lines: number,
  ): LayoutElement => ({
    field: {
      shows: [shows],
      at: { x: left, y: top + y, w: width, h },
      set: { font: { size_pt, smallest_pt, weight: 'semibold' }, max_lines },
    },
  });
  const small = kind === 'stock';
  return {
    version: 1,
    name,
    media,
    elements: [
      text('title', 3, small ? 9 : 13, small ? 12 : 18, small ? 9 : 12, 2),
      text('starts', small ? 14 : 20, small ? 5 : 7, small ? 9 : 12, 7, 1),
      text('holder', small ? 21 : 30, small ? 5 : 6, small ? 9 : 11, 7, 1),
      text('order_code', small ? 28 : 39, small ? 5 : 6, small ? 9 : 11, 7, 1),
      {
        code: {
          at: beside
            ? { x: media.width_mm - right - code, y: top + 2, w: code, h: code }
            : { x: left + (wide - code) / 2, y: top + 50, w: code, h: code },
        },
      },
    ],
  };
}
type LayoutField = Extract<LayoutElement, { field: unknown }>['field']['shows'][number];
