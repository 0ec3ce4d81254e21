import { z } from 'zod';
import { lacksCount } from './counted-units.ts';
import { PhraseFinder, type PhraseHit } from './phrases.ts';
import type { Question } from './question.ts';
import { readData } from './read-data.ts';
import type { Missing } from './scope.ts';

const details = readData(
  'details.yaml',
  z.array(
    z.strictObject({
      id: z.string(),
      missing: z.string(),
      about: z.array(z.string()).optional(),
      asks: z.array(z.string()).min(1),
      but: z.array(z.string()).default([]),
      holds: z
        .string()
        .transform((pattern) => new RegExp(pattern, 'u'))
        .optional(),
    }),
  ),
).map((detail) => ({
  ...detail,
  asked: finderOf(detail.asks),
  subject: detail.about ? finderOf(detail.about) : null,
  other: finderOf(detail.but),
}));

/** Words between what a detail is about and the words that ask for it. */
const APART = 9;

/** Every phrase of the details, so that its marks can be restored in a question written without. */
export const detailPhrases: readonly string[] = details.flatMap(({ about = [], asks }) => [...about, ...asks]);

/**
 * The detail (an hour, a name, a sum, a count of something) that the question wants and none of `statements` holds; null
 * when nothing is lacking. Near evidence would then answer another question than the one asked.
 */
export function missingDetail(question: Pick<Question, 'words'>, statements: readonly string[]): Missing | null {
  for (const { id, missing, holds, asked, subject, other } of details) {
    if (other.occurs(question.words)) continue;
    const hits = asked.find(question.words);
    if (hits.length === 0 || (subject && !near(subject.find(question.words), hits))) continue;
    if (!holds || !statements.some((text) => holds.test(text))) return { id, missing };
  }
  return lacksCount(question, statements) ? { id: 'count', missing: 'con số anh/chị hỏi' } : null;
}

function near(subjects: readonly PhraseHit<string>[], asked: readonly PhraseHit<string>[]): boolean {
  return subjects.some(({ start, end }) => asked.some((hit) => hit.start >= start - APART && hit.start <= end + APART));
}

function finderOf(phrases: readonly string[]): PhraseFinder<string> {
  return new PhraseFinder(
    phrases.map((phrase) => [phrase, phrase] as const),
    'strict',
  );
}
