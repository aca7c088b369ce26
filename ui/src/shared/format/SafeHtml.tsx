import { Fragment, type ReactNode, useMemo } from 'react';

/** What may stand in a supplier's text. Everything else is dropped, its words kept. */
const BLOCKS = new Set(['p', 'ul', 'ol', 'li', 'h3', 'h4', 'blockquote']);
const INLINE = new Set(['b', 'strong', 'i', 'em', 'u', 'br', 'span', 'small', 'sup', 'sub']);
const SILENT = new Set([
  'script',
  'style',
  'iframe',
  'object',
  'embed',
  'svg',
  'math',
  'template',
  'noscript',
  'head',
  'title',
  'form',
  'input',
  'button',
  'select',
  'textarea',
  'link',
  'meta',
  'img',
  'video',
  'audio',
]);
/** What may not stand in a paragraph. */
const NOT_IN_P = 'p, ul, ol, li, h1, h2, h3, h4, div, section, blockquote';
const MAX_DEPTH = 12;
const MAX_NODES = 4_000;

type Budget = { left: number };

function toNodes(parent: Node, depth: number, budget: Budget): ReactNode[] {
  const out: ReactNode[] = [];
  for (const child of Array.from(parent.childNodes)) {
    if (budget.left-- <= 0) break;
    if (child.nodeType === 3) {
      out.push(child.textContent ?? '');
      continue;
    }
    if (child.nodeType !== 1) continue;
    const name = (child as Element).tagName.toLowerCase();
    if (SILENT.has(name)) continue;
    const key = out.length;
    if (name === 'br') {
      out.push(<br key={key} />);
      continue;
    }
    const inner = depth < MAX_DEPTH ? toNodes(child, depth + 1, budget) : [child.textContent ?? ''];
    if (inner.length === 0) continue;
    if (name === 'h1' || name === 'h2') out.push(<h3 key={key}>{inner}</h3>);
    else if (BLOCKS.has(name) || INLINE.has(name)) {
      const Tag = (name === 'p' && (child as Element).querySelector(NOT_IN_P) ? 'div' : name) as 'p';
      out.push(<Tag key={key}>{inner}</Tag>);
    } else if (name === 'div' || name === 'section') out.push(<div key={key}>{inner}</div>);
    else out.push(<Fragment key={key}>{inner}</Fragment>);
  }
  return out;
}

/** A supplier's text as React nodes: a small set of tags, no attributes at all, no scripts, no addresses. */
export function safeNodes(html: string): ReactNode[] {
  if (!/[<&]/.test(html)) return [html];
  const page = new DOMParser().parseFromString(`<body>${html.slice(0, 200_000)}</body>`, 'text/html');
  return toNodes(page.body, 0, { left: MAX_NODES });
}

export function SafeHtml({ html, className }: { html: string; className?: string }) {
  const nodes = useMemo(() => safeNodes(html), [html]);
  return (
    <div className={`prose ${html.includes('<') ? '' : 'prose-lines'} ${className ?? ''}`} dir="auto">
      {nodes}
    </div>
  );
}
