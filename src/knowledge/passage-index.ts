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

/** Vectors of term weights, by number from 0. */
export interface Vectors {
  /** Term → vectors that hold it, `weight` its weight before IDF. */
  readonly terms: ReadonlyMap<string, Postings>;
  /** Lengths with IDF. */
  readonly norms: Float64Array;
}

/** Questions, each of one statement or of a whole article: question `id` at place `id` of every array. */
export interface IndexedQuestions extends Vectors {
  readonly articleIds: Int32Array;
  /** -1 for a question about the whole article. */
  readonly passageIds: Int32Array;
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
  /** Typical questions. */
  readonly asked: IndexedQuestions;
  /** What is asked beside them and no article answers. */
  readonly lacking: IndexedQuestions;
  /** What the text and all typical questions of a statement, or of an article, say together, each counting the same. */
  readonly profiles: { readonly ofPassages: Vectors; readonly ofArticles: Vectors };
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
  const idf: Idf = (term) => {
    const count = frequency.get(term);
    return count === undefined ? unseen : Math.log(1 + (passages.length - count + 0.5) / (count + 0.5));
  };
  const termsOf = (text: string): Terms => read(text).terms;
  const ofArticle = (articleId: number, texts: readonly string[]): OwnedTerms[] =>
    texts.map((text) => ({ terms: termsOf(text), articleId, passageId: -1 }));
  const asked = articles.flatMap((article, articleId) => [
    ...ofArticle(articleId, [article.title, ...article.questions]),
    ...(passagesOf[articleId] ?? []).flatMap(({ id, statement }) =>
      statement.questions.map((text) => ({ terms: termsOf(text), articleId, passageId: id })),
    ),
  ]);
  const lacking = articles.flatMap((article, articleId) => ofArticle(articleId, article.lacking));
  const told = ({ text, questions }: Statement): Terms[] => [text, ...questions].map(termsOf);
  const profiles = {
    ofPassages: vectorsOf(
      passages.map(({ statement }) => profileOf(told(statement), idf)),
      idf,
    ),
    ofArticles: vectorsOf(
      articles.map(({ title, questions, statements: own }) =>
        profileOf([...[title, ...questions].map(termsOf), ...own.flatMap(told)], idf),
      ),
      idf,
    ),
  };
  return {
    passages,
    articles,
    passagesOf,
    vocabulary: buildVocabulary([...allTexts(articles, read), ...wording.map(words)]),
    idf,
    statements,
    asked: indexQuestions(asked, idf),
    lacking: indexQuestions(lacking, idf),
    profiles,
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

type Terms = ReadonlyMap<string, number>;
type Idf = (term: string) => number;

function lengthOf(terms: Terms, idf: Idf): number {
  let squares = 0;
  for (const [term, weight] of terms) squares += (weight * idf(term)) ** 2;
  return Math.sqrt(squares);
}

function vectorsOf(all: readonly Terms[], idf: Idf): Vectors {
  const postings = new PostingsBuilder();
  all.forEach((terms, id) => {
    for (const [term, weight] of terms) postings.add(term, id, weight);
  });
  return { terms: postings.finish(), norms: Float64Array.from(all, (terms) => lengthOf(terms, idf)) };
}

interface OwnedTerms {
  readonly terms: Terms;
  readonly articleId: number;
  readonly passageId: number;
}

function indexQuestions(questions: readonly OwnedTerms[], idf: Idf): IndexedQuestions {
  return {
    ...vectorsOf(
      questions.map(({ terms }) => terms),
      idf,
    ),
    articleIds: Int32Array.from(questions, ({ articleId }) => articleId),
    passageIds: Int32Array.from(questions, ({ passageId }) => passageId),
  };
}

/** The sum of vectors brought to length 1. */
function profileOf(vectors: readonly Terms[], idf: Idf): Terms {
  const profile = new Map<string, number>();
  for (const terms of vectors) {
    const length = lengthOf(terms, idf) || 1;
    for (const [term, weight] of terms) profile.set(term, (profile.get(term) ?? 0) + weight / length);
  }
  return profile;
}

function* allTexts(articles: readonly Article[], read: Reader): Generator<readonly Word[]> {
  for (const article of articles) {
    yield read(article.title).text;
    for (const title of article.path) yield read(title).text;
    for (const question of [...article.questions, ...article.lacking]) yield read(question).text;
    if (article.overtaken) yield read(article.overtaken.text).text;
    for (const { text, questions } of article.statements) {
      yield read(text).text;
      for (const question of questions) yield read(question).text;
    }
  }
}
