type Props = { length: number; scale: number; across: boolean; from: number; to: number };
export const THICK = 18;

/** Millimetres along an edge; what is chosen is marked. */
export function Ruler({ length, scale, across, from, to }: Props) {
  const every = scale >= 4 ? 1 : scale >= 2 ? 2 : 5;
  const named = scale >= 2.4 ? 10 : scale >= 1.2 ? 20 : 50;
  const ticks: { at: number; long: number; name: boolean }[] = [];
  for (let mm = 0; mm <= length; mm += every)
    ticks.push({ at: mm, long: mm % 10 === 0 ? 8 : mm % 5 === 0 ? 5 : 3, name: mm % named === 0 });
  const size = length * scale;
  const path = ticks
    .map(({ at, long }) => (across ? `M${at * scale} ${THICK}v${-long}` : `M${THICK} ${at * scale}h${-long}`))
    .join('');
  return (
    <svg
      width={across ? size : THICK}
      height={across ? THICK : size}
      className="block overflow-visible text-ink-3"
      aria-hidden="true"
    >
      {to > from && (
        <rect
          x={across ? from * scale : 0}
          y={across ? 0 : from * scale}
          width={across ? (to - from) * scale : THICK}
          height={across ? THICK : (to - from) * scale}
          className="fill-accent-soft"
        />
      )}
      <path d={path} stroke="currentColor" strokeWidth="1" opacity="0.7" />
      {ticks
        .filter((tick) => tick.name && tick.at > 0)
        .map(({ at }) => (
          <text
            key={at}
            fontSize="8.5"
            fill="currentColor"
            textAnchor="middle"
            x={across ? at * scale : 7}
            y={across ? 8.5 : at * scale}
            transform={across ? undefined : `rotate(-90 7 ${at * scale})`}
          >
            {at}
          </text>
        ))}
    </svg>
  );
}
