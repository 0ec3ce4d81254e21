import { fold } from './fold.ts';

/**
 * True when the text has Vietnamese-looking words and none carries a mark: it was typed without diacritics.
 * A text without letters is not unmarked.
 */
export function isUnmarked(text: string): boolean {
  const lower = text.normalize('NFC').toLowerCase();
  return /\p{L}/u.test(lower) && fold(lower) === lower;
}
