import { tidy } from '../language/text.ts';
import { answerKnownPart, answerParts } from './answer-parts.ts';
import type { Block } from './compose.ts';
import { calculate, search } from './find-evidence.ts';
import { followUp } from './follow-up.ts';
import { gapOf, lackByLists } from './gap.ts';
import { stripCommands } from './injection.ts';
import { setRight } from './overtaken.ts';
import type { PassageIndex } from './passage-index.ts';
import type { PhraseFinder } from './phrases.ts';
import { type Question, readQuestion } from './question.ts';
import { refuse } from './refuse.ts';
import { isUnknown, selectEvidence } from './select-evidence.ts';
import { saysNothing, smallTalk } from './small-talk.ts';
import { askingClause, splitQuestion } from './split-question.ts';
import { isKnownToLack, isSupported } from './support.ts';
import { tell } from './tell.ts';
import { texts } from './texts.ts';
import type { Answer, KnowledgeDocument, QuestionContext } from './types.ts';

/** What answering needs, built once. */
export interface Engine {
  readonly index: PassageIndex;
  readonly documents: ReadonlyMap<string, KnowledgeDocument>;
  readonly repair: (text: string) => string;
  /** Names that take each other's place in a follow-up question: districts of the table, products. */
  readonly names: PhraseFinder<string>;
  /** Answers computed from tables, scores and dates; the first that fits wins. */
  readonly calculators: readonly ((question: Question) => Block[] | null)[];
}

export function answerQuestion(engine: Engine, text: string, context: QuestionContext): Answer {
  const tidied = tidy(text);
  const read = (part: string): Question => readFor(engine, part, context);
  const { commanded, rest } = stripCommands(tidied, (clause) => read(clause).words);
  if (commanded) return answerCommanded(engine, read, tidied, rest);
  const greeting = smallTalk(read(tidied));
  if (greeting !== null) return { kind: 'smalltalk', text: greeting, citations: [] };
  const whole = inFull(engine, tidied, context);
  if (saysNothing(read(whole))) return { kind: 'clarify', text: texts.empty, citations: [] };
  return answerPlain(engine, read, whole);
}

export function readFor(engine: Engine, text: string, { today, dense }: QuestionContext): Question {
  const question = readQuestion(text, today, engine.index.vocabulary, engine.repair);
  return dense ? { ...question, dense } : question;
}

/** The question with what it leaves out taken from the one before: "thế còn 5 sao?". */
export function inFull(engine: Engine, text: string, context: QuestionContext): string {
  const { previousQuestion } = context;
  const tidied = tidy(text);
  return previousQuestion === undefined
    ? tidied
    : followUp(tidied, previousQuestion, (part) => readFor(engine, part, context), engine.names);
}

/** A command is never obeyed or echoed; what a table can set right, or what the rest of the sentence asks, is still told. */
function answerCommanded(engine: Engine, read: (part: string) => Question, whole: string, rest: string): Answer {
  const computed = calculate(engine, read(whole));
  if (computed) return tell(engine, read(whole), computed, []);
  if (rest !== '') {
    const answer = answerPlain(engine, read, rest);
    if (answer.kind === 'answer') return answer;
  }
  return { kind: 'refusal', text: `${texts.command} ${texts.person}`, citations: [] };
}

function answerPlain(engine: Engine, read: (part: string) => Question, text: string): Answer {
  const question = read(text);
  const ranked = search(engine, question);
  const parts = splitQuestion(question.text).map(read);
  const [best] = ranked;
  const blocks = selectEvidence(ranked);
  const lists = lackByLists(engine, question, blocks, best);
  const computed = lists.scope ? null : calculate(engine, question);
  if (computed) return tell(engine, question, computed, ranked);
  const gap = gapOf(engine, question, blocks, ranked, lists);
  const answer = lists.scope || isKnownToLack(gap) ? null : answerParts(engine, question, parts, ranked);
  if (answer) return answer;
  const missing = lists.scope ?? lists.elsewhere ?? lists.detail;
  if (best && isUnknown(best)) return refuse(engine, missing, ranked);
  if (best && isSupported(gap, question, ranked)) {
    return tell(engine, question, setRight(engine, question, blocks, ranked), ranked);
  }
  if (missing) {
    // What ours tell of their own province is no answer about another.
    const near = missing.id === 'elsewhere' ? [] : ranked;
    return answerKnownPart(engine, question, parts, missing) ?? refuse(engine, missing, near);
  }
  // What is told around a question is no part of it: a refusal comes only of the clause that asks.
  const clause = isKnownToLack(gap) ? null : askingClause(question.text);
  return clause === null ? refuse(engine, null, ranked) : answerPlain(engine, read, clause);
}
