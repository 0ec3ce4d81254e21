/** Text as it enters and leaves: NFC, one kind of space, lengths in characters (code points), never UTF-16 units. */

const INVISIBLE = /[\u200B-\u200F\u202A-\u202E\u2060\u2066-\u2069\uFEFF\u00AD]|[\uFE00-\uFE0F]/gu;
const SPACES = /[\u00A0\u2000-\u200A\u202F\u205F\u3000\t]/gu;

/** NFC without invisible characters and with plain spaces; line breaks stay. Offsets of later spans refer to this text. */
export function tidy(text: string): string {
  return text.replace(INVISIBLE, '').normalize('NFC').replace(SPACES, ' ').replace(/\r\n?/g, '\n').trim();
}

/** Number of characters after NFC, as the channels count them. */
export function countCharacters(text: string): number {
  let count = 0;
  for (const _ of text.normalize('NFC')) count += 1;
  return count;
}

export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

export function uncapitalised(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
