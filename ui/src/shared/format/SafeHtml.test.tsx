import { render } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { SafeHtml } from './SafeHtml';

const shown = (html: string) => render(<SafeHtml html={html} />).container;

describe('a supplier’s text', () => {
  it('keeps the safe subset', () => {
    const box = shown('<p>Bring <b>photo ID</b>.</p><ul><li>One</li><li>Two</li></ul>');
    expect(box.querySelector('p b')).toHaveTextContent('photo ID');
    expect(box.querySelectorAll('li')).toHaveLength(2);
  });
  it('drops scripts, pictures, frames and styles with what is in them', () => {
    const box = shown(
      'a<script>alert(1)</script><style>*{}</style><img src=x onerror=alert(1)><iframe></iframe><svg onload=alert(1)></svg>b',
    );
    expect(box.querySelector('script, style, img, iframe, svg')).toBeNull();
    expect(box).toHaveTextContent('ab');
  });
  it('carries no attribute over', () => {
    const box = shown(
      '<p onclick="steal()" style="position:fixed" class="x" id="y">text</p><a href="javascript:steal()">link</a>',
    );
    const inner = box.firstElementChild;
    for (const element of Array.from(inner?.querySelectorAll('*') ?? []))
      expect(element.attributes).toHaveLength(0);
    expect(box.querySelector('a')).toBeNull();
    expect(box).toHaveTextContent('link');
  });
  it('shows what only looks like a tag as text', () => {
    expect(shown('5 < 6 and &lt;b&gt;')).toHaveTextContent('5 < 6 and <b>');
  });
  it('survives a text that is deep and long', () => {
    const box = shown(`${'<div>'.repeat(300)}deep${'</div>'.repeat(300)}`);
    expect(box).toHaveTextContent('deep');
  });
});
