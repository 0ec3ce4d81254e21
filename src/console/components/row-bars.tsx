import { type Bar, Chart, lengthOf } from './chart.tsx';

const WIDTH = 360;
/** For the value behind a bar. */
const ROOM = 44;
const LINE = 23;
const BAR = 14;
/** Longer names stand above their bars. */
const SHORT = 9;
const NAME_WIDTH = 84;

/** A chart of whole numbers whose bars lie below each other: readable on a phone, however many. */
export function RowBars({ title, bars }: { readonly title: string; readonly bars: readonly Bar[] }) {
  const above = bars.some(({ label }) => label.length > SHORT);
  const row = above ? 2 * LINE : LINE + 2;
  const start = above ? 0 : NAME_WIDTH;
  return (
    <Chart
      title={title}
      bars={bars}
      lying
      draw={(most, words) => (
        <svg viewBox={`0 0 ${WIDTH} ${bars.length * row}`} role="img" aria-label={words}>
          {bars.map(({ label, value }, index) => {
            const line = index * row + (above ? LINE : 0);
            const length = lengthOf(value, most, WIDTH - start - ROOM);
            return (
              <g key={label}>
                <text x={0} y={index * row + BAR + 1}>
                  {label}
                </text>
                <rect class="bar" x={start} y={line + 3} width={length} height={BAR} rx="2" />
                <text x={start + length + 6} y={line + BAR + 1}>
                  {value}
                </text>
              </g>
            );
          })}
        </svg>
      )}
    />
  );
}
