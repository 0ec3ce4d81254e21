/** One case: its features, and whether it is what the odds are of. */
export interface Sample<Name extends string> {
  readonly features: Readonly<Record<Name, number>>;
  readonly positive: boolean;
}

/** Log-odds = intercept + Σ weight · feature. */
export interface Logistic<Name extends string> {
  readonly weights: Readonly<Record<Name, number>>;
  readonly intercept: number;
}

/** Keeps the weights (of features scaled to one standard deviation) small where few samples speak. */
const RIDGE = 3;
const MOST_STEPS = 25;

export function logOdds<Name extends string>(
  { weights, intercept }: Logistic<Name>,
  features: Readonly<Record<Name, number>>,
): number {
  return (Object.keys(weights) as Name[]).reduce((sum, name) => sum + weights[name] * features[name], intercept);
}

/** Ridge logistic regression by Newton's method. */
export function fitLogistic<Name extends string>(
  names: readonly Name[],
  samples: readonly Sample<Name>[],
): Logistic<Name> {
  const scales = names.map((name) => scaleOf(samples.map(({ features }) => features[name])));
  const rows = samples.map(({ features }) => [
    1,
    ...names.map((name, at) => (features[name] - itemAt(scales, at).mean) / itemAt(scales, at).deviation),
  ]);
  let fitted = rows[0]?.map(() => 0) ?? [];
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const change = newtonStep(rows, samples, fitted);
    fitted = fitted.map((value, at) => value + itemAt(change, at));
    if (Math.max(...change.map(Math.abs)) < 1e-6) break;
  }
  const raw = names.map((_, at) => itemAt(fitted, at + 1) / itemAt(scales, at).deviation);
  return {
    weights: Object.fromEntries(names.map((name, at) => [name, itemAt(raw, at)])) as Record<Name, number>,
    intercept: itemAt(fitted, 0) - raw.reduce((sum, weight, at) => sum + weight * itemAt(scales, at).mean, 0),
  };
}

function scaleOf(values: readonly number[]): { readonly mean: number; readonly deviation: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return { mean, deviation: Math.sqrt(variance) || 1 };
}

function newtonStep<Name extends string>(
  rows: readonly (readonly number[])[],
  samples: readonly Sample<Name>[],
  fitted: readonly number[],
): number[] {
  const gradient = fitted.map((value, at) => (at === 0 ? 0 : -RIDGE * value));
  const curvature: number[][] = fitted.map((_, at) => fitted.map((_, other) => (at === other && at > 0 ? RIDGE : 0)));
  rows.forEach((row, index) => {
    const odds = row.reduce((sum, value, at) => sum + value * itemAt(fitted, at), 0);
    const probability = 1 / (1 + Math.exp(-odds));
    const error = Number(samples[index]?.positive) - probability;
    row.forEach((value, at) => {
      gradient[at] = itemAt(gradient, at) + error * value;
      const line = itemAt(curvature, at);
      row.forEach((other, column) => {
        line[column] = itemAt(line, column) + probability * (1 - probability) * value * other;
      });
    });
  });
  return solve(curvature, gradient);
}

/** Gauss–Jordan elimination with pivots; the matrix is small and positive definite. */
function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const lines = matrix.map((line, at) => [...line, itemAt(right, at)]);
  lines.forEach((_, pivot) => {
    const size = (at: number): number => Math.abs(itemAt(itemAt(lines, at), pivot));
    let largest = pivot;
    for (let at = pivot + 1; at < lines.length; at += 1) if (size(at) > size(largest)) largest = at;
    [lines[pivot], lines[largest]] = [itemAt(lines, largest), itemAt(lines, pivot)];
    const line = itemAt(lines, pivot);
    lines.forEach((other, at) => {
      if (at === pivot) return;
      const factor = itemAt(other, pivot) / itemAt(line, pivot);
      for (let column = pivot; column < other.length; column += 1)
        other[column] = itemAt(other, column) - factor * itemAt(line, column);
    });
  });
  return lines.map((line, at) => itemAt(line, line.length - 1) / itemAt(line, at));
}

function itemAt<Value>(list: readonly Value[], at: number): Value {
  return list[at] as Value;
}
