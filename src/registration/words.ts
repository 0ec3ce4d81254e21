import { fold } from '../language/fold.ts';

/** A piece of a text, offsets end exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

export interface Word extends Span {
  readonly folded: string;
}

const WORD = /[\p{L}\p{M}\p{N}]+/gu;

/** Letters and digits only, signs between them left out. */
export function wordsOf(text: string): Word[] {
  return [...text.matchAll(WORD)].map((match) => ({
    text: match[0],
    folded: fold(match[0]),
    start: match.index,
    end: match.index + match[0].length,
  }));
}
