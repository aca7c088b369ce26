/** A chip's own room: padding, border, the space before its count and before the next chip. */
const AROUND = 22 + 6;
const GAP = 6;
/** Where nothing can be measured, Inter at 13 px is about this wide; rather too much than too little. */
const LETTER = 7.4;
/** Figures stand below one another, so each is as wide as the widest. */
const FIGURE = 8.3;
const LONGEST = 190;
const FONT = '13px "Inter Variable"';

let pen: CanvasRenderingContext2D | null | undefined;

/** A pen in the window's own letters, once they are here; another font would measure too little. */
function penOf(): CanvasRenderingContext2D | null {
  if (typeof document === 'undefined' || !document.fonts?.check?.(FONT)) return null;
  if (pen === undefined) {
    pen = document.createElement('canvas').getContext?.('2d') ?? null;
    if (pen) pen.font = FONT;
  }
  return pen;
}

/** How wide a chip is, without laying it out: measuring in the page would make everything below it wait. */
export function chipWidth(name: string, count: string): number {
  const text = penOf()?.measureText(name).width ?? LETTER * name.length;
  return Math.min(LONGEST, Math.ceil(text * 1.03 + FIGURE * count.length) + AROUND);
}

/** How many of these, in their order, find room in so many rows when `rest` must still fit behind them. */
export function fitRows(widths: number[], width: number, rows: number, rest: number): number {
  const lay = (some: number[]) => {
    let row = 1;
    let at = 0;
    for (const one of some) {
      if (at > 0 && at + one > width) {
        row += 1;
        at = 0;
      }
      at += one + GAP;
    }
    return row;
  };
  if (lay(widths) <= rows && rest === 0) return widths.length;
  for (let n = widths.length; n > 0; n--)
    if (lay([...widths.slice(0, n), ...(rest > 0 ? [rest] : [])]) <= rows) return n;
  return 0;
}
