import type { MediaView } from './bindings';

/** A layout as it is written in JSON. Lengths are millimetres from the upper left corner of a ticket's part of the sheet. */
export type LayoutDoc = {
  version: number;
  name: string;
  media: LayoutMedia;
  /** How a ticket is drawn: by its elements, or as the card of the house, which has none. */
  design?: 'elements' | 'card';
  elements?: LayoutElement[];
};

export type LayoutMedia = {
  kind: MediaView;
  width_mm: number;
  /** Absent for an endless roll. */
  height_mm?: number;
  dpi: number;
  /** Tickets on a sheet, one below the other. */
  per_sheet?: number;
  margins_mm: Margins;
};
export type Margins = { top: number; right: number; bottom: number; left: number };
export type Area = { x: number; y: number; w: number; h: number };

export const FIELDS = [
  'title',
  'venue',
  'address',
  'starts',
  'day',
  'time',
  'valid',
  'visitor_type',
  'holder',
  'order_code',
  'order_reference',
  'price',
  'must_know',
  'conditions',
  'seller',
  'status_as_of',
  'place',
  'seat',
  'code_reference',
  'label',
] as const;
export type FieldName = (typeof FIELDS)[number];
export const WEIGHTS = ['regular', 'semibold', 'mono'] as const;
export const ALIGNS = ['start', 'center', 'end'] as const;
export const VERTICALS = ['top', 'middle', 'bottom'] as const;
export const ROTATIONS = [0, 90, 180, 270] as const;
export const COLORS = ['ink', 'quiet', 'faint', 'accent', 'rule', 'paper'] as const;
export const CODE_KINDS = ['matrix', 'bars', 'none'] as const;
export type Align = (typeof ALIGNS)[number];
export type ColorRole = (typeof COLORS)[number];
export type CodeKind = (typeof CODE_KINDS)[number];

/** How a text is set. What is absent is as usual. */
export type Typesetting = {
  font: { size_pt: number; smallest_pt?: number; weight?: (typeof WEIGHTS)[number] };
  align?: Align;
  vertical?: (typeof VERTICALS)[number];
  max_lines?: number;
  rotation?: (typeof ROTATIONS)[number];
  color?: ColorRole;
  follows?: boolean;
};

export type FieldElement = {
  shows: FieldName[];
  at: Area;
  label?: boolean;
  set: Typesetting;
  only?: CodeKind;
};
export type TextElement = { text: string; at: Area; set: Typesetting; with?: FieldName; only?: CodeKind };
export type LineElement = {
  at: Area;
  thickness_mm?: number;
  dashed?: boolean;
  color?: ColorRole;
  with?: FieldName;
  only?: CodeKind;
};
export type BoxElement = {
  at: Area;
  thickness_mm?: number;
  radius_mm?: number;
  color?: ColorRole;
  fill?: ColorRole;
  with?: FieldName;
  only?: CodeKind;
};
export type PictureElement = {
  shows: 'logo' | 'product';
  at: Area;
  align?: Align;
  rotation?: (typeof ROTATIONS)[number];
  only?: CodeKind;
};
export type CodeElement = { at: Area; only?: CodeKind; bar_height_mm?: number };
export type MarkElement = { at: Area };

type Shapes = {
  field: FieldElement;
  text: TextElement;
  line: LineElement;
  box: BoxElement;
  picture: PictureElement;
  code: CodeElement;
  mark: MarkElement;
};
export type ElementKind = keyof Shapes;
/** One thing on a ticket: an object with one property, named by what it is. */
export type LayoutElement = { [K in ElementKind]: { [P in K]: Shapes[K] } }[ElementKind];

/** What an element is, and what it says of itself. */
export function opened(
  element: LayoutElement,
): { [K in ElementKind]: { kind: K; body: Shapes[K] } }[ElementKind] {
  const [kind] = Object.keys(element) as ElementKind[];
  const body = Object.values(element)[0];
  return { kind, body } as ReturnType<typeof opened>;
}

export const areaOf = (element: LayoutElement): Area => opened(element).body.at;

/** Height of one ticket's part of the sheet; `null` on an endless roll. */
export const partHeight = (media: LayoutMedia): number | null =>
  media.height_mm === undefined ? null : media.height_mm / (media.per_sheet ?? 1);

/** As the core writes it: indented, with a line feed at its end. */
export const writeLayout = (doc: LayoutDoc): string => `${JSON.stringify(doc, null, 2)}\n`;
