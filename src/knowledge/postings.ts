/**
 * Where a term stands: ids ascending, the weight of each beside it. Plain arrays of numbers: a common term stands in most of the
 * corpus, and reading an object for each place is what made a large corpus slow.
 */
export interface Postings {
  readonly ids: Int32Array;
  readonly weights: Float64Array;
}

/** Collects postings term by term; ids must be added in ascending order. */
export class PostingsBuilder {
  readonly #lists = new Map<string, { readonly ids: number[]; readonly weights: number[] }>();

  add(term: string, id: number, weight: number): void {
    const list = this.#lists.get(term);
    if (list) {
      list.ids.push(id);
      list.weights.push(weight);
    } else this.#lists.set(term, { ids: [id], weights: [weight] });
  }

  /** What was collected; the builder is empty afterwards, so that both are never held at once. */
  finish(): Map<string, Postings> {
    const finished = new Map<string, Postings>();
    for (const [term, { ids, weights }] of this.#lists) {
      finished.set(term, { ids: Int32Array.from(ids), weights: Float64Array.from(weights) });
      this.#lists.delete(term);
    }
    return finished;
  }
}
