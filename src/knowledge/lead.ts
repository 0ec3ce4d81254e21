import type { Engine } from './answer-question.ts';
import { calculate, search } from './find-evidence.ts';
import { ruleBefore } from './overtaken.ts';
import type { Passage } from './passage-index.ts';
import type { Question } from './question.ts';
import type { Ranked } from './rank.ts';

/** What a passage counts that is found otherwise than by its words. */
const FOUND_OTHERWISE = { score: 0, evidence: 0, own: 0, text: 0, asked: 0, article: 0, dense: 0 } as const;

/**
 * The ranking as an answer tells it: led by the section whose table or scale the answer is computed from, or by the rule in force
 * that a question which presumes the old way must hear first.
 */
export function rankAsTold(engine: Engine, question: Question): readonly Ranked[] {
  const ranked = search(engine, question);
  const [best] = ranked;
  const lead =
    computedFrom(engine, question, ranked) ?? (best && ruleBefore(engine, question, best.passage.article, ranked));
  if (!lead) return ranked;
  const found = ranked.find(({ passage }) => passage === lead) ?? { ...FOUND_OTHERWISE, passage: lead };
  return [found, ...ranked.filter((one) => one !== found)];
}

/** The best passage of the section that the answer is computed from, where it is. */
function computedFrom(engine: Engine, question: Question, ranked: readonly Ranked[]): Passage | null {
  const article = calculate(engine, question)?.[0]?.article;
  if (!article) return null;
  const found = ranked.find(({ passage }) => passage.article === article)?.passage;
  return found ?? engine.index.passages.find((passage) => passage.article === article) ?? null;
}
