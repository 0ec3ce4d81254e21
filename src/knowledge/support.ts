import type { Engine } from './answer-question.ts';
import type { Block } from './compose.ts';
import { asksConfirmation } from './confirmation.ts';
import { type Gap, gapOf } from './gap.ts';
import type { Question } from './question.ts';
import { kindsAsked } from './question-kinds.ts';
import type { Ranked } from './rank.ts';

/** Weights of a logistic regression over the open questions of test/evaluation (`test/evaluation/fit-support.ts`). */
const WEIGHTS: Readonly<Record<keyof Gap, number>> = {
  share: 2.23,
  attributes: 2.64,
  otherFields: 2.61,
  unnamedThing: 3.24,
  scope: 3.19,
  detail: 3.87,
  elsewhere: 2.66,
  text: -2.86,
  evidence: -8.17,
  lacking: 7.66,
  nearer: 6.04,
  length: -5.89,
};
const INTERCEPT = 0.62;

/**
 * Log-odds above which what is told is taken to answer another question than the one asked. Well below even odds: an answer to
 * another question costs a producer more than being sent to a person. Chosen on the open questions, where one in twenty-four of
 * those that have an answer is lost here (docs/benchmarks.md).
 */
const UNSUPPORTED = -0.9;

/**
 * The same for one part of several, which leaves out what the others name, and for what is said to be confirmed, which tells more than
 * it asks: more is untold of them without being asked for.
 */
const PLAINLY_UNSUPPORTED = 0.2;

/** A passage that stands out this far in meaning needs no words in common with the question. */
const MEANT = 0.75;

/** True when what is told, whose gap this is, holds what the question asks for. */
export function isSupported(
  gap: Gap,
  question: Question,
  [best]: readonly Ranked[],
  { part = false }: { readonly part?: boolean } = {},
): boolean {
  const isListed = gap.scope + gap.elsewhere + gap.detail > 0;
  if (!isListed && (best?.dense ?? 0) >= MEANT) return true;
  return logOdds(gap) <= (part || asksConfirmation(question.words) ? PLAINLY_UNSUPPORTED : UNSUPPORTED);
}

/** So much nearer to a question that nobody answers than to any that the best passage does that no part of it should be answered alone. */
const PLAINLY_NEARER = 0.05;

export function isKnownToLack({ nearer }: Gap): boolean {
  return nearer > PLAINLY_NEARER;
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
