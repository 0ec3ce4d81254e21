import { tidy } from '../language/text.ts';
import { answerTypeBonus } from './answer-type.ts';
import { showDate } from './calculations/days.ts';
import { type Block, compose } from './compose.ts';
import { missingDetail } from './details.ts';
import { documentBias } from './document-bias.ts';
import { followUp } from './follow-up.ts';
import { stripCommands } from './injection.ts';
import { narrowPenalty } from './narrow-statements.ts';
import { overtakenBy, setRight } from './overtaken.ts';
import type { PassageIndex } from './passage-index.ts';
import type { PhraseFinder } from './phrases.ts';
import { asks, type Question, readQuestion } from './question.ts';
import { coverage, type Ranked, rank } from './rank.ts';
import { refuse } from './refuse.ts';
import { type Missing, outOfScope, unsupportedSubject } from './scope.ts';
import { isUnknown, leadWithKnown, selectEvidence, TYPICAL } from './select-evidence.ts';
import { smallTalk } from './small-talk.ts';
import { askingClause, splitQuestion } from './split-question.ts';
import { contentWords } from './terms.ts';
import { texts } from './texts.ts';
import { timeBias } from './time-bias.ts';
import type { Answer, KnowledgeDocument, QuestionContext } from './types.ts';
import { verifiedCitations } from './verify-citations.ts';

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

/**
 * Evidence below this is no evidence; found on the development questions (test/evaluation). `dense`: a passage that stands out
 * this far in meaning needs no words in common.
 */
export const THRESHOLD = { score: 0.27, coverage: 0.34, weakScore: 0.4, weakCoverage: 0.5, dense: 0.75 } as const;

/** Passages looked at to tell whether there is evidence at all. */
const LEADING = 3;

/** Statements of each part that a two-part answer tells before the rest. */
const PER_PART = 2;

/** Content words from which a part needs nothing of the rest of the question. */
const ALONE = 2;

/** Content words up to which a part leans on the whole question. */
const SHORT_PART = 2;

export function answerQuestion(engine: Engine, text: string, context: QuestionContext): Answer {
  const tidied = tidy(text);
  if (tidied === '') return { kind: 'clarify', text: texts.empty, citations: [] };
  const read = (part: string): Question => readFor(engine, part, context);
  const { commanded, rest } = stripCommands(tidied, (clause) => read(clause).words);
  if (commanded) return answerCommanded(engine, read, tidied, rest);
  const greeting = smallTalk(read(tidied));
  if (greeting !== null) return { kind: 'smalltalk', text: greeting, citations: [] };
  return answerPlain(engine, read, inFull(engine, tidied, context));
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
  if (computed) return finish(engine, read(whole), computed, []);
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
  const missing = isTypical(ranked[0]) || asks(question, 'whom-to-ask') ? null : outOfScope(question);
  if (missing) return answerKnownPart(engine, question, parts, missing) ?? refuse(engine, missing, ranked);
  const computed = calculate(engine, question);
  if (computed) return finish(engine, question, computed, ranked);
  if (parts.length > 1) {
    const answer = answerParts(engine, question, parts, ranked);
    if (answer) return answer;
  }
  const best = ranked[0];
  if (!best || isThin(engine, question, ranked)) {
    const clause = askingClause(question.text);
    return clause === null ? refuse(engine, null, ranked) : answerPlain(engine, read, clause);
  }
  if (isUnknown(best)) return refuse(engine, null, ranked);
  const blocks = selectEvidence(ranked);
  const right = setRight(engine, question, blocks, ranked);
  if (right !== blocks) return finish(engine, question, right, ranked);
  const unsupported = unsupportedSubject(question, best.passage, engine.documents.get(best.passage.article.document));
  if (unsupported) return refuse(engine, unsupported, unsupported.id === 'year' ? ranked : []);
  const lacking = isTypical(best) ? null : lackingIn(question, blocks);
  if (lacking) return answerKnownPart(engine, question, parts, lacking) ?? refuse(engine, lacking, ranked);
  return finish(engine, question, blocks, ranked);
}

