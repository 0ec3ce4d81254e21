/** One figure of a bench beside its baseline, measured in the same run: one line of `npm run bench -- --json`. */
export interface Measure {
  /** `retrieval/error@1/plain`: bench, figure, what it was measured on. */
  readonly name: string;
  /** `share` (0–1), `ms`, `s`, `MB`, or `1/s`: so many a second. */
  readonly unit: 'share' | 'ms' | 's' | 'MB' | '1/s';
  readonly figure: number;
  readonly baseline: number;
  /** What the baseline is: another engine, or the same at another size. */
  readonly against: string;
  /** `figure / baseline`; null where the baseline is 0 and the figure is not. */
  readonly ratio: number | null;
  /** What else was seen, for readers. */
  readonly details?: Readonly<Record<string, unknown>>;
}

/**
 * What `test/bench/NAME/bench.ts` exports as `bench`: the lines of a whole run, as they become known. `quick`: by smaller
 * sizes, where the bench has some, to look at while changing something.
 */
export type Bench = (options: { readonly quick: boolean }) => AsyncIterable<Measure>;

const DIGITS = 4;

export function measure(parts: Omit<Measure, 'ratio'>): Measure {
  const { name, unit, figure, baseline, against, details } = parts;
  const ratio = baseline === 0 ? (figure === 0 ? 1 : null) : round(figure / baseline);
  return {
    name,
    unit,
    figure: round(figure),
    baseline: round(baseline),
    against,
    ratio,
    ...(details ? { details } : {}),
  };
}

export function round(value: number): number {
  return Number(value.toFixed(DIGITS));
}

const PASSES = 3;

/** Milliseconds of each input, the shortest of several passes: what other programs take from the machine is left out. */
export async function timeEach<Input>(
  inputs: readonly Input[],
  work: (input: Input) => unknown,
  now: () => number = () => performance.now(),
): Promise<readonly number[]> {
  const shortest = inputs.map(() => Number.POSITIVE_INFINITY);
  for (let pass = 0; pass < PASSES; pass += 1) {
    for (const [at, input] of inputs.entries()) {
      const start = now();
      await work(input);
      shortest[at] = Math.min(shortest[at] ?? 0, now() - start);
    }
  }
  return shortest;
}

/** The smallest of the values that at least `share` (0–1) of them do not exceed. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}
