import { contentWords, PHRASES } from './phrases.ts';
import { formsOf, type Said } from './said.ts';

const GREETING = PHRASES.greeting.map((pattern) => new RegExp(`(?:^| )(?:${pattern})(?= |$)`, 'gu'));
const THANKS = PHRASES.thanks.map((pattern) => new RegExp(`(?:^| )(?:${pattern})(?= |$)`, 'gu'));
/** A smile or a thumb; "@@@" and "..." say nothing. */
const SMILES = /^(?:\p{Extended_Pictographic}|\p{Emoji_Modifier}|\u{FE0F}|\u{200D}|\s|[:;]-?[)D(]+)+$/u;

/** A message that only greets or only thanks. */
export function smallTalk(said: Said): 'greeting' | 'thanks' | null {
  if (said.words === '') return SMILES.test(said.text) ? 'thanks' : null;
  for (const words of formsOf(said)) {
    const ungreeted = strip(words, GREETING);
    if (ungreeted !== words && contentWords(ungreeted).length === 0) return 'greeting';
    const unthanked = strip(words, THANKS);
    if (unthanked !== words && contentWords(strip(unthanked, GREETING)).length <= 1) return 'thanks';
  }
  return null;
}

function strip(words: string, patterns: readonly RegExp[]): string {
  let rest = words;
  for (const pattern of patterns) rest = rest.replace(pattern, ' ');
  return rest.replace(/\s+/g, ' ').trim();
}
