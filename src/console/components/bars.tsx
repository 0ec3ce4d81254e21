import { type Bar, Chart, lengthOf } from './chart.tsx';

const WIDTH = 48;
const HEIGHT = 96;
const HEAD = 18;
const FOOT = 20;

/** A small chart of whole numbers, drawn on the server, with its numbers on the bars. */
export function Bars({ title, bars }: { readonly title: string; readonly bars: readonly Bar[] }) {
  return (
    <Chart
      title={title}
      bars={bars}
      draw={(most, words) => (
        <svg
          viewBox={`0 0 ${bars.length * WIDTH} ${HEAD + HEIGHT + FOOT}`}
          role="img"
          aria-label={words}
          preserveAspectRatio="xMinYMin meet"
        >
          {bars.map(({ label, value }, index) => {
            const height = lengthOf(value, most, HEIGHT);
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
      )}
    />
  );
}
