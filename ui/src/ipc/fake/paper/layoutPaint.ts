import type { PreviewPage, SampleView } from '../../bindings';
import {
  type Area,
  type FieldName,
  type LayoutDoc,
  opened,
  partHeight,
  type Typesetting,
} from '../../layout';
import { codeCells } from './sheets';

type Values = Partial<Record<FieldName, string>>;
const LABELS: Values = {
  day: 'Day',
  time: 'Time',
  holder: 'Holder',
  visitor_type: 'Visitor',
  place: 'Ticket',
  order_code: 'Order',
  price: 'Price',
  must_know: 'Must know',
  conditions: 'Conditions',
  valid: 'Valid',
  seat: 'Seat',
};
const NORMAL: Values = {
  title: 'Qamar Observation Deck: levels 124 and 125',
  venue: 'Qamar Tower',
  address: '1 Sheikh Mohammed bin Rashid Blvd, Dubai',
  starts: 'Thu 24 Dec 2026 · 16:30 (Dubai time)',
  day: 'Thu 24 Dec 2026',
  time: '16:30',
  visitor_type: 'Adult',
  holder: 'Camille Dupont',
  order_code: '7K3-QFA',
  order_reference: 'TQ-88213',
  price: 'AED 179.00',
  must_know: 'Bring a photo ID. Sunset entry is at the time printed, not later.',
  conditions: 'Cannot be resold.',
  seller: 'Example Travel',
  status_as_of: 'Status as of 24 Nov 2026, 14:05',
  place: '1 of 3',
  code_reference: '7K3QFA-01-8214',
};
const SAMPLES: Record<SampleView, Values> = {
  normal: NORMAL,
  twelve: NORMAL,
  no_code: { ...NORMAL, code_reference: '' },
  long_names: {
    ...NORMAL,
    title: 'Guided evening walk through the old town with supper, boat, and the observation deck at sunset',
    holder: 'Maximiliane-Alexandra von Hohenstaufen-Wittelsbach',
    venue: 'International Centre for Contemporary Art and Photography',
  },
  right_to_left: {
    ...NORMAL,
    title: 'منصة قمر للمشاهدة: الطابقان 124 و125',
    venue: 'برج قمر',
    address: 'شارع الشيخ محمد بن راشد، دبي',
    day: 'الخميس 24 ديسمبر 2026',
    visitor_type: 'بالغ',
    holder: 'يوسف العمراني',
    must_know: 'أحضر بطاقة هوية.',
    seller: 'سفريات المثال',
  },
};
const INK = {
  ink: '#1c1d1f',
  quiet: '#5d6066',
  faint: '#74777d',
  accent: '#0b7a75',
  rule: '#d0cfc9',
  paper: '#fff',
};
const MM_PER_PT = 25.4 / 72;
const safe = (text: string) => text.replace(/[<>&"]/g, '');

function words(text: string, label: string | null, at: Area, set: Typesetting, rtl: boolean): string {
  const sideways = set.rotation === 90 || set.rotation === 270;
  const [w, h] = sideways ? [at.h, at.w] : [at.w, at.h];
  let size = set.font.size_pt * MM_PER_PT;
  const least = (set.font.smallest_pt ?? set.font.size_pt) * MM_PER_PT;
  const width = (line: string) => line.length * size * (set.font.weight === 'mono' ? 0.6 : 0.52);
  const wrap = () => {
    const lines: string[] = [''];
    for (const word of text.split(' ')) {
      const last = lines.at(-1) ?? '';
      const longer = last === '' ? word : `${last} ${word}`;
      if (width(longer) <= w || last === '') lines[lines.length - 1] = longer;
      else lines.push(word);
    }
    return lines;
  };
  const top = label ? 2.6 : 0;
  const most = () =>
    Math.min(set.max_lines ?? 99, Math.max(1, Math.floor((h - top + size * 0.4) / (size * 1.2))));
  let lines = wrap();
  while (size > least && (lines.length > most() || lines.some((line) => width(line) > w))) {
    size = Math.max(least, size - 0.1);
    lines = wrap();
  }
  lines = lines.slice(0, most());
  const end = rtl ? (set.align ?? 'start') === 'start' : set.align === 'end';
  const x = set.align === 'center' ? w / 2 : end ? w : 0;
  const anchor = set.align === 'center' ? 'middle' : end ? 'end' : 'start';
  const block = lines.length * size * 1.2;
  const down =
    set.vertical === 'middle' ? (h - top - block) / 2 : set.vertical === 'bottom' ? h - top - block : 0;
  const font = `font-family="${set.font.weight === 'mono' ? 'monospace' : 'sans-serif'}" font-weight="${set.font.weight === 'semibold' ? 600 : 400}" text-anchor="${anchor}"`;
  const small = label
    ? `<text x="${x}" y="1.8" font-size="2.1" fill="${INK.faint}" text-anchor="${anchor}" font-family="sans-serif">${safe(label)}</text>`
    : '';
  const body = lines
    .map(
      (line, n) =>
        `<text x="${x}" y="${top + down + size * 0.86 + n * size * 1.2}" font-size="${size}" fill="${INK[set.color ?? 'ink']}" ${font}>${safe(line)}</text>`,
    )
    .join('');
  const turn = {
    0: '',
    90: `translate(${at.w} 0) rotate(90)`,
    180: `translate(${at.w} ${at.h}) rotate(180)`,
    270: `translate(0 ${at.h}) rotate(270)`,
  }[set.rotation ?? 0];
  return `<g transform="translate(${at.x} ${at.y}) ${turn}">${small}${body}</g>`;
}

function ticket(doc: LayoutDoc, values: Values, sample: SampleView, logo: boolean): string {
  const hasCode = sample !== 'no_code';
  return (doc.elements ?? [])
    .map((element) => {
      const { kind, body } = opened(element);
      const { at } = body;
      const only = 'only' in body ? body.only : undefined;
      if (only && only !== (hasCode ? 'matrix' : 'none')) return '';
      if ('with' in body && body.with && !values[body.with]) return '';
      if (kind === 'field') {
        const text = body.shows
          .map((name) => values[name])
          .filter(Boolean)
          .join(' · ');
        const [first] = body.shows;
        const label = body.label && first ? (LABELS[first] ?? null) : null;
        return text ? words(text, label, at, body.set, sample === 'right_to_left') : '';
      }
      if (kind === 'text') return words(body.text, null, at, body.set, sample === 'right_to_left');
      if (kind === 'line')
        return `<path d="M${at.x} ${at.y}l${at.w} ${at.h}" stroke="${INK[body.color ?? 'rule']}" stroke-width="${body.thickness_mm ?? 0.1}" ${body.dashed ? 'stroke-dasharray="1.4 1.2"' : ''}/>`;
      if (kind === 'box')
        return `<rect x="${at.x}" y="${at.y}" width="${at.w}" height="${at.h}" rx="${body.radius_mm ?? 0}" fill="${body.fill ? INK[body.fill] : 'none'}" stroke="${INK[body.color ?? 'rule']}" stroke-width="${body.thickness_mm ?? 0.1}"/>`;
      if (kind === 'picture')
        return logo && body.shows === 'logo'
          ? `<g transform="translate(${at.x + at.w / 2} ${at.y + at.h / 2})"><circle r="${Math.min(at.w, at.h) / 2.4}" fill="${INK.accent}"/><text y="${Math.min(at.w, at.h) / 8}" font-size="${Math.min(at.w, at.h) / 2.6}" fill="#fff" text-anchor="middle" font-family="sans-serif">ET</text></g>`
          : '';
      if (kind === 'code') {
        const side = Math.min(at.w, at.h) * 0.82;
        return hasCode
          ? `<g transform="translate(${at.x + (at.w - side) / 2} ${at.y + (at.h - side) / 2})">${codeCells(values.code_reference ?? '', side)}</g>`
          : '';
      }
      return `<rect x="${at.x}" y="${at.y}" width="${at.w}" height="${at.h}" fill="${INK.ink}"/><text x="${at.x + at.w / 2}" y="${at.y + at.h * 0.72}" font-size="${at.h * 0.62}" fill="#fff" text-anchor="middle" font-family="sans-serif" font-weight="600">SAMPLE</text>`;
    })
    .join('');
}

/** The card of the house, roughly. */
const card = (values: Values) =>
  `<rect x="14" y="14" width="182" height="98" rx="3.5" fill="none" stroke="${INK.rule}" stroke-width=".3"/><path d="M140 14v98" stroke="${INK.rule}" stroke-width=".3" stroke-dasharray="1.4 1.2"/><text x="22" y="30" font-size="6.6" font-weight="600" font-family="sans-serif">${safe((values.title ?? '').slice(0, 30))}</text><text x="22" y="40" font-size="4.2" fill="${INK.quiet}" font-family="sans-serif">${safe(values.venue ?? '')}</text><text x="22" y="62" font-size="5.4" font-weight="600" font-family="sans-serif">${safe(values.starts ?? '')}</text><text x="22" y="84" font-size="4.6" font-family="sans-serif">${safe(values.holder ?? '')}</text><g transform="translate(147 26)">${codeCells(values.code_reference ?? '', 42)}</g>`;

/** A layout with a sample on it, `scale` pixels a millimetre. */
export function paintLayout(doc: LayoutDoc, sample: SampleView, logo: boolean, scale: number): PreviewPage[] {
  const { media } = doc;
  const part = partHeight(media);
  const below = (doc.elements ?? []).map((element) => {
    const { at } = opened(element).body;
    return at.y + at.h;
  });
  const height = media.height_mm ?? Math.max(60, ...below) + media.margins_mm.bottom;
  const tickets = sample === 'twelve' ? 12 : 1;
  const per = media.per_sheet ?? 1;
  return Array.from({ length: Math.ceil(tickets / per) }, (_, page) => {
    const parts = Array.from({ length: Math.min(per, tickets - page * per) }, (_, n) => {
      const values = { ...SAMPLES[sample] };
      if (sample === 'twelve') values.place = `${page * per + n + 1} of 12`;
      const drawn = doc.design === 'card' ? card(values) : ticket(doc, values, sample, logo);
      return `<g transform="translate(0 ${n * (part ?? 0)})">${drawn}</g>`;
    }).join('');
    const [w, h] = [Math.round(media.width_mm * scale), Math.round(height * scale)];
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${w}" height="${h}" viewBox="0 0 ${media.width_mm} ${height}"><rect width="${media.width_mm}" height="${height}" fill="#fff"/>${parts}</svg>`;
    return { src: `data:image/svg+xml;utf8,${encodeURIComponent(svg)}`, width: w, height: h };
  });
}
