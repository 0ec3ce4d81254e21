import type { createKnowledge } from '../../src/knowledge/create-knowledge.ts';
import type { EvaluationQuestion } from './questions.ts';
import { type Outcome, type SectionRef, score } from './score.ts';

/** The day on which the questions are asked: the rules of May 2026 are in force. */
export const TODAY = '2026-11-23';

export function evaluate(
  knowledge: ReturnType<typeof createKnowledge>,
  questions: readonly EvaluationQuestion[],
): Outcome[] {
  return questions.map((question) => {
    const answer = knowledge.answer(question.q, { today: TODAY });
    return score(
      question,
      answer,
      sectionsOf(knowledge.search(question.q, { today: TODAY }).map(({ passage }) => passage.article)),
    );
  });
}

/** Sections in the order in which their best passage was ranked. */
export function sectionsOf(ranked: readonly SectionRef[]): SectionRef[] {
  const seen = new Set<string>();
  return ranked.flatMap(({ document, section }) => {
    const key = `${document} ${section}`;
    if (seen.has(key)) return [];
    seen.add(key);
    return [{ document, section }];
  });
}
