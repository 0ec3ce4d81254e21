import type { Engine } from './answer-question.ts';
import { answerTypeBonus } from './answer-type.ts';
import type { Block } from './compose.ts';
import { documentBias } from './document-bias.ts';
import { lackingIn } from './gap.ts';
import { narrowPenalty } from './narrow-statements.ts';
import type { Question } from './question.ts';
import { type Ranked, rank } from './rank.ts';
import { leadWithKnown } from './select-evidence.ts';
import { isBeside } from './support.ts';
import { timeBias } from './time-bias.ts';

/** What the wording says of document and kind of answer, beside the evidence; found on the open questions. */
const WORDING = 0.35;

/** What each e-fold of statements costs an article: of many, one comes near by chance. Found on the open questions. */
const CROWD = 0.008;

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
        ({ article, statement }) =>
          WORDING * (bias(article) + bonus(statement) - penalty(statement)) +
          time(article, statement) -
          CROWD * Math.log(article.statements.length),
        { dense: question.dense, most: WORDING * (bias.most + bonus.most) },
      ),
    ),
  ];
}

export function calculate(engine: Engine, question: Question): Block[] | null {
  for (const calculator of engine.calculators) {
    const blocks = calculator(question);
    if (blocks && !lackingIn(question, blocks) && !isBeside(engine, question, blocks)) return blocks;
  }
  return null;
}
