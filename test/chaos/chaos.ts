/** What `npm run chaos -- NAME` was asked for; null: the scenario's own measure. */
export interface ChaosOptions {
  readonly events: number | null;
  readonly kills: number | null;
  /** Spreads the work over at least so many minutes. */
  readonly minutes: number | null;
  /** The same seed makes the same plan; what the machine does with it differs. */
  readonly seed: number;
  /** One of the scenario's own combinations; left out: all of them. */
  readonly only?: string;
  /** A fault of the scenario's own, planted to see that it is found. */
  readonly fault: string | null;
  readonly note: (line: string) => void;
}

export interface ChaosResult {
  readonly name: string;
  readonly lost: number;
  readonly doubled: number;
  readonly uncertain: number;
  readonly kills: number;
  /** Invariants that broke, in words. */
  readonly broken: readonly string[];
  readonly [figure: string]: unknown;
}

/** What `test/chaos/NAME/chaos.ts` exports as `chaos`. */
export type Chaos = (options: ChaosOptions) => Promise<ChaosResult>;

/** Numbers in [0, 1) from a seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export function pick<T>(items: readonly T[], random: () => number): T {
  const item = items[Math.floor(random() * items.length)];
  if (item === undefined) throw new Error('nothing to pick from');
  return item;
}

export function shuffle<T>(items: readonly T[], random: () => number): T[] {
  const shuffled = [...items];
  for (let at = shuffled.length - 1; at > 0; at -= 1) {
    const other = Math.floor(random() * (at + 1));
    [shuffled[at], shuffled[other]] = [shuffled[other] as T, shuffled[at] as T];
  }
  return shuffled;
}
