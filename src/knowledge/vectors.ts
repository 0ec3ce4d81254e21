import { type PostingLists, PostingsBuilder, type TermNumbers } from './postings.ts';

/** A text as weights of its terms, before IDF. */
export type Terms = ReadonlyMap<string, number>;

/** Vectors of term weights, by number from 0. */
export interface Vectors {
  /** Term → vectors that hold it, `weight` its weight before IDF. */
  readonly terms: PostingLists;
  /** Lengths with IDF. */
  readonly norms: Float64Array;
}

export type LengthOf = (terms: Terms) => number;

/** Lengths of vectors with IDF. */
export function lengthsBy(idf: (term: string) => number): LengthOf {
  return (terms) => {
    let squares = 0;
    for (const [term, weight] of terms) squares += (weight * idf(term)) ** 2;
    return Math.sqrt(squares);
  };
}

/** Takes vectors in, numbered from 0 in the order of their coming, and keeps none of them. */
export class VectorsBuilder {
  readonly #postings: PostingsBuilder;
  readonly #lengthOf: LengthOf;
  readonly #norms: number[] = [];

  constructor(numbers: TermNumbers, lengthOf: LengthOf) {
    this.#postings = new PostingsBuilder(numbers);
    this.#lengthOf = lengthOf;
  }

  add(terms: Terms): void {
    const id = this.#norms.length;
    for (const [term, weight] of terms) this.#postings.add(term, id, weight);
    this.#norms.push(this.#lengthOf(terms));
  }

  finish(): Vectors {
    return { terms: this.#postings.finish(), norms: Float64Array.from(this.#norms) };
  }
}

/** Adds a vector, times `share`, to a sum of vectors. */
export function addTo(sum: Map<string, number>, terms: Terms, share = 1): void {
  for (const [term, weight] of terms) sum.set(term, (sum.get(term) ?? 0) + weight * share);
}
