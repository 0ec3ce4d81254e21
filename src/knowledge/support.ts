import type { Engine } from './answer-question.ts';
import type { Block } from './compose.ts';
import { asksConfirmation } from './confirmation.ts';
import { type Gap, gapOf } from './gap.ts';
import type { Question } from './question.ts';
import { kindsAsked } from './question-kinds.ts';
import type { Ranked } from './rank.ts';

/**
 * Weights of a logistic regression over the open questions of test/evaluation (`test/evaluation/fit-support.ts`), fitted with
 * the lists of what we lack (details.yaml, out-of-scope.yaml) switched off, so that it learns what no list names.
 */
const WEIGHTS: Readonly<Record<keyof Gap, number>> = {
  share: 4.91,
  attributes: 3.75,
  otherFields: 5.1,
  name: 1.57,
  quantity: 4.16,
  kinds: 1.05,
  text: -2.19,
  unnamedThing: 5.11,
  lead: -4.79,
};
const INTERCEPT = -1.1;

/**
 * Log-odds above which what is told is taken to answer another question than the one asked. Well below even odds: an answer to
 * another question costs a producer more than being sent to a person. Here about one in thirty of the answerable questions is
 * lost and one in twenty of the others answered (docs/benchmarks.md); half a step higher it is one in fifty and one in sixteen.
 */
const UNSUPPORTED = -0.6;

/**
 * The same for one part of several, which leaves out what the others name, and for what is said to be confirmed, which tells more than
 * it asks: more is untold of them without being asked for.
 */
const PLAINLY_UNSUPPORTED = 0.6;

/** True when the question asks for something that none of the statements to be told holds. */
export function isUnsupported(
  engine: Engine,
  question: Question,
  blocks: readonly Block[],
  ranked: readonly Ranked[],
  { part = false }: { readonly part?: boolean } = {},
): boolean {
  const most = part || asksConfirmation(question.words) ? PLAINLY_UNSUPPORTED : UNSUPPORTED;
  return logOdds(gapOf(engine, question, blocks, ranked)) > most;
}

/** Share of a question left untold from which a computed answer, which needs no likeness, answers another one. */
const MOSTLY = 0.7;

/** True when what was computed is plainly about something else; no table tells why. */
export function isBeside(engine: Engine, question: Question, blocks: readonly Block[]): boolean {
  if (kindsAsked(question.words).has('reason')) return true;
  const { share, otherFields } = gapOf(engine, question, blocks, []);
  return otherFields > 0 || share > MOSTLY;
}

function logOdds(gap: Gap): number {
  return (Object.keys(WEIGHTS) as (keyof Gap)[]).reduce((sum, name) => sum + WEIGHTS[name] * gap[name], INTERCEPT);
}
