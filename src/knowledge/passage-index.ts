import type { Corpus } from './load.ts';
import { type Postings, PostingsBuilder } from './postings.ts';
import type { Vocabulary } from './restore-marks.ts';
import { termsOf } from './terms.ts';
import type { Article, Statement } from './types.ts';
import { buildVocabulary } from './vocabulary.ts';
import { type Word, words } from './words.ts';

/** A statement with the article that holds it: the unit that is ranked and quoted. */
export interface Passage {
  readonly id: number;
  readonly article: Article;
  readonly articleId: number;
  readonly statement: Statement;
  /** Place of the statement in its article, from 0. */
  readonly position: number;
}

/** Typical questions, each of one statement or of a whole article: question `id` at place `id` of every array. */
interface TypicalQuestions {
  readonly articleIds: Int32Array;
  /** -1 for a question about the whole article. */
  readonly passageIds: Int32Array;
  /** Lengths of their vectors of term weights times IDF. */
  readonly norms: Float64Array;
}

/** Two-way index over statements and over typical questions; see rank.ts for how it is asked. */
export interface PassageIndex {
  readonly passages: readonly Passage[];
  readonly articles: readonly Article[];
  /** Passages of each article, by article id. */
  readonly passagesOf: readonly (readonly Passage[])[];
  readonly vocabulary: Vocabulary;
  idf(term: string): number;
  /** Term → passages, `weight` the weight of the best field that holds it (0–1). */
  readonly statements: ReadonlyMap<string, Postings>;
  /** Term → typical questions, `weight` the term's own weight there. */
  readonly asked: ReadonlyMap<string, Postings>;
  readonly questions: TypicalQuestions;
}

/** Words and terms of a text, worked out once however often the index needs them. */
type Reader = (text: string) => { readonly text: readonly Word[]; readonly terms: ReadonlyMap<string, number> };

function reader(): Reader {
  const seen = new Map<string, ReturnType<Reader>>();
  return (text) => {
    const known = seen.get(text);
    if (known) return known;
    const split = words(text);
    const result = { text: split, terms: termsOf(split) };
    seen.set(text, result);
    return result;
  };
}

/** How much a term found in each field counts towards a statement. */
const FIELD = { text: 1, asked: 0.8, title: 0.6, path: 0.3, articleAsked: 0.4 } as const;

/** `wording`: other phrases that people use, known to the vocabulary only. */
export function buildIndex({ articles }: Corpus, wording: readonly string[] = []): PassageIndex {
  const passages: Passage[] = [];
  const passagesOf: Passage[][] = [];
  articles.forEach((article, articleId) => {
    const own = article.statements.map(
      (statement, position): Passage => ({ id: passages.length + position, article, articleId, statement, position }),
    );
    passages.push(...own);
    passagesOf.push(own);
  });
  const read = reader();
  const statements = indexStatements(articles, passages, read);
  const unseen = Math.log(1 + (passages.length + 0.5) / 0.5);
  const frequency = documentFrequency(statements);
  const idf = (term: string): number => {
    const count = frequency.get(term);
    return count === undefined ? unseen : Math.log(1 + (passages.length - count + 0.5) / (count + 0.5));
  };
  const { asked, questions } = indexQuestions(articles, passagesOf, idf, read);
  return {
    passages,
    articles,
    passagesOf,
    vocabulary: buildVocabulary([...allTexts(articles, read), ...wording.map(words)]),
    idf,
    statements,
    asked,
    questions,
  };
}

function indexStatements(
  articles: readonly Article[],
  passages: readonly Passage[],
  read: Reader,
): Map<string, Postings> {
  const shared = articles.map((article) => {
    const presence = new Map<string, number>();
    mark(presence, read(article.title).terms, FIELD.title);
    for (const title of article.path) mark(presence, read(title).terms, FIELD.path);
    for (const question of article.questions) mark(presence, read(question).terms, FIELD.articleAsked);
    return presence;
  });
  const postings = new PostingsBuilder();
  for (const { id, articleId, statement } of passages) {
    const presence = new Map(shared[articleId]);
    for (const question of statement.questions) mark(presence, read(question).terms, FIELD.asked);
    mark(presence, read(statement.text).terms, FIELD.text);
    for (const [term, weight] of presence) postings.add(term, id, weight);
  }
  return postings.finish();
}

/** A term counts with the weight of the best field that holds it. */
function mark(presence: Map<string, number>, terms: ReadonlyMap<string, number>, weight: number): void {
  for (const term of terms.keys()) if (weight > (presence.get(term) ?? 0)) presence.set(term, weight);
}

/** Statements that hold the term themselves: titles repeat over an article and would make its subject look common. */
function documentFrequency(postings: ReadonlyMap<string, Postings>): Map<string, number> {
  const frequency = new Map<string, number>();
  for (const [term, { weights }] of postings) {
    frequency.set(
      term,
      weights.reduce((count, weight) => count + (weight >= FIELD.asked ? 1 : weight >= FIELD.title ? 0.3 : 0.1), 0),
    );
  }
  return frequency;
}

function indexQuestions(
  articles: readonly Article[],
  passagesOf: readonly (readonly Passage[])[],
  idf: (term: string) => number,
  read: Reader,
): { asked: Map<string, Postings>; questions: TypicalQuestions } {
  const asked = new PostingsBuilder();
  const articleIds: number[] = [];
  const passageIds: number[] = [];
  const norms: number[] = [];
  const add = (text: string, articleId: number, passageId: number): void => {
    const { terms } = read(text);
    let squares = 0;
    for (const [term, weight] of terms) squares += (weight * idf(term)) ** 2;
    const id = norms.length;
    articleIds.push(articleId);
    passageIds.push(passageId);
    norms.push(Math.sqrt(squares));
    for (const [term, weight] of terms) asked.add(term, id, weight);
  };
  articles.forEach((article, articleId) => {
    add(article.title, articleId, -1);
    for (const question of article.questions) add(question, articleId, -1);
    for (const passage of passagesOf[articleId] ?? []) {
      for (const question of passage.statement.questions) add(question, articleId, passage.id);
    }
  });
  return {
    asked: asked.finish(),
    questions: {
      articleIds: Int32Array.from(articleIds),
      passageIds: Int32Array.from(passageIds),
      norms: Float64Array.from(norms),
    },
  };
}

function* allTexts(articles: readonly Article[], read: Reader): Generator<readonly Word[]> {
  for (const article of articles) {
    yield read(article.title).text;
    for (const title of article.path) yield read(title).text;
    for (const question of article.questions) yield read(question).text;
    if (article.overtaken) yield read(article.overtaken.text).text;
    for (const { text, questions } of article.statements) {
      yield read(text).text;
      for (const question of questions) yield read(question).text;
    }
  }
}
