import { compile, contentWords, PHRASES, residualOf } from './phrases.ts';
import { formsOf, type Said } from './said.ts';

const PLAIN = compile(PHRASES.skip.plain);
const UNKNOWN = compile(PHRASES.skip.unknown);
const NEGATION: ReadonlySet<string> = new Set(PHRASES.negation);
const NOTHING: ReadonlySet<string> = new Set(PHRASES.nothing);

/** "để sau", "bỏ qua em", "kể sau hè": leave the question open, whatever it asks. */
export function wantsToSkip(said: Said): boolean {
  return formsOf(said).some((words) => {
    const rest = residualOf(words, PLAIN);
    if (!rest) return false;
    // "bỏ qua quy định đi …" passes over something else than the question.
    return (
      rest.filter((word) => !NEGATION.has(word) && !NOTHING.has(word) && !/^(ro|chac|r)$/.test(word)).length <= 2 &&
      rest.length <= 6
    );
  });
}

/** "không rõ", "chưa biết": nothing to write down, after the field's own reader found nothing either. */
export function doesNotKnow(said: Said): boolean {
  return formsOf(said).some((words) => (residualOf(words, UNKNOWN)?.length ?? 99) <= 3);
}

/** "không", "không có", "nỏ biết xài", "k cần ạ", "0": says only that there is none. */
export function saysNone(said: Said): boolean {
  if (said.plain === '0') return true;
  return formsOf(said).some((words) => {
    if (/^(?:da )?thoi(?: (?:khoi|a|em|nhe|di))*$/.test(words)) return true;
    const content = contentWords(words);
    return (
      content.some((word) => NEGATION.has(word)) && content.every((word) => NEGATION.has(word) || NOTHING.has(word))
    );
  });
}

/** A negation somewhere: enough to leave a field open that may stay open and could not be read. */
export function hasNegation(said: Said): boolean {
  return formsOf(said).some((words) => words.split(' ').some((word) => NEGATION.has(word)));
}
