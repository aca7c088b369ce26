import type { PreviewPage } from '../../bindings';
import { seeded } from '../random';

const safe = (text: string) => text.replace(/[<>&"]/g, '');

/** Something that looks like a code but is none, `size` wide. */
export function codeCells(seed: string, size: number): string {
  const r = seeded(seed);
  let cells = '';
  for (let y = 0; y < 25; y++) for (let x = 0; x < 25; x++) if (r() > 0.52) cells += `M${x} ${y}h1v1h-1z`;
  const eye = (x: number, y: number) =>
    `<path fill="#fff" d="M${x - 1} ${y - 1}h9v9h-9z"/><path d="M${x} ${y}h7v7h-7zm1 1v5h5v-5z" fill-rule="evenodd"/><path d="M${x + 2} ${y + 2}h3v3h-3z"/>`;
  return `<g transform="scale(${size / 25})"><path d="${cells}"/>${eye(0, 0)}${eye(18, 0)}${eye(0, 18)}</g>`;
}

type Sheet = {
  title: string;
  when: string;
  holder: string;
  kind: string;
  code: string;
  place: string;
  /** Across the ticket: "VOID", "COPY 2". */
  mark: string | null;
};

/** One ticket on A4 as it would print. */
export function ticketSheet({ title, when, holder, kind, code, place, mark }: Sheet): PreviewPage {
  const field = (x: number, y: number, label: string, value: string) =>
    `<text x="${x}" y="${y}" font-size="11" fill="#777">${label}</text><text x="${x}" y="${y + 20}" font-size="15">${safe(value)}</text>`;
  const across = mark
    ? `<g transform="rotate(-24 297 180)"><rect x="120" y="146" width="354" height="66" rx="6" fill="#fff" fill-opacity=".82" stroke="#1c1d1f" stroke-width="3"/><text x="297" y="194" font-size="44" font-weight="bold" letter-spacing="6" text-anchor="middle">${safe(mark)}</text></g>`
    : '';
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 595 842" font-family="sans-serif"><rect width="595" height="842" fill="#fff"/><rect x="40" y="40" width="515" height="280" rx="10" fill="none" stroke="#ccc"/><path d="M390 40v280" stroke="#bbb" stroke-dasharray="4 4"/><text x="64" y="86" font-size="21" font-weight="bold">${safe(title)}</text><text x="64" y="116" font-size="14" fill="#444">${safe(when)}</text>${field(64, 168, 'Visitor', kind)}${field(240, 168, 'Ticket', place)}${field(64, 222, 'Holder', holder)}${field(64, 276, 'Order', code)}<g transform="translate(410 80)">${codeCells(code + place, 125)}</g><text x="472" y="236" font-size="12" text-anchor="middle">${safe(code)}</text>${across}</svg>`;
  return { src: `data:image/svg+xml;utf8,${encodeURIComponent(svg)}`, width: 595, height: 842 };
}
