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
