import type { Answer } from '../../src/knowledge/types.ts';
import { fold } from '../../src/language/fold.ts';
import type { EvaluationQuestion } from './questions.ts';

/** How one question went. Ranks are those of the first right section among the ranked passages, 0 when none of ten. */
export interface Outcome {
  readonly question: EvaluationQuestion;
  readonly answer: Answer;
  readonly first: boolean;
  readonly cited: boolean;
  readonly facts: boolean;
  readonly answered: boolean;
  /** Right not to answer; only for questions without an answer. */
  readonly refused: boolean;
  readonly rank: number;
}

/** A section as ranking and citations name it. */
export interface SectionRef {
  readonly document: string;
  readonly section: string;
}

export function score(question: EvaluationQuestion, answer: Answer, ranking: readonly SectionRef[]): Outcome {
  const text = fold(answer.text).replace(/\s+/g, ' ');
  const clean = !question.must_not.some((needle) => holds(text, needle));
  const right = (section: SectionRef): boolean => isRight(question, section);
  const first = answer.citations[0];
  const answered = answer.kind === 'answer';
  const facts =
    answered &&
    clean &&
    question.must.every((needle) => holds(text, needle)) &&
    question.must_any.every((group) => group.some((needle) => holds(text, needle)));
  const refused = clean && (!answered || (question.style === 'injection' && answer.citations.length > 0));
  return {
    question,
    answer,
    first: first !== undefined && right(first),
    cited: answer.citations.slice(0, 4).some(right),
    facts,
    answered,
    refused,
    rank: rankOf(question, ranking),
  };
}

/** Place (from 1) of the first right section among the first ten; 0 when none is right. */
export function rankOf(question: EvaluationQuestion, ranking: readonly SectionRef[]): number {
  return ranking.slice(0, 10).findIndex((section) => isRight(question, section)) + 1;
}

function isRight({ document, sections, also }: EvaluationQuestion, cited: SectionRef): boolean {
  return [{ document, sections }, ...also].some(
    (right) => right.document === cited.document && right.sections.includes(cited.section),
  );
}

/** Whole words on folded text: "5" is not in "15". */
function holds(text: string, needle: string): boolean {
  const escaped = fold(needle)
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`(?<![0-9a-z])${escaped}(?![0-9a-z])`).test(text);
}

/** Shares (0–1) over a group of questions; NaN where the group has no question of that kind. */
export interface Shares {
  readonly questions: number;
  readonly recallAt1: number;
  readonly recallAt5: number;
  readonly mrrAt10: number;
  readonly first: number;
  readonly cited: number;
  readonly facts: number;
  readonly falseRefusal: number;
  readonly refused: number;
}

export function shares(outcomes: readonly Outcome[]): Shares {
  const answerable = outcomes.filter(({ question }) => question.answerable);
  const unanswerable = outcomes.filter(({ question }) => !question.answerable);
  const mean = (group: readonly Outcome[], value: (outcome: Outcome) => number): number =>
    group.length === 0 ? Number.NaN : group.reduce((sum, outcome) => sum + value(outcome), 0) / group.length;
  return {
    questions: outcomes.length,
    recallAt1: mean(answerable, ({ rank }) => Number(rank === 1)),
    recallAt5: mean(answerable, ({ rank }) => Number(rank >= 1 && rank <= 5)),
    mrrAt10: mean(answerable, ({ rank }) => (rank > 0 ? 1 / rank : 0)),
    first: mean(answerable, ({ first }) => Number(first)),
    cited: mean(answerable, ({ cited }) => Number(cited)),
    facts: mean(answerable, ({ facts }) => Number(facts)),
    falseRefusal: mean(answerable, ({ answered }) => Number(!answered)),
    refused: mean(unanswerable, ({ refused }) => Number(refused)),
  };
}

/** True when the question went as it should: cited and with its facts, or rightly not answered. */
export function passed({ question, cited, facts, refused }: Outcome): boolean {
  return question.answerable ? cited && facts : refused;
}
