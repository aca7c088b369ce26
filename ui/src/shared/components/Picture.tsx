import { useState } from 'react';
import type { PictureView } from '../../ipc/bindings';
import { useHost } from '../../ipc/host';

/** A steady number from a text, so that a placeholder looks the same every day. */
export function hueOf(text: string): number {
  let hash = 2166136261;
  for (const char of text) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 16777619);
  return (hash >>> 0) % 360;
}

function Placeholder({ title }: { title: string }) {
  const hue = hueOf(title);
  const id = `g${hue}`;
  return (
    <svg viewBox="0 0 64 64" preserveAspectRatio="xMidYMid slice" className="size-full" aria-hidden="true">
      <defs>
        <linearGradient id={id} x1="0" y1="0" x2="1" y2="1">
          <stop offset="0" stopColor={`hsl(${hue} 28% 66%)`} />
          <stop offset="1" stopColor={`hsl(${(hue + 48) % 360} 32% 44%)`} />
        </linearGradient>
      </defs>
      <rect width="64" height="64" fill={`url(#${id})`} />
      <g fill="none" stroke="#fff" strokeOpacity=".55" strokeWidth="2" transform="rotate(-12 32 32)">
        <path d="M16 24h32v5a3 3 0 0 0 0 6v5H16v-5a3 3 0 0 0 0-6z" />
        <path d="M38 25v14" strokeDasharray="2 3" />
      </g>
    </svg>
  );
}

type Props = {
  picture: PictureView | null;
  title: string;
  size?: 'small' | 'large';
  /** All of it, rather than filling its place. */
  whole?: boolean;
  className?: string;
};

/** A supplier's picture, or a calm drawing of our own where there is none. The place never changes its size. */
export function Picture({ picture, title, size = 'small', whole, className = '' }: Props) {
  const host = useHost();
  const url =
    (size === 'large' ? (picture?.large ?? picture?.small) : (picture?.small ?? picture?.large)) ?? null;
  const [failed, setFailed] = useState<string | null>(null);
  const shown = url && failed !== url ? url : null;
  return (
    <div className={`overflow-hidden bg-skeleton ${className}`}>
      {shown ? (
        <img
          src={host.pictureSrc(shown)}
          alt={size === 'large' ? (picture?.alt_text ?? '') : ''}
          loading="lazy"
          decoding="async"
          draggable={false}
          className={`size-full ${whole ? 'object-contain' : 'object-cover'}`}
          onError={() => setFailed(shown)}
        />
      ) : (
        <Placeholder title={title} />
      )}
    </div>
  );
}
