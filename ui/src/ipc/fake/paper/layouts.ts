import type {
  ImportedView,
  LayoutCard,
  LayoutPreviewView,
  LayoutView,
  LogoView,
  MediaView,
  PreviewLayoutInput,
  SaveLayoutInput,
} from '../../bindings';
import { type LayoutDoc, writeLayout } from '../../layout';
import { problem } from '../problem';
import { BUILT_IN } from './builtIn';
import { layoutFaults } from './layoutCheck';
import { paintLayout } from './layoutPaint';

/** Layouts of the house and of the agency, and the agency's picture. */
export class FakeLayouts {
  private own: LayoutDoc[] = [];
  private logo = true;
  constructor(private usedFor: (layout: string) => MediaView[]) {}

  private find(name: string): LayoutDoc {
    const doc = [...BUILT_IN, ...this.own].find((one) => one.name === name);
    if (!doc) throw problem('ERR00003', `There is no layout ${name}.`, null);
    return doc;
  }

  list(): LayoutCard[] {
    return [...BUILT_IN, ...this.own].map((doc) => ({
      name: doc.name,
      media: doc.media.kind,
      width_mm: doc.media.width_mm,
      height_mm: doc.media.height_mm ?? null,
      built_in: BUILT_IN.includes(doc),
      editable: doc.design !== 'card',
      used_for: this.usedFor(doc.name),
      preview: paintLayout(doc, 'normal', this.logo, 2)[0] ?? null,
    }));
  }

  get(name: string): LayoutView {
    const doc = this.find(name);
    return {
      name,
      built_in: BUILT_IN.includes(doc),
      json: writeLayout(doc),
      editable: doc.design !== 'card',
      used_for: this.usedFor(name),
    };
  }

  preview({ json, sample }: PreviewLayoutInput): LayoutPreviewView {
    const { doc, faults } = layoutFaults(json);
    if (!doc || faults.length > 0) return { pages: [], faults, warnings: [] };
    const codes = (doc.elements ?? []).some((element) => 'code' in element) || doc.design === 'card';
    const warnings = codes ? [] : ['No code has a place on it: tickets with a code are refused.'];
    return { pages: paintLayout(doc, sample, this.logo, 4), faults: [], warnings };
  }

  save({ json, replace }: SaveLayoutInput): LayoutView {
    const { doc, faults } = layoutFaults(json);
    if (!doc || faults[0]) throw problem('LAYOUT_FAULT', faults[0]?.sentence ?? 'It cannot be read.', null);
    if (BUILT_IN.some((one) => one.name === doc.name))
      throw problem('LAYOUT_BUILT_IN', `${doc.name} comes with the program and stays.`, 'Give another name.');
    const before = this.own.findIndex((one) => one.name === doc.name);
    if (before >= 0 && !replace)
      throw problem('LAYOUT_EXISTS', `There is a layout ${doc.name} already.`, 'Give another name.');
    if (before >= 0) this.own[before] = doc;
    else this.own.push(doc);
    return this.get(doc.name);
  }

  remove(name: string): null {
    const doc = this.find(name);
    if (BUILT_IN.includes(doc)) throw problem('LAYOUT_BUILT_IN', `${name} comes with the program.`, null);
    const used = this.usedFor(name);
    if (used.length > 0)
      throw problem(
        'LAYOUT_USED',
        `${name} is used by a printer.`,
        'Choose another layout for it in the print room, Printers, first.',
      );
    this.own = this.own.filter((one) => one !== doc);
    return null;
  }

  /** As if a file had been chosen. */
  import(): ImportedView {
    const doc: LayoutDoc = { ...structuredClone(BUILT_IN[3] as LayoutDoc), name: 'Summer festival' };
    for (let n = 2; this.own.some((one) => one.name === doc.name); n++) doc.name = `Summer festival ${n}`;
    this.own.push(doc);
    return { layout: this.get(doc.name) };
  }

  logoView(): LogoView {
    if (!this.logo) return { picture: null };
    const svg =
      '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 120"><circle cx="60" cy="60" r="52" fill="#0b7a75"/><text x="60" y="78" font-size="50" fill="#fff" text-anchor="middle" font-family="sans-serif">ET</text></svg>';
    return {
      picture: { src: `data:image/svg+xml;utf8,${encodeURIComponent(svg)}`, width: 120, height: 120 },
    };
  }

  setLogo(on: boolean): LogoView {
    this.logo = on;
    return this.logoView();
  }
}
