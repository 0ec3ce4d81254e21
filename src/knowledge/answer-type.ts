import { z } from 'zod';
import { PhraseFinder } from './phrases.ts';
import type { Question } from './question.ts';
import { readData } from './read-data.ts';
import type { Statement } from './types.ts';

const kinds = readData(
  'answer-types.yaml',
  z.array(
    z.strictObject({
      id: z.string(),
      asks: z.array(z.string()).min(1),
      holds: z.string().transform((pattern) => new RegExp(pattern, 'u')),
      bonus: z.number(),
    }),
  ),
);
const asked = new PhraseFinder(kinds.flatMap((kind) => kind.asks.map((phrase) => [phrase, kind] as const)));

/**
 * What a statement's score gains because it holds the kind of thing (a duration, a number, an office) that the question
 * asks for. `most`: what no statement gains more than.
 */
export function answerTypeBonus(
  question: Pick<Question, 'words'>,
): ((statement: Statement) => number) & { readonly most: number } {
  const wanted = [...new Set(asked.find(question.words).map((hit) => hit.value))];
  const bonusOf = ({ text }: Statement): number =>
    wanted.reduce((bonus, { holds, bonus: gain }) => (holds.test(text) ? Math.max(bonus, gain) : bonus), 0);
  return Object.assign(bonusOf, { most: Math.max(0, ...wanted.map(({ bonus }) => bonus)) });
}
