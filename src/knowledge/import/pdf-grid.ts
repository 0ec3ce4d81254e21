/** A ruled table on a page: edges of its columns from left to right and of its rows from top to bottom, in points. */
export interface Grid {
  readonly columns: readonly number[];
  readonly rows: readonly number[];
  /** The rules between columns; where cells are merged one is missing. */
  readonly walls: readonly Rule[];
}

/** A straight line along the page; `from` ≤ `to`. */
export interface Rule {
  readonly along: 'x' | 'y';
  /** Where it stands on the other axis. */
  readonly at: number;
  readonly from: number;
  readonly to: number;
}

/** Rules this near to each other, in points, are one: a border is often drawn twice, or as a thin box. */
const SAME = 4;
/** Shorter ones are strokes of letters or bullets. */
const SHORTEST = 6;

/** Tables of at least two columns that the rules of a page draw; a frame around a text is none. */
export function findGrids(rules: readonly Rule[]): Grid[] {
  return connected(rules.filter(({ from, to }) => to - from >= SHORTEST)).flatMap((group) => {
    const columns = positions(group, 'y');
    const rows = positions(group, 'x').reverse();
    return columns.length > 2 && rows.length > 1
      ? [{ columns, rows, walls: group.filter(({ along }) => along === 'y') }]
      : [];
  });
}

/** Inner edges of columns that stand between `from` and `to` at the height `y`. */
export function wallsBetween({ columns, walls }: Grid, from: number, to: number, y: number): number[] {
  return columns
    .slice(1, -1)
    .filter((edge) => edge > from && edge < to)
    .filter((edge) => walls.some((wall) => Math.abs(wall.at - edge) <= SAME && wall.from <= y && y <= wall.to));
}

/** Row and column of the cell that holds the point; null outside the table. */
export function cellAt({ columns, rows }: Grid, x: number, y: number): { row: number; column: number } | null {
  const column = columns.findLastIndex((edge) => x >= edge - SAME / 2);
  const row = rows.findLastIndex((edge) => y <= edge);
  const inside = column >= 0 && column < columns.length - 1 && row >= 0 && row < rows.length - 1;
  return inside ? { row, column } : null;
}

/** Groups of rules that touch, directly or through others. */
function connected(rules: readonly Rule[]): Rule[][] {
  const groups: Rule[][] = [];
  for (const rule of rules) {
    const touched = groups.filter((group) => group.some((other) => touch(rule, other)));
    for (const group of touched) groups.splice(groups.indexOf(group), 1);
    groups.push([rule, ...touched.flat()]);
  }
  return groups;
}

function touch(one: Rule, other: Rule): boolean {
  const [left, right] = [one, other].map(({ along, at, from, to }) =>
    along === 'x' ? { x: [from, to], y: [at, at] } : { x: [at, at], y: [from, to] },
  ) as [Record<'x' | 'y', [number, number]>, Record<'x' | 'y', [number, number]>];
  const near = (axis: 'x' | 'y'): boolean =>
    left[axis][0] <= right[axis][1] + SAME && right[axis][0] <= left[axis][1] + SAME;
  return near('x') && near('y');
}

/** Where the rules along one axis stand, ascending, each once. */
function positions(rules: readonly Rule[], along: Rule['along']): number[] {
  const sorted = rules
    .filter((rule) => rule.along === along)
    .map(({ at }) => at)
    .sort((left, right) => left - right);
  return sorted.filter((at, index) => index === 0 || at - (sorted[index - 1] ?? 0) > SAME);
}
