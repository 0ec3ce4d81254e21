import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { fieldDefinition } from './form.ts';
import type { Answers } from './types.ts';

const schema = z.strictObject({
  papers: z.array(
    z.strictObject({
      paper: z.string(),
      stars: z.number().int().min(3).max(5),
      sets: z.array(z.number().int()).optional(),
      covered_by: z.string().optional(),
      quote: z.string(),
    }),
  ),
});

const MINIMUMS = schema.parse(
  parse(readFileSync(new URL('./data/paper-minimums.yaml', import.meta.url), 'utf8')),
).papers;

/** Where the quotes stand. */
export const MINIMUMS_SOURCE = { document: 'qd-26-2026', section: 'PL.II' } as const;
/** The lowest rank that is recognised: what a person who names none works towards. */
const LOWEST = 3;

export interface MissingPaper {
  /** An option of `idea.documents`. */
  readonly paper: string;
  readonly label: string;
  /** The rank that asks for it. */
  readonly stars: number;
  /** Stands in `MINIMUMS_SOURCE`. */
  readonly quote: string;
}

/**
 * Papers that the rank aimed at (3 stars where none is named) asks for and the person has not; ranks below it included.
 * Null while the product set is open: which papers count depends on it.
 */
export function missingPapers(answers: Answers): { stars: number; papers: readonly MissingPaper[] } | null {
  const set = answers['product.set'];
  if (typeof set !== 'number') return null;
  const stars = Number(answers['registration.targetStars'] ?? LOWEST);
  const declared = answers['idea.documents'];
  const there: readonly unknown[] = Array.isArray(declared) ? declared : [];
  const asked = MINIMUMS.filter((one) => one.stars <= stars && (one.sets?.includes(set) ?? true));
  // The certificate makes the application for it superfluous, once it is there and where a higher rank asks for it anyway.
  const superfluous = (better: string | undefined) =>
    better !== undefined && (there.includes(better) || asked.some(({ paper }) => paper === better));
  const papers = asked
    .filter((one) => !there.includes(one.paper) && !superfluous(one.covered_by))
    .map(({ paper, stars: rank, quote }) => ({ paper, label: labelOf(paper), stars: rank, quote }));
  return { stars, papers };
}

function labelOf(paper: string): string {
  return fieldDefinition('idea.documents').choices?.find((choice) => choice.value === paper)?.label ?? paper;
}