/** "Ai ký giấy 4 sao, được thưởng mấy triệu?": the part that stands alone is answered, and what no source holds is said at the end. */
function answerKnownPart(engine: Engine, whole: Question, parts: readonly Question[], missing: Missing): Answer | null {
  if (parts.length < 2) return null;
  const answered = parts.flatMap((part) => {
    if (contentWords(part.words).length < ALONE || outOfScope(part)) return [];
    const blocks = answerPart(engine, part, search(engine, part));
    return blocks ? [blocks] : [];
  });
  return answered.length === parts.length - 1
    ? finish(engine, whole, answered.flat(), [], texts.missing(missing.missing))
    : null;
}

/** So like a typical question of a known statement that no rule of thumb about what we lack should stand in its way. */
function isTypical(best: Ranked | undefined): boolean {
  return best !== undefined && best.asked >= TYPICAL && !isUnknown(best);
}

/** The detail asked for that the section which answers doesn't hold; what other sections hold is about something else. */
function lackingIn(question: Question, blocks: readonly Block[]): Missing | null {
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

/** Thin when none of the leading passages is good evidence: the wording may favour a document whose own passage says less. */
function isThin(engine: Engine, question: Question, ranked: readonly Ranked[]): boolean {
  return ranked.slice(0, LEADING).every((found) => {
    if (found.dense >= THRESHOLD.dense) return false;
    const known = coverage(engine.index, question.words, found.passage);
    if (found.evidence < THRESHOLD.score || known < THRESHOLD.coverage) return true;
    return found.evidence < THRESHOLD.weakScore && known < THRESHOLD.weakCoverage;
  });
}

function calculate(engine: Engine, question: Question): Block[] | null {
  for (const calculator of engine.calculators) {
    const blocks = calculator(question);
    if (blocks && !lackingIn(question, blocks)) return blocks;
  }
  return null;
}

/** Both parts answered, each from its own best evidence read beside the whole question; null when a part has none. */
function answerParts(
  engine: Engine,
  whole: Question,
  parts: readonly Question[],
  ranked: readonly Ranked[],
): Answer | null {
  const bySide = parts.map((part) =>
    outOfScope(part) ? null : answerPart(engine, part, blend(part, search(engine, part, whole), ranked)),
  );
  const answered = bySide.filter((blocks) => blocks !== null);
  if (answered.length < 2 && !(answered.length === 1 && isThin(engine, whole, ranked))) return null;
  const leads = answered.flatMap((blocks) => blocks.slice(0, 1));
  const rest = answered.flatMap((blocks) => blocks.slice(1));
  const together = answered.length < 2 ? [] : selectEvidence(ranked).slice(0, 1);
  const told = [...leads, ...together, ...rest];
  const lacking = missingDetail(
    whole,
    told.map(({ text }) => text),
  );
  return finish(engine, whole, told, ranked, lacking ? texts.missing(lacking.missing) : undefined);
}

/** What answers one part of a question; null when its evidence is thin or lacks the detail asked for. */
function answerPart(engine: Engine, part: Question, found: readonly Ranked[]): Block[] | null {
  const computed = calculate(engine, part);
  if (computed) return computed;
  const [best] = found;
  if (!best || isUnknown(best) || isThin(engine, part, found)) return null;
  const blocks = selectEvidence(found).slice(0, PER_PART);
  return lackingIn(part, blocks) ? null : blocks;
}

/** A part often leaves out what the other part named; the shorter it is, the more the whole question's ranking says what it is about. */
function blend(part: Question, found: readonly Ranked[], whole: readonly Ranked[]): Ranked[] {
  const share = contentWords(part.words).length <= SHORT_PART ? 0.5 : 0.3;
  const byPassage = new Map(whole.map(({ passage, score }) => [passage.id, score]));
  return found
    .map((one) => ({ ...one, score: (1 - share) * one.score + share * (byPassage.get(one.passage.id) ?? 0) }))
    .sort((left, right) => right.score - left.score);
}

/** A rule that comes into force after the day of the question says so first. */
function notYetInForce(engine: Engine, { today }: Question, first: Block | undefined): string | null {
  const document = first && engine.documents.get(first.article.document);
  if (!document?.validFrom || document.validFrom <= today) return null;
  return texts.notYet(document.shortTitle, showDate(document.validFrom));
}

function finish(
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
