import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_ANSWER, MAX_CITATIONS } from '../../src/knowledge/compose.ts';
import type { Answer } from '../../src/knowledge/types.ts';
import { citationHolds, verifiedCitations } from '../../src/knowledge/verify-citations.ts';
import { countCharacters } from '../../src/language/text.ts';
import { ask, knowledge } from './shared.ts';

const { articles } = knowledge.corpus;

function expectSound(question: string, answer: Answer): void {
  expect(countCharacters(answer.text), question).toBeLessThanOrEqual(MAX_ANSWER);
  expect(answer.citations.length, question).toBeLessThanOrEqual(MAX_CITATIONS);
  for (const citation of answer.citations)
    expect(citationHolds(citation, articles), `${question}: ${citation.quote}`).toBe(true);
  if (answer.kind === 'answer') expect(answer.citations.length, question).toBeGreaterThan(0);
}

describe('every answer is cited, and every citation stands in its article', () => {
  it('for the typical questions of every article', { timeout: 120_000 }, () => {
    const questions = articles.flatMap((article) => [
      ...article.questions,
      ...article.statements.flatMap((statement) => statement.questions.slice(0, 2)),
    ]);
    expect(questions.length).toBeGreaterThan(500);
    for (const question of questions) expectSound(question, ask(question));
  });

  it('for anything typed', () => {
    const vocabulary = articles.flatMap(({ title }) => title.split(' '));
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.constantFrom(...vocabulary), fc.string({ unit: 'grapheme', maxLength: 8 })), {
          maxLength: 12,
        }),
        (parts) => {
          const question = parts.join(' ');
          expectSound(question, ask(question));
        },
      ),
      { numRuns: 150 },
    );
  });
});

describe('verifiedCitations', () => {
  it('drops a quote that the article does not hold, and one from another article', () => {
    const [article, other] = articles as [(typeof articles)[number], (typeof articles)[number]];
    const good = {
      document: article.document,
      section: article.section,
      title: article.title,
      quote: article.statements[0]?.text ?? '',
    };
    expect(verifiedCitations([good], articles)).toEqual([good]);
    expect(verifiedCitations([{ ...good, quote: `${good.quote} thêm` }], articles)).toEqual([]);
    expect(verifiedCitations([{ ...good, section: other.section, document: other.document }], articles)).toEqual([]);
    expect(verifiedCitations([{ ...good, quote: ' ' }], articles)).toEqual([]);
  });
});
