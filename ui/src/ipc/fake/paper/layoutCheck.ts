import type { LayoutFaultView } from '../../bindings';
import { type Area, areaOf, type LayoutDoc, opened, partHeight } from '../../layout';

const MM_PER_PT = 25.4 / 72;
const num = (n: number) => n.toFixed(1);

/** Line of the JSON in which the place of an element begins. */
function lineOf(json: string, at: number): number | null {
  const lines = json.split('\n');
  let seen = -1;
  for (const [n, line] of lines.entries()) {
    if (/^ {4}\{$/.test(line)) seen += 1;
    if (seen === at) return n + 1;
  }
  return null;
}

/** What is wrong with a layout, by the plainer rules of the core: the printable area, codes, letters, empty texts. */
export function layoutFaults(json: string): { doc: LayoutDoc | null; faults: LayoutFaultView[] } {
  let doc: LayoutDoc;
  try {
    doc = JSON.parse(json);
  } catch {
    const sentence = 'Line 1 is not JSON.';
    return { doc: null, faults: [{ path: '', line: 1, sentence }] };
  }
  const faults: LayoutFaultView[] = [];
  if (!doc.name?.trim() || doc.name.length > 60)
    faults.push({ path: 'name', line: 3, sentence: 'A name has 1 to 60 characters.' });
  const { media, elements = [] } = doc;
  if (doc.design !== 'card' && elements.length === 0)
    faults.push({ path: 'elements', line: null, sentence: 'The list is empty.' });
  const { top, right, bottom, left } = media.margins_mm;
  const height = partHeight(media);
  for (const [n, element] of elements.entries()) {
    const { kind, body } = opened(element);
    const area: Area = body.at;
    const say = (path: string, sentence: string) =>
      faults.push({ path: `elements[${n}].${kind}.${path}`, line: lineOf(json, n), sentence });
    const sides: [string, number][] = [
      ['left', left - area.x],
      ['top', top - area.y],
      ['right', area.x + area.w - (media.width_mm - right)],
      ['bottom', height === null ? 0 : area.y + area.h - (height - bottom)],
    ];
    const out = sides.find(([, beyond]) => beyond > 0.01);
    if (out) say('at', `The ${kind} reaches ${num(out[1])} mm beyond the printable area at its ${out[0]}.`);
    if (kind === 'text' && body.text.trim() === '') say('text', 'A fixed text has 1 to 2,000 characters.');
    if (kind === 'field' && body.shows.length === 0) say('shows', 'The list is empty.');
    if (kind === 'field' || kind === 'text') {
      const { size_pt, smallest_pt } = body.set.font;
      const least = smallest_pt ?? size_pt;
      if (least < 5)
        say('set.font.size_pt', `Letters of ${least} pt are too small to read; the least is 5 pt.`);
      const sideways = body.set.rotation === 90 || body.set.rotation === 270;
      const own = sideways ? area.w : area.h;
      const needed = least * MM_PER_PT + (kind === 'field' && body.label ? 3 : 0);
      if (own + 0.05 < needed)
        say('at', `The place is ${num(own)} mm high; one line needs ${num(needed)} mm.`);
    }
    if (kind === 'code') {
      const module = (Math.ceil((0.33 * media.dpi) / 25.4) * 25.4) / media.dpi;
      const needs = module * 29;
      if (Math.min(area.w, area.h) < needs && body.only !== 'bars')
        say(
          'at',
          `The place of the code is ${num(area.w)} × ${num(area.h)} mm; with modules of ${module.toFixed(3)} mm it needs ${num(needs)} × ${num(needs)} mm.`,
        );
    }
    for (const [m, other] of elements.entries()) {
      const code = opened(other);
      if (m === n || code.kind !== 'code') continue;
      const only = 'only' in body ? body.only : undefined;
      if (only && code.body.only && only !== code.body.only) continue;
      const b = areaOf(other);
      const apart =
        area.x + area.w <= b.x || b.x + b.w <= area.x || area.y + area.h <= b.y || b.y + b.h <= area.y;
      const around =
        kind === 'box' &&
        area.x < b.x &&
        area.y < b.y &&
        area.x + area.w > b.x + b.w &&
        area.y + area.h > b.y + b.h;
      if (!apart && !around)
        say('at', `The ${kind} overlaps the code at elements[${m}] with its quiet zone.`);
    }
  }
  return { doc, faults };
}
