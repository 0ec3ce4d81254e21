/** Keeps the `limit` best of many scored ids: higher scores first, of equal ones the lower id. */
export class BestOf {
  readonly #limit: number;
  readonly #kept: { readonly id: number; readonly score: number }[] = [];

  constructor(limit: number) {
    this.#limit = limit;
  }

  get isFull(): boolean {
    return this.#kept.length === this.#limit;
  }

  /** A score below this can't enter any more. */
  get threshold(): number {
    return this.isFull ? (this.#kept.at(-1)?.score ?? Number.POSITIVE_INFINITY) : Number.NEGATIVE_INFINITY;
  }

  /** Ids must come in ascending order. */
  offer(id: number, score: number): void {
    const kept = this.#kept;
    if (this.isFull && score <= this.threshold) return;
    let low = 0;
    let high = kept.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((kept[middle]?.score ?? 0) >= score) low = middle + 1;
      else high = middle;
    }
    kept.splice(low, 0, { id, score });
    if (kept.length > this.#limit) kept.pop();
  }

  /** Best first. */
  ids(): number[] {
    return this.#kept.map(({ id }) => id);
  }
}
