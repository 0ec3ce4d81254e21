import { z } from 'zod';
import data from './data/abbreviations.json' with { type: 'json' };
import { fold } from './fold.ts';

/** Official abbreviations with their full words: "HTX" ↔ "hợp tác xã". */
export const ABBREVIATIONS: readonly { readonly short: string; readonly long: string }[] = z
  .array(z.object({ short: z.string(), long: z.string() }))
  .parse(data);

const BY_SHORT = new Map<string, string>();
for (const { short, long } of ABBREVIATIONS) {
  BY_SHORT.set(short.toLowerCase(), long);
  // Two letters without their mark ("qd", "nd") are too often something else.
  if (short.length > 2 && !BY_SHORT.has(fold(short))) BY_SHORT.set(fold(short), long);
}

/** The full words of an abbreviation in any case, with or without đ ("vpdp"); null when it is none. */
export function fullWords(abbreviation: string): string | null {
  return BY_SHORT.get(abbreviation.toLowerCase()) ?? null;
}

const SHORT_WORD = /(?<![\p{L}\p{N}])\p{L}+(?:[&-]\p{L}+)?(?![\p{L}\p{N}])/gu;

/** "HTX ở xã" → "hợp tác xã ở xã": for indexing a document's text as questions are repaired. */
export function expandAbbreviations(text: string): string {
  return text.replace(SHORT_WORD, (word) => fullWords(word) ?? word);
}

/** The short forms of the full words found in the text, for search both ways. */
export function abbreviationsIn(text: string): string[] {
  const folded = ` ${fold(text).replace(/[^\p{L}\p{N}]+/gu, ' ')} `;
  return ABBREVIATIONS.filter(({ long }) => folded.includes(` ${fold(long).replace(/[^\p{L}\p{N}]+/gu, ' ')} `)).map(
    ({ short }) => short,
  );
}
