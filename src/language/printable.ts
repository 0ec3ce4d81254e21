/** Control characters (but tab and line ends), halves of surrogate pairs, non-characters: not allowed in XML 1.0. */
const FORBIDDEN = /(?![\t\n\r])\p{Cc}|[\p{Cs}\uFFFE\uFFFF]/gu;
/** Turn the direction of what follows, so that a text reads otherwise than it is. */
const BIDI = /[\u202A-\u202E\u2066-\u2069]/gu;

/** The text without what a Word or Excel file can't hold and no reader sees; line ends become `\n`. */
export function printable(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(FORBIDDEN, '').replace(BIDI, '').normalize('NFC');
}
