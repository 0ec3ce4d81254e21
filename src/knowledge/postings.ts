/** Where a term stands: ids ascending, the weight of each beside it. */
export interface Postings {
  readonly ids: Int32Array;
  readonly weights: Float64Array;
}

/** Numbers of terms, from 0 in the order of their coming; shared by the indexes of one corpus, so that each term is kept once. */
export class TermNumbers {
  readonly #numbers = new Map<string, number>();

  get size(): number {
    return this.#numbers.size;
  }

  get(term: string): number | undefined {
    return this.#numbers.get(term);
  }

  /** The term's number, a new one where it is new. */
  number(term: string): number {
    const known = this.#numbers.get(term);
    if (known !== undefined) return known;
    const next = this.#numbers.size;
    this.#numbers.set(term, next);
    return next;
  }

  terms(): Iterable<string> {
    return this.#numbers.keys();
  }
}

/**
 * The postings of all terms, one behind the other in two plain arrays: most terms stand in one place only, and an array of its own for
 * each would weigh more than what it holds.
 */
export class PostingLists {
  readonly #terms: TermNumbers;
  /** Where the postings of each term begin; those of the last end at the last entry. */
  readonly #starts: Int32Array;
  readonly #ids: Int32Array;
  readonly #weights: Float64Array;

  constructor(terms: TermNumbers, starts: Int32Array, ids: Int32Array, weights: Float64Array) {
    this.#terms = terms;
    this.#starts = starts;
    this.#ids = ids;
    this.#weights = weights;
  }

  get(term: string): Postings | undefined {
    const number = this.#terms.get(term);
    if (number === undefined || number + 1 >= this.#starts.length) return undefined;
    const start = this.#starts[number] as number;
    const end = this.#starts[number + 1] as number;
    if (start === end) return undefined;
    return { ids: this.#ids.subarray(start, end), weights: this.#weights.subarray(start, end) };
  }

  *entries(): Generator<readonly [string, Postings]> {
    for (const term of this.#terms.terms()) {
      const postings = this.get(term);
      if (postings) yield [term, postings];
    }
  }
}

/** Postings that a builder has room for at first. */
const FIRST_ROOM = 1024;

/** Collects postings; ids must be added in ascending order. Kept outside the JavaScript heap: a large corpus has many millions. */
export class PostingsBuilder {
  readonly #terms: TermNumbers;
  #size = 0;
  #numbers = new Int32Array(FIRST_ROOM);
  #ids = new Int32Array(FIRST_ROOM);
  #weights = new Float64Array(FIRST_ROOM);

  constructor(terms: TermNumbers) {
    this.#terms = terms;
  }

  add(term: string, id: number, weight: number): void {
    if (this.#size === this.#ids.length) this.#grow();
    this.#numbers[this.#size] = this.#terms.number(term);
    this.#ids[this.#size] = id;
    this.#weights[this.#size] = weight;
    this.#size += 1;
  }

  /** What was collected, sorted by term (a counting sort, which keeps the ids of each in order). */
  finish(): PostingLists {
    const starts = new Int32Array(this.#terms.size + 1);
    for (let at = 0; at < this.#size; at += 1) {
      const next = (this.#numbers[at] as number) + 1;
      starts[next] = (starts[next] as number) + 1;
    }
    for (let at = 1; at < starts.length; at += 1) starts[at] = (starts[at] as number) + (starts[at - 1] as number);
    const free = starts.slice();
    const ids = new Int32Array(this.#size);
    const weights = new Float64Array(this.#size);
    for (let at = 0; at < this.#size; at += 1) {
      const number = this.#numbers[at] as number;
      const place = free[number] as number;
      free[number] = place + 1;
      ids[place] = this.#ids[at] as number;
      weights[place] = this.#weights[at] as number;
    }
    return new PostingLists(this.#terms, starts, ids, weights);
  }

  #grow(): void {
    const room = this.#size * 2;
    const [numbers, ids, weights] = [new Int32Array(room), new Int32Array(room), new Float64Array(room)];
    numbers.set(this.#numbers);
    ids.set(this.#ids);
    weights.set(this.#weights);
    this.#numbers = numbers;
    this.#ids = ids;
    this.#weights = weights;
  }
}
