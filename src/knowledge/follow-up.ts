import { asks, type Question, starsIn } from './question.ts';
import { contentWords } from './terms.ts';

/** Content words below which a question can't stand alone. */
const ALONE = 3;

/**
 * The question to answer when `text` follows `previous`: "thế còn 5 sao?" takes what it leaves out from the question
 * before. A question that can stand alone is left as it is.
 */
export function followUp(text: string, previous: string, read: (text: string) => Question): string {
  const now = read(text);
  if (!asks(now, 'follow-up') || contentWords(now.words).filter((word) => word.folded !== 'sao').length > ALONE)
    return text;
  const before = read(previous);
  const stars = starsIn(now);
  const starsBefore = starsIn(before);
  if (stars.length === 1 && starsBefore.length > 0) {
    return previous.replace(/(\d|một|hai|ba|bốn|năm)\s*(?=sao|\*)/iu, `${stars[0]} `);
  }
  return `${previous} ${text}`;
}
