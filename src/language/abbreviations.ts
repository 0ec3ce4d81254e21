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
