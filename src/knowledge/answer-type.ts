import { z } from 'zod';
import { lacksCount } from './counted-units.ts';
import { PhraseFinder } from './phrases.ts';
import { asks, type Question } from './question.ts';
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
      required: z.boolean().default(false),
    }),
  ),
);
const asked = new PhraseFinder(kinds.flatMap((kind) => kind.asks.map((phrase) => [phrase, kind] as const)));
const DAY = /\d{1,2}\/\d{1,2}|ngày \d|\d+ ngày/u;
const DATE = new RegExp(
  `${kinds.find(({ id }) => id === 'date')?.holds.source}|thường niên|hằng năm|định kỳ|mỗi năm|đầu năm|đợt`,
  'iu',
);

/** What a statement's score gains because it holds the kind of thing (a duration, a number, an office) that the question asks for. */
export function answerTypeBonus(question: Pick<Question, 'words'>): (statement: Statement) => number {
  const wanted = [...new Set(asked.find(question.words).map((hit) => hit.value))];
  return ({ text }) =>
    wanted.reduce((bonus, { holds, bonus: gain }) => (holds.test(text) ? Math.max(bonus, gain) : bonus), 0);
}

/**
 * True when the question wants a thing that none of the statements found holds: a day ("ngày mấy"), a name, a count of
 * something ("mấy phút"). Near evidence would then answer another question.
 */
export function lacksAnswerType(question: Pick<Question, 'words'>, statements: readonly string[]): boolean {
  const none = (test: (text: string) => boolean): boolean => !statements.some(test);
  const required = asked.find(question.words).flatMap((hit) => (hit.value.required ? [hit.value] : []));
  if (required.some(({ holds }) => none((text) => holds.test(text)))) return true;
  if (lacksCount(question, statements)) return true;
  if (asks(question, 'asks-day')) return none((text) => DAY.test(text));
  return asks(question, 'asks-date') && none((text) => DATE.test(text));
}
