import { type PostingLists, PostingsBuilder, type TermNumbers } from './postings.ts';
import { inSlices, type Steps } from './steps.ts';

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

/** Lengths of vectors with IDF, each worked out once. */
export function lengthsBy(idf: (term: string) => number): LengthOf {
  const known = new WeakMap<Terms, number>();
  return (terms) => {
    const seen = known.get(terms);
    if (seen !== undefined) return seen;
    let squares = 0;
    for (const [term, weight] of terms) squares += (weight * idf(term)) ** 2;
    const length = Math.sqrt(squares);
    known.set(terms, length);
    return length;
  };
}

/** Vectors indexed in a step. */
const SLICE = 500;

export function* indexVectors(all: readonly Terms[], lengthOf: LengthOf, numbers: TermNumbers): Steps<Vectors> {
  const postings = new PostingsBuilder(numbers);
  yield* inSlices(all.entries(), SLICE, ([id, terms]) => {
    for (const [term, weight] of terms) postings.add(term, id, weight);
  });
  return { terms: postings.finish(), norms: Float64Array.from(all, lengthOf) };
}

/** Sum of vectors, each times its share. */
export function sumOf(vectors: readonly { readonly terms: Terms; readonly share: number }[]): Terms {
  const sum = new Map<string, number>();
  for (const { terms, share } of vectors) {
    for (const [term, weight] of terms) sum.set(term, (sum.get(term) ?? 0) + weight * share);
  }
  return sum;
}
