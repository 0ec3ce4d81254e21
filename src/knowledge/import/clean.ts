import { tidy } from '../../language/text.ts';

/**
 * Characters that a reader cannot see but a program would read: controls (an escape could even rewrite a terminal),
 * marks that turn the direction of writing, and the invisible copy of ASCII in plane 14.
 */
const UNSEEN =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: controls are what is looked for
  /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\u061C\u180E\u200B-\u200F\u202A-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB\u{E0000}-\u{E01EF}]/gu;

/** Text of a file without what cannot be seen, NFC, one space between words. Tabs and line breaks are the caller's. */
export function cleanLine(text: string): string {
  return tidy(text.replace(UNSEEN, '')).replace(/ {2,}/gu, ' ');
}

/** How many unseen characters a text holds: a few are leftovers of a word processor, many were put there. */
export function countUnseen(text: string): number {
  return text.match(UNSEEN)?.length ?? 0;
}
