import type { Engine } from './answer-question.ts';
import { showDate } from './calculations/days.ts';
import { type Block, compose } from './compose.ts';
import { overtakenBy } from './overtaken.ts';
import type { Question } from './question.ts';
import type { Ranked } from './rank.ts';
import { refuse } from './refuse.ts';
import { texts } from './texts.ts';
import type { Answer } from './types.ts';
import { verifiedCitations } from './verify-citations.ts';

/** A rule that comes into force after the day of the question says so first. */
function notYetInForce(engine: Engine, { today }: Question, first: Block | undefined): string | null {
  const document = first && engine.documents.get(first.article.document);
  if (!document?.validFrom || document.validFrom <= today) return null;
  return texts.notYet(document.shortTitle, showDate(document.validFrom));
}

/** The answer that the blocks make, opened with what has overtaken them and closed with `closer`; refused when no citation holds. */
export function tell(
  engine: Engine,
  question: Question,
  blocks: readonly Block[],
  ranked: readonly Ranked[],
  closer?: string,
): Answer {
  const overtaken = overtakenBy(engine, question, blocks, ranked);
  const opener = overtaken?.text ?? notYetInForce(engine, question, blocks[0]);
  const composed = compose(blocks, engine.documents, {
    ...(opener === null ? {} : { opener: `${texts.overtaken}: ${opener}` }),
    ...(closer === undefined ? {} : { closer }),
  });
  const all = overtaken
    ? [...composed.citations.slice(0, 1), overtaken.citation, ...composed.citations.slice(1)]
    : composed.citations;
  const unique = all.filter(
    (citation, at) =>
      all.findIndex((other) => other.document === citation.document && other.section === citation.section) === at,
  );
  const citations = verifiedCitations(unique.slice(0, 4), engine.index.articles);
  if (citations.length === 0) return refuse(engine, null, []);
  return { kind: 'answer', text: composed.text, citations };
}
