import { seeded } from './random';

/** A drawn stand-in for a photograph: sky, ground, and a shape that suits the kind of place. */
export function scene(kind: string, seed: string): string {
  const r = seeded(seed);
  const dusk = r();
  const sky =
    dusk < 0.34 ? ['#8fb7d9', '#e7d3a8'] : dusk < 0.67 ? ['#34486b', '#d59a76'] : ['#6fa9c9', '#cfe3e6'];
  const ink = dusk > 0.34 && dusk < 0.67 ? '#262f45' : '#5a6472';
  const ground =
    kind === 'boat'
      ? '#2f6d86'
      : kind === 'desert' || kind === 'ruin'
        ? '#c9a873'
        : kind === 'park'
          ? '#6d8f5e'
          : '#8b8273';
  const x = 70 + r() * 40;
  const shapes: Record<string, string> = {
    tower: `<path d="M${x} 20l9 60 6 70h-30l6-70z" fill="${ink}"/><path d="M20 150v-36h18v36zm26 0v-52h14v52zm70 0v-44h16v44zm24 0v-28h22v28z" fill="${ink}" opacity=".6"/>`,
    museum: `<path d="M30 150v-48l60-30 60 30v48z" fill="#d9cdb6"/><g fill="${ink}" opacity=".5">${[44, 64, 84, 104, 124].map((c) => `<rect x="${c}" y="106" width="8" height="44"/>`).join('')}</g><path d="M26 104h128l-64-34z" fill="${ink}" opacity=".75"/>`,
    boat: `<path d="M40 132h90l-14 18H54z" fill="#f2efe8"/><rect x="62" y="116" width="46" height="16" fill="#fff" opacity=".85"/>`,
    church: `<path d="M48 150V80l14-42 14 42v70zm56 0V80l14-42 14 42v70zM76 150v-50l14-24 14 24v50z" fill="#cdbb9c"/>`,
    palace: `<path d="M18 150v-50h144v50zM74 100V82a16 16 0 0 1 32 0v18z" fill="#e0cfa6"/><g fill="${ink}" opacity=".4">${[30, 50, 70, 102, 122, 142].map((c) => `<rect x="${c}" y="112" width="9" height="18"/>`).join('')}</g>`,
    park: `<g fill="#47724a"><circle cx="50" cy="112" r="26"/><circle cx="96" cy="100" r="34"/><circle cx="140" cy="116" r="24"/></g>`,
    ruin: `<g fill="#e6d6b4">${[38, 62, 86, 110, 134].map((c) => `<rect x="${c}" y="86" width="10" height="60"/>`).join('')}<path d="M30 86h122v-9H30z"/></g>`,
    stadium: `<ellipse cx="90" cy="134" rx="74" ry="34" fill="#cfd4d8"/><ellipse cx="90" cy="134" rx="46" ry="18" fill="#5f9a58"/>`,
    desert: `<path d="M0 132q46-44 92-6t92-14v48H0z" fill="#b98b4e"/>`,
  };
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 180 180" preserveAspectRatio="xMidYMid slice"><defs><linearGradient id="s" x2="0" y2="1"><stop stop-color="${sky[0]}"/><stop offset="1" stop-color="${sky[1]}"/></linearGradient></defs><rect width="180" height="180" fill="url(#s)"/><circle cx="${20 + r() * 140}" cy="${30 + r() * 30}" r="${8 + r() * 8}" fill="#fff4d6" opacity=".8"/><rect y="146" width="180" height="34" fill="${ground}"/>${shapes[kind] ?? shapes.palace}<rect y="150" width="180" height="30" fill="${ground}" opacity=".75"/></svg>`;
  return `data:image/svg+xml;utf8,${encodeURIComponent(svg)}`;
}

/** A ticket page as a picture, with something that looks like a code but is none. */
export function ticketPage(title: string, line: string, holder: string, code: string, kind: string): string {
  const r = seeded(code + kind);
  let cells = '';
  for (let y = 0; y < 25; y++) for (let x = 0; x < 25; x++) if (r() > 0.52) cells += `M${x} ${y}h1v1h-1z`;
  const eye = (x: number, y: number) =>
    `<path fill="#fff" d="M${x - 1} ${y - 1}h9v9h-9z"/><path d="M${x} ${y}h7v7h-7zm1 1v5h5v-5z" fill-rule="evenodd"/><path d="M${x + 2} ${y + 2}h3v3h-3z"/>`;
  const safe = (t: string) => t.replace(/[<>&"]/g, '');
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 595 842" font-family="sans-serif"><rect width="595" height="842" fill="#fff"/><rect x="40" y="40" width="515" height="280" rx="10" fill="none" stroke="#ccc"/><path d="M390 40v280" stroke="#bbb" stroke-dasharray="4 4"/><text x="64" y="86" font-size="21" font-weight="bold">${safe(title)}</text><text x="64" y="116" font-size="14" fill="#444">${safe(line)}</text><text x="64" y="168" font-size="12" fill="#777">Visitor</text><text x="64" y="188" font-size="16">${safe(kind)}</text><text x="64" y="222" font-size="12" fill="#777">Holder</text><text x="64" y="242" font-size="16">${safe(holder)}</text><text x="64" y="276" font-size="12" fill="#777">Order</text><text x="64" y="296" font-size="16">${safe(code)}</text><g transform="translate(410 80) scale(5)"><path d="${cells}"/>${eye(0, 0)}${eye(18, 0)}${eye(0, 18)}</g><text x="472" y="236" font-size="12" text-anchor="middle">${safe(code)}-TRAINING</text></svg>`;
  return `data:image/svg+xml;utf8,${encodeURIComponent(svg)}`;
}
