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
      }),
    ),
  }),
);
const cases = data.cases.map(({ holds, named }) => ({
  holds,
  named: new PhraseFinder(named.map((phrase) => [phrase, phrase] as const)),
}));

/** What a statement's score loses because it tells a special case that the question doesn't name. */
export function narrowPenalty(question: Pick<Question, 'words'>): (statement: Statement) => number {
  const unnamed = cases.filter(({ named }) => !named.occurs(question.words));
  return ({ text }) => (unnamed.some(({ holds }) => holds.test(text)) ? data.penalty : 0);
}
