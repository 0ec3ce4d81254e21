import type { Engine } from './answer-question.ts';
import type { Block } from './compose.ts';
import { asksConfirmation } from './confirmation.ts';
import { type Gap, gapOf } from './gap.ts';
import type { Question } from './question.ts';
import { kindsAsked } from './question-kinds.ts';
import type { Ranked } from './rank.ts';

/** Weights of a logistic regression over the open questions of test/evaluation (`test/evaluation/fit-support.ts`). */
const WEIGHTS: Readonly<Record<keyof Gap, number>> = {
  share: 1.66,
  attributes: 2.64,
  otherFields: 2.59,
  unnamedThing: 3.15,
  scope: 3.16,
  detail: 3.90,
  elsewhere: 2.58,
  text: -2.64,
  evidence: -9.88,
  lacking: 8.46,
  length: -5.84,
};
const INTERCEPT = 1.31;

/**
 * Log-odds above which what is told is taken to answer another question than the one asked. Well below even odds: an answer to
 * another question costs a producer more than being sent to a person. Here about one in thirty of the answerable questions is
 * lost and one in twenty of the others answered (docs/benchmarks.md); half a step higher it is one in fifty and one in sixteen.
 */
const UNSUPPORTED = Number(process.env.U1 ?? -0.7);

/**
 * The same for one part of several, which leaves out what the others name, and for what is said to be confirmed, which tells more than
 * it asks: more is untold of them without being asked for.
 */
const PLAINLY_UNSUPPORTED = Number(process.env.U2 ?? 0.4);

/** A passage that stands out this far in meaning needs no words in common with the question. */
const MEANT = 0.75;

/** True when what is told holds what the question asks for. */
export function isSupported(
  engine: Engine,
  question: Question,
  blocks: readonly Block[],
  ranked: readonly Ranked[],
  { part = false }: { readonly part?: boolean } = {},
): boolean {
  const gap = gapOf(engine, question, blocks, ranked);
  const isListed = gap.scope + gap.elsewhere + gap.detail > 0;
  if (!isListed && (ranked[0]?.dense ?? 0) >= MEANT) return true;
  return logOdds(gap) <= (part || asksConfirmation(question.words) ? PLAINLY_UNSUPPORTED : UNSUPPORTED);
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
