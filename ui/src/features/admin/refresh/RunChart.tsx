import { useId } from 'react';
import { useTranslations } from 'use-intl';
import type { RunView } from '../../../ipc/bindings';
import { useFormat } from '../../../shared/format/useFormat';
import { type Bar, barsOf, chartRuns, tookOf } from './chart';

const HEIGHT = 48;

/** A row of bars. What failed is hatched and crossed, not only coloured; what is cut has a gap near its top. */
function Bars({ bars, hatch, titleOf }: { bars: Bar[]; hatch: string; titleOf: (bar: Bar) => string }) {
  const slot = 100 / Math.max(12, bars.length);
  return (
    <svg width="100%" height={HEIGHT} aria-hidden="true" className="block overflow-visible">
      <line x1="0" x2="100%" y1={HEIGHT - 0.5} y2={HEIGHT - 0.5} stroke="var(--line-strong)" />
      {bars.map((bar, n) => {
        const height = Math.max(bar.value > 0 ? 2 : 1, bar.share * (HEIGHT - 4));
        const bad = bar.run.status === 'FAILED';
        const y = HEIGHT - height;
        return (
          <g key={bar.run.id}>
            <title>{titleOf(bar)}</title>
            <rect
              x={`${n * slot + slot * 0.18}%`}
              y={y}
              width={`${slot * 0.64}%`}
              height={height}
              rx="1.5"
              fill={
                bad ? `url(#${hatch})` : bar.run.status === 'SKIPPED' ? 'var(--line-strong)' : 'var(--accent)'
              }
              stroke={bad ? 'var(--loss)' : 'none'}
            />
            {bar.cut && (
              <rect
                x={`${n * slot + slot * 0.1}%`}
                y={y + 6}
                width={`${slot * 0.8}%`}
                height="3"
                fill="var(--raised)"
              />
            )}
            {bad && (
              <text
                x={`${n * slot + slot / 2}%`}
                y={y - 4}
                textAnchor="middle"
                fontSize="11"
                fontWeight="700"
                fill="var(--loss)"
              >
                ×
              </text>
            )}
          </g>
        );
      })}
    </svg>
  );
}

/** How long the last runs took and how many rows they wrote, at a glance; the table below has every figure. */
export function RunChart({ runs }: { runs: RunView[] }) {
  const t = useTranslations('runs');
  const f = useFormat();
  const hatch = useId();
  const shown = chartRuns(runs);
  const latest = shown.at(-1);
  if (!latest || shown.length < 2) return null;
  const took = barsOf(shown, tookOf);
  const written = barsOf(shown, (run) => run.written);
  const most = (bars: Bar[]) => Math.max(...bars.map((bar) => bar.value));
  const least = (bars: Bar[]) => Math.min(...bars.map((bar) => bar.value));
  const summary = t('chartText', {
    n: f.number(shown.length),
    tookLeast: f.span(least(took)),
    tookMost: f.span(most(took)),
    tookLast: f.span(tookOf(latest)),
    writtenLeast: f.number(least(written)),
    writtenMost: f.number(most(written)),
    writtenLast: f.number(latest.written),
    failed: shown.filter((run) => run.status === 'FAILED').length,
  });
  const when = (bar: Bar) => `${f.instant(bar.run.began_at)}, ${t(`status_${bar.run.status}`)}`;
  const rows: [string, string, Bar[], (bar: Bar) => string][] = [
    [t('colTook'), f.span(most(took)), took, (bar) => `${when(bar)}: ${f.span(bar.value)}`],
    [t('chartWritten'), f.number(most(written)), written, (bar) => `${when(bar)}: ${f.number(bar.value)}`],
  ];
  return (
    <div role="img" aria-label={summary} data-testid="run-chart" className="card mb-3 p-4">
      <svg width="0" height="0" className="absolute" aria-hidden="true">
        <defs>
          <pattern
            id={hatch}
            width="5"
            height="5"
            patternUnits="userSpaceOnUse"
            patternTransform="rotate(45)"
          >
            <rect width="5" height="5" fill="var(--loss-soft)" />
            <rect width="2" height="5" fill="var(--loss)" />
          </pattern>
        </defs>
      </svg>
      <div className="grid grid-cols-[104px_minmax(0,1fr)] items-end gap-x-4 gap-y-5" dir="ltr">
        {rows.map(([name, top, bars, titleOf]) => (
          <div key={name} className="contents">
            <span className="self-center text-sm leading-tight">
              <span className="block font-medium text-ink-2">{name}</span>
              <span className="block text-xs text-ink-3">{t('chartMost', { value: top })}</span>
            </span>
            <Bars bars={bars} hatch={hatch} titleOf={titleOf} />
          </div>
        ))}
      </div>
    </div>
  );
}
