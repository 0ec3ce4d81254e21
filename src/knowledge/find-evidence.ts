import type { Engine } from './answer-question.ts';
import { answerTypeBonus } from './answer-type.ts';
import type { Block } from './compose.ts';
import { missingDetail } from './details.ts';
import { documentBias } from './document-bias.ts';
import { narrowPenalty } from './narrow-statements.ts';
import type { Question } from './question.ts';
import { coverage, type Ranked, rank } from './rank.ts';
import type { Missing } from './scope.ts';
import { isUnknown, leadWithKnown, TYPICAL } from './select-evidence.ts';
import { isBeside } from './support.ts';
import { timeBias } from './time-bias.ts';

/**
 * Evidence below this is no evidence; found on the development questions (test/evaluation). `dense`: a passage that stands out
 * this far in meaning needs no words in common.
 */
const THRESHOLD = { score: 0.27, coverage: 0.34, weakScore: 0.4, weakCoverage: 0.5, dense: 0.75 } as const;

/** Passages looked at to tell whether there is evidence at all. */
const LEADING = 3;

/** So like a typical question of a known statement that no rule of thumb about what we lack should stand in its way. */
export function isTypical(best: Ranked | undefined): boolean {
  return best !== undefined && best.asked >= TYPICAL && !isUnknown(best);
}

/** The detail asked for that the section which answers doesn't hold; what other sections hold is about something else. */
export function lackingIn(question: Question, blocks: readonly Block[]): Missing | null {
  return missingDetail(
    question,
    blocks.filter(({ article }) => article === blocks[0]?.article).map(({ text }) => text),
  );
}

/** Statements ranked against the question, with what its wording says about kind of answer and that of the `whole` about the document. */
export function search(engine: Engine, question: Question, whole: Question = question): Ranked[] {
  const bias = documentBias(whole);
  const bonus = answerTypeBonus(question);
  const penalty = narrowPenalty(whole);
  const time = timeBias(whole, engine.documents);
  return [
    ...leadWithKnown(
      rank(
        engine.index,
        question.words,
        ({ article, statement }) => bias(article) + time(article, statement) + bonus(statement) - penalty(statement),
        { dense: question.dense, most: bias.most + bonus.most },
      ),
    ),
  ];
}

/** It stands out so far in meaning that it needs no words in common with the question. */
export function isFoundByMeaning({ dense }: Ranked): boolean {
  return dense >= THRESHOLD.dense;
}

/** Thin when none of the leading passages is good evidence: the wording may favour a document whose own passage says less. */
export function isThin(engine: Engine, question: Question, ranked: readonly Ranked[]): boolean {
  return ranked.slice(0, LEADING).every((found) => {
    if (isFoundByMeaning(found)) return false;
    const known = coverage(engine.index, question.words, found.passage);
    if (found.evidence < THRESHOLD.score || known < THRESHOLD.coverage) return true;
    return found.evidence < THRESHOLD.weakScore && known < THRESHOLD.weakCoverage;
  });
}

export function calculate(engine: Engine, question: Question): Block[] | null {
  for (const calculator of engine.calculators) {
    const blocks = calculator(question);
    if (blocks && !lackingIn(question, blocks) && !isBeside(engine, question, blocks)) return blocks;
  }
  return null;
}
