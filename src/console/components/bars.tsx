export interface Bar {
  readonly label: string;
  readonly value: number;
}

const WIDTH = 48;
const HEIGHT = 96;
const HEAD = 18;
const FOOT = 20;

/** A small chart of whole numbers, drawn on the server. Its numbers stand on the bars, and in words for screen readers. */
export function Bars({ title, bars }: { readonly title: string; readonly bars: readonly Bar[] }) {
  const most = Math.max(0, ...bars.map(({ value }) => value));
  return (
    <figure class="chart">
      <figcaption>{title}</figcaption>
      {most === 0 ? <p class="quiet">Chưa có.</p> : <Drawing title={title} bars={bars} most={most} />}
    </figure>
  );
}

function Drawing({
  title,
  bars,
  most,
}: {
  readonly title: string;
  readonly bars: readonly Bar[];
  readonly most: number;
}) {
  const words = bars.map(({ label, value }) => `${label}: ${value}`).join('; ');
  return (
    <svg
      viewBox={`0 0 ${bars.length * WIDTH} ${HEAD + HEIGHT + FOOT}`}
      role="img"
      aria-label={`${title}. ${words}`}
      preserveAspectRatio="xMinYMin meet"
    >
      {bars.map(({ label, value }, index) => {
        const height = value === 0 ? 1 : Math.max(3, Math.round((value / most) * HEIGHT));
        const middle = index * WIDTH + WIDTH / 2;
        return (
          <g key={label}>
            <rect
              class="bar"
              x={index * WIDTH + 6}
              y={HEAD + HEIGHT - height}
              width={WIDTH - 12}
              height={height}
              rx="2"
            />
            <text class="figure" x={middle} y={HEAD + HEIGHT - height - 5}>
              {value}
            </text>
            <text class="label" x={middle} y={HEAD + HEIGHT + 15}>
              {label}
            </text>
          </g>
        );
      })}
    </svg>
  );
}
