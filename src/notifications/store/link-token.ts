import { randomInt } from 'node:crypto';

/** Without letters and digits that are mistaken for others: the code is also read out and typed. */
const LETTERS = 'abcdefghjkmnpqrstvwxyz23456789';
/** 30¹⁰ codes: with some thousand members and five tries an hour nobody guesses one. */
const LENGTH = 10;

export function newLinkToken(): string {
  return Array.from({ length: LENGTH }, () => LETTERS[randomInt(LETTERS.length)]).join('');
}
