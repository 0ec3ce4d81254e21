import { fold } from './fold.ts';

/** The smallest parts that the number, date and phone readers look at: a run of letters, a run of digits, or one sign. */
export interface Piece {
  readonly text: string;
  readonly folded: string;
  readonly start: number;
  readonly end: number;
  readonly kind: 'word' | 'digits' | 'sign';
  /** True when it carries Vietnamese marks, so that it can only be the word so marked. */
  readonly marked: boolean;
}

const PIECE = /\d+(?:[.,]\d+)*|[\p{L}\p{M}]+|\S/gu;

/** Splits NFC text into pieces; only spaces are dropped, so "5ty2" gives "5", "ty", "2" with touching offsets. */
export function pieces(text: string): Piece[] {
  const found: Piece[] = [];
  for (const match of text.matchAll(PIECE)) {
    const word = match[0];
    const folded = fold(word);
    found.push({
      text: word,
      folded,
      start: match.index,
      end: match.index + word.length,
      kind: /^\d/.test(word) ? 'digits' : /^\p{L}/u.test(word) ? 'word' : 'sign',
      marked: folded !== word.toLowerCase(),
    });
  }
  return found;
}

/** A value read from the text, with its place. `spelled`: in words; `doubtful`: the words may well mean something else. */
export interface NumberSpan {
  readonly value: number;
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly spelled?: boolean;
  readonly doubtful?: boolean;
}

/** True when the two pieces stand side by side with at most spaces between. */
export function touching(left: Piece | undefined, right: Piece | undefined): boolean {
  return left !== undefined && right !== undefined && left.end === right.start;
}
