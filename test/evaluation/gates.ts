import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { type Outcome, shares } from './score.ts';

const limits = z.strictObject({
  first: z.number(),
  cited: z.number(),
  facts: z.number(),
  refused: z.number(),
  /** The most that may be refused though it has an answer; the others are the least. */
  falseRefusal: z.number(),
});
const gatesSchema = z.strictObject({
  all: limits,
  held: limits,
  /** Facts of held-back tables, and how far (in shares) facts of a way of typing may lie below those of plain questions. */
  heldTables: z.number(),
  typingGap: z.number(),
});
const gates = gatesSchema.parse(JSON.parse(readFileSync(new URL('./gates.json', import.meta.url), 'utf8')));

const TYPED = ['unaccented', 'typo', 'dialect', 'abbrev'];

/** The gates that the outcomes fall under, each as a sentence. */
export function falls(outcomes: readonly Outcome[]): string[] {
  const held = outcomes.filter(({ question }) => question.held);
  const facts = (style: string): number => shares(held.filter(({ question }) => question.style === style)).facts;
  return [
    ...fallsUnder('all', outcomes, gates.all),
    ...fallsUnder('held', held, gates.held),
    ...(facts('table') < gates.heldTables
      ? [`held table: facts ${facts('table').toFixed(3)} < ${gates.heldTables}`]
      : []),
    ...TYPED.filter((style) => facts('plain') - facts(style) > gates.typingGap).map(
      (style) => `held ${style}: facts ${facts(style).toFixed(3)}, plain ${facts('plain').toFixed(3)}`,
    ),
  ];
}

function fallsUnder(name: string, outcomes: readonly Outcome[], wanted: z.output<typeof limits>): string[] {
  const reached = shares(outcomes);
  return (Object.entries(wanted) as [keyof typeof wanted, number][])
    .filter(([share, gate]) => (share === 'falseRefusal' ? reached[share] > gate : reached[share] < gate))
    .map(([share, gate]) => `${name}: ${share} ${reached[share].toFixed(3)} does not reach ${gate}`);
}
