import type { Engine } from './answer-question.ts';
import type { Block } from './compose.ts';
import type { Question } from './question.ts';
import type { Ranked } from './rank.ts';
import { termsOf } from './terms.ts';
import type { Citation } from './types.ts';
import { words } from './words.ts';

/** The rule that has overtaken what an answer tells: the sentence that opens it, and the section it rests on. */
export interface Overtaken {
  readonly text: string;
  readonly citation: Citation;
}

/** The overtaking rule of the section that the answer opens with, when it is in force on `question.today`. */
export function overtakenBy(
  engine: Engine,
  question: Question,
  blocks: readonly Block[],
  ranked: readonly Ranked[],
): Overtaken | null {
  const overtaken = blocks[0]?.article.overtaken;
  if (!overtaken) return null;
  const validFrom = engine.documents.get(overtaken.document)?.validFrom;
  if (validFrom && validFrom > question.today) return null;
  const candidates = engine.index.passages.filter(
    ({ article }) => article.document === overtaken.document && article.section === overtaken.section,
  );
  const scores = new Map(ranked.map(({ passage, score }) => [passage.id, score]));
  const wanted = termsOf(words(overtaken.text));
  let best: { quote: string; title: string; score: number } | null = null;
  for (const { id, statement, article } of candidates) {
    let shared = 0;
    for (const term of termsOf(words(statement.text)).keys()) shared += wanted.has(term) ? engine.index.idf(term) : 0;
    const score = shared + (scores.get(id) ?? 0);
    if (!best || score > best.score) best = { quote: statement.text, title: article.title, score };
  }
  if (!best) return null;
  return {
    text: overtaken.text,
    citation: { document: overtaken.document, section: overtaken.section, title: best.title, quote: best.quote },
  };
}
