import { fold } from './fold.ts';

/** A word, number or run of joined signs ("09/2027", "4*", "a@b.vn" stay whole), with its place in the text. */
export interface Token {
  readonly text: string;
  readonly folded: string;
  /** Offsets in the text given, end exclusive. */
  readonly start: number;
  readonly end: number;
}

const TOKEN = /[\p{L}\p{N}]+(?:[.,/:@_+\-–][\p{L}\p{N}]+)*[%*★]?/gu;

/** Splits text into tokens; punctuation between them is dropped. */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  for (const match of text.matchAll(TOKEN)) {
    const start = match.index;
    tokens.push({ text: match[0], folded: fold(match[0]), start, end: start + match[0].length });
  }
  return tokens;
}
