import type { Area, FieldElement, FieldName, LayoutDoc, LayoutElement } from '../../layout';

const at = (x: number, y: number, w: number, h: number): Area => ({ x, y, w, h });
type Set = [size: number, smallest?: number, weight?: 'semibold' | 'mono', lines?: number];
const field = (
  shows: FieldName | FieldName[],
  area: Area,
  [size_pt, smallest_pt, weight, max_lines]: Set,
  more: Partial<FieldElement> & { align?: 'center' | 'end' } = {},
): LayoutElement => {
  const { align, ...own } = more;
  return {
    field: {
      shows: Array.isArray(shows) ? shows : [shows],
      at: area,
      set: { font: { size_pt, smallest_pt, weight }, align, max_lines },
      ...own,
    },
  };
};
const even = (mm: number) => ({ top: mm, right: mm, bottom: mm, left: mm });

/** Layouts that come with the program, as far as a desk in memory needs them. */
export const BUILT_IN: LayoutDoc[] = [
  {
    version: 1,
    name: 'A4',
    media: { kind: 'a4', width_mm: 210, height_mm: 297, dpi: 300, margins_mm: even(10) },
    design: 'card',
  },
  {
    version: 1,
    name: 'A4, three on a sheet',
    media: { kind: 'a4', width_mm: 210, height_mm: 297, dpi: 300, per_sheet: 3, margins_mm: even(10) },
    elements: [
      { mark: { at: at(10, 11, 130, 6) } },
      field('title', at(10, 21, 130, 13), [18, 12, 'semibold', 2]),
      field('venue', at(10, 36, 130, 4.4), [11, 9, 'semibold', 1]),
      field('address', at(10, 41.5, 130, 4), [9, 8]),
      field('day', at(10, 50, 60, 9.6), [14, 9, 'semibold', 1], { label: true }),
      field('time', at(76, 50, 64, 9.6), [14, 9, 'semibold', 1], { label: true }),
      field('holder', at(10, 63, 60, 7.6), [10, 8, 'semibold', 1], { label: true }),
      field('visitor_type', at(76, 63, 30, 7.6), [10, 8, 'semibold', 1], { label: true }),
      field('place', at(110, 63, 30, 7.6), [10, 8, 'semibold', 1], { label: true }),
      { line: { at: at(145, 11, 0, 76), dashed: true } },
      { code: { at: at(152, 14, 46, 46), only: 'matrix' } },
      field('code_reference', at(152, 62, 46, 4), [9, 6.5, 'mono', 2], { align: 'center' }),
      field(['order_code', 'order_reference', 'status_as_of'], at(10, 82, 130, 3.6), [7.5]),
    ],
  },
  {
    version: 1,
    name: 'Thermal 80 mm',
    media: {
      kind: 'thermal80',
      width_mm: 80,
      dpi: 203,
      margins_mm: { top: 3, right: 4, bottom: 6, left: 4 },
    },
    elements: [
      { mark: { at: at(4, 3, 72, 6) } },
      { picture: { shows: 'logo', at: at(14, 11.5, 52, 16), align: 'center' } },
      field('seller', at(4, 30, 72, 4.2), [9.5, 8, 'semibold', 2], { align: 'center' }),
      { line: { at: at(4, 37, 72, 0), thickness_mm: 0.25, with: 'seller' } },
      field('title', at(4, 41, 72, 6), [17, 13, 'semibold']),
      field('venue', at(4, 50, 72, 4), [10, 9, 'semibold']),
      field('address', at(4, 55, 72, 3.6), [9, 8]),
      field('day', at(4, 63, 45, 9.6), [14, 9, 'semibold', 2], { label: true }),
      field('time', at(51, 63, 25, 9.6), [14, 9, 'semibold', 2], { label: true }),
      field('holder', at(4, 78, 45, 7.4), [10, 8, 'semibold', 3], { label: true }),
      field('visitor_type', at(51, 78, 25, 7.4), [10, 8, 'semibold', 3], { label: true }),
      { code: { at: at(15, 92, 50, 50), only: 'matrix' } },
      field('code_reference', at(4, 144, 72, 4), [10, 6.5, 'mono', 3], { align: 'center' }),
      { line: { at: at(4, 152, 72, 0), thickness_mm: 0.25 } },
      field('must_know', at(4, 155, 72, 8), [9], { label: true }),
      field(['order_reference', 'status_as_of', 'label'], at(4, 167, 72, 3.4), [7]),
    ],
  },
  {
    version: 1,
    name: 'Stock 5.5 × 2 in, 203 dpi',
    media: { kind: 'stock', width_mm: 139.7, height_mm: 50.8, dpi: 203, margins_mm: even(2.5) },
    elements: [
      field('title', at(3, 4.4, 62, 10.8), [13.5, 9, 'semibold', 2]),
      field('venue', at(3, 17, 62, 3.6), [8.5, 7, 'semibold', 1]),
      field('address', at(3, 21.4, 62, 5.8), [7.2, 6.5, undefined, 2]),
      field('day', at(3, 29, 36, 8.4), [12, 8, 'semibold', 1], { label: true }),
      field('time', at(41, 29, 24, 8.4), [12, 7, 'semibold', 1], { label: true }),
      field(['visitor_type', 'place'], at(3, 41, 62, 3.8), [8.5, 7]),
      { code: { at: at(67, 5, 34, 34), only: 'matrix' } },
      field('code_reference', at(67, 41, 34, 3.8), [7.5, 6, 'mono', 1], { align: 'center' }),
      { line: { at: at(104, 3, 0, 44), dashed: true } },
      field('order_code', at(107, 5, 29, 7.2), [10, 8, 'semibold', 1], { label: true }),
      field('price', at(107, 15, 29, 7.2), [10, 8, 'semibold', 1], { label: true }),
      field('status_as_of', at(107, 41, 29, 3.6), [6, 5]),
    ],
  },
];
