import { fold } from '../language/fold.ts';
import { repair } from '../language/repair.ts';
import { isUnmarked } from '../language/unmarked.ts';
import { findPhrases, phraseIndex } from './phrases.ts';
import { SPEECH } from './speech.ts';
import { wordsOf } from './words.ts';

const YES = phraseIndex(SPEECH.yes.map((phrase) => [phrase, true] as const));
/** Open an answer of either kind. */
const POLITE: ReadonlySet<string> = new Set(['da', 'vang', 'da vang', 'vang da']);
const NO = phraseIndex(SPEECH.no.map((phrase) => [phrase, true] as const));

/** Whether the answer opens with a yes or a no ("ừ, chế biến từ hạt" → yes); null when it opens with neither. */
export function leadingYes(text: string): boolean | null {
  const words = repair(text);
  const marked = !isUnmarked(text);
  const first = wordsOf(words)[0];
  if (!first) return null;
  const no = findPhrases(NO, words, { marked })[0];
  if (no && no.start === first.start) return false;
  const yes = findPhrases(YES, words, { marked })[0];
  if (!yes || yes.start !== first.start) return null;
  // "dạ không ạ": the polite word opens any answer, what follows it decides.
  const rest = words.slice(yes.end);
  return !(POLITE.has(fold(yes.text)) && leadingYes(rest) === false);
}

/** Whether a yes stands anywhere and no "không" or "chưa" does. */
export function saysYes(text: string): boolean {
  const words = repair(text);
  const marked = !isUnmarked(text);
  return findPhrases(YES, words, { marked }).length > 0 && findPhrases(NO, words, { marked }).length === 0;
}
