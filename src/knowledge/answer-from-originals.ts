import { z } from 'zod';
import { fold } from '../language/fold.ts';
import { tidy } from '../language/text.ts';
import { type Engine, inFull, readFor } from './answer-question.ts';
import { answerTypeBonus } from './answer-type.ts';
import { compose } from './compose.ts';
import { stripCommands } from './injection.ts';
import { asks, type Question } from './question.ts';
import { type Ranked, rank } from './rank.ts';
import { readData } from './read-data.ts';
import { outOfScope, unsupportedSubject } from './scope.ts';
import { selectEvidence, TYPICAL } from './select-evidence.ts';
import type { Answer, KnowledgeDocument, QuestionContext } from './types.ts';
import { verifiedCitations } from './verify-citations.ts';

const holds = readData(
  'imported-answers.yaml',
  z.record(
    z.string(),
    z.string().transform((pattern) => new RegExp(pattern, 'u')),
  ),
);
/** Any number or date: what a question for a count or a day must at least find. */
const NUMBER = /\d/u;

/**
 * Shares of the question that the statement and its article must hold. A named document needs less, being meant; so does
 * a question for an amount or a phone number, since the statement must hold one.
 */
const ENOUGH = {
  any: { text: 0.42, article: 0.5 },
  ofKind: { text: 0.36, article: 0.36 },
  named: { text: 0.3, article: 0.36 },
} as const;
/** An original answers before the program's own documents when its statement holds this many times what any of theirs does. */
const CLOSER = 1.25;
/** Deep enough that originals are seen behind all that the program's own documents say about a subject. */
const DEPTH = 600;

/** The original that the question names, by its number or by a year that only it speaks of; before anything else is looked at. */
export function answerFromNamed(engine: Engine, text: string, context: QuestionContext): Answer | null {
  const documents = [...engine.documents.values()];
  const named = documents.filter((document) => document.original && isNamed(document, text, documents));
  return named.length > 0 ? answerFrom(engine, text, context, named, ENOUGH.named) : null;
}

/**
 * A second look at a question that the documents of the program could not answer: an imported original may hold just what
 * they lack. Null when none does.
 */
export function answerFromOriginals(engine: Engine, text: string, context: QuestionContext): Answer | null {
  const originals = originalsOf(engine);
  return originals.length > 0 ? answerFrom(engine, text, context, originals, ENOUGH.any) : null;
}

/**
 * The original that an answer of the program's own documents should give way to: they name one word of the question,
 * the original is about it. Null when none is, or when the question is like a typical one of theirs.
 */
export function answerFromCloser(engine: Engine, text: string, context: QuestionContext): Answer | null {
  const originals = originalsOf(engine);
  const ids = new Set(originals.map(({ id }) => id));
  const question = readFor(engine, inFull(engine, text, context), context);
  const own = rank(engine.index, question.words, () => 0, { limit: DEPTH, dense: question.dense }).filter(
    ({ passage }) => !ids.has(passage.article.document),
  );
  if (own.some(({ asked }) => asked >= TYPICAL)) return null;
  const most = Math.max(...own.map((found) => found.text), 0);
  return answerFrom(engine, text, context, originals, {
    text: Math.max(ENOUGH.any.text, CLOSER * most),
    article: ENOUGH.any.article,
  });
}

function originalsOf(engine: Engine): KnowledgeDocument[] {
  return [...engine.documents.values()].filter((document) => document.original);
}

function answerFrom(
  engine: Engine,
  text: string,
  context: QuestionContext,
  documents: readonly KnowledgeDocument[],
  enough: { readonly text: number; readonly article: number },
): Answer | null {
  const tidied = tidy(text);
  const read = (part: string): Question => readFor(engine, part, context);
  if (stripCommands(tidied, (clause) => read(clause).words).commanded) return null;
  const question = read(inFull(engine, tidied, context));
  const missing = outOfScope(question);
  const kind = missing ? holds[missing.id] : wantsNumber(question) ? NUMBER : undefined;
  if (missing && !kind) return null;
  const needed = missing ? { text: Math.min(enough.text, ENOUGH.ofKind.text), article: ENOUGH.ofKind.article } : enough;

  const ids = new Set(documents.map(({ id }) => id));
  const bonus = answerTypeBonus(question);
  const ranked = rank(engine.index, question.words, ({ statement }) => bonus(statement), {
    limit: DEPTH,
    dense: question.dense,
    most: bonus.most,
  }).filter(({ passage }) => ids.has(passage.article.document));
  const told = ranked.filter((found) => isEnough(found, needed) && (kind?.test(found.passage.statement.text) ?? true));
  const first = told[0];
  if (!first) return null;
  if (unsupportedSubject(question, first.passage, engine.documents.get(first.passage.article.document))) return null;
  const composed = compose(selectEvidence(told), engine.documents);
  const citations = verifiedCitations(composed.citations, engine.index.articles);
  return citations.length > 0 ? { kind: 'answer', text: composed.text, citations } : null;
}

function isEnough({ text, article }: Ranked, needed: { readonly text: number; readonly article: number }): boolean {
  return text >= needed.text && article >= needed.article;
}

function wantsNumber(question: Question): boolean {
  return asks(question, 'count') || asks(question, 'asks-day') || asks(question, 'asks-date');
}

/** "nghị quyết 15/2027", "kế hoạch số 31"; or "năm 2027" where no document of the program speaks of that year in its title. */
function isNamed(document: KnowledgeDocument, text: string, documents: readonly KnowledgeDocument[]): boolean {
  const question = fold(text);
  const label = /^(.+?) (?:so )?(\d+)(?:\/(\d{4}))?\//u.exec(fold(document.title));
  if (label) {
    const [, kind, number, year] = label;
    if (new RegExp(`(?<![\\d/])${number}/${year ?? '\\p{L}'}`, 'u').test(question)) return true;
    if (new RegExp(`${kind} (?:so )?${number}(?!\\d)`, 'u').test(question)) return true;
  }
  const years = question.match(/(?<![\d/])20\d\d(?!\d)/gu) ?? [];
  return years.some(
    (year) =>
      document.title.includes(year) && !documents.some(({ original, title }) => !original && title.includes(year)),
  );
}
