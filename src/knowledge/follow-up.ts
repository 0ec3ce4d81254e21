import { fold } from '../language/fold.ts';
import type { PhraseFinder } from './phrases.ts';
import { asks, type Question, starsIn } from './question.ts';
import { contentWords } from './terms.ts';

/** Content words below which a question can't stand alone. */
const ALONE = 3;

/**
 * The question to answer when `text` follows `previous`: "thế còn 5 sao?", "còn Yên Định?" take what they leave out from the
 * question before, with the rank or the name in its place. A question that can stand alone is left as it is.
 */
export function followUp(
  text: string,
  previous: string,
  read: (text: string) => Question,
  names: PhraseFinder<string>,
): string {
  const now = read(text);
  if (!asks(now, 'follow-up') || contentWords(now.words).filter((word) => word.folded !== 'sao').length > ALONE)
    return text;
  const before = read(previous);
  const stars = starsIn(now);
  const swapped = swapName(before.text, nameIn(before, names), nameIn(now, names));
  if (stars.length === 1 && starsIn(before).length > 0)
    return (swapped ?? before.text).replace(/(\d|một|hai|ba|bốn|năm)\s*(?=sao|\*)/iu, `${stars[0]} `);
  return swapped ?? `${previous} ${text}`;
}

/** The only name in the question that `names` knows, as they write it. */
function nameIn(question: Question, names: PhraseFinder<string>): string | null {
  const found = new Set(names.find(question.words).map(({ value }) => value));
  return found.size === 1 ? ([...found][0] ?? null) : null;
}

/** Folding keeps the place of every character, so that "nga son" is found where "Nga Sơn" is looked for. */
function swapName(text: string, name: string | null, other: string | null): string | null {
  if (name === null || other === null || name === other) return null;
  const composed = text.normalize('NFC');
  const at = fold(composed).indexOf(fold(name));
  return at < 0 ? null : `${composed.slice(0, at)}${other}${composed.slice(at + name.length)}`;
}
