import { z } from 'zod';
import { PhraseFinder } from './phrases.ts';
import type { Question } from './question.ts';
import { readData } from './read-data.ts';
import type { Statement } from './types.ts';

const data = readData(
  'narrow-statements.yaml',
  z.strictObject({
    penalty: z.number(),
    cases: z.array(
      z.strictObject({
        holds: z.string().transform((pattern) => new RegExp(pattern, 'u')),
        named: z.array(z.string()).min(1),
        penalty: z.number().optional(),
      }),
    ),
  }),
);
const cases = data.cases.map(({ holds, named, penalty = data.penalty }) => ({
  holds,
  penalty,
  named: new PhraseFinder(named.map((phrase) => [phrase, phrase] as const)),
}));

/** What a statement's score loses because it tells a special case that the question doesn't name. */
export function narrowPenalty(question: Pick<Question, 'words'>): (statement: Statement) => number {
  const unnamed = cases.filter(({ named }) => !named.occurs(question.words));
  return ({ text }) =>
    unnamed.reduce((most, { holds, penalty }) => (holds.test(text) ? Math.max(most, penalty) : most), 0);
}
