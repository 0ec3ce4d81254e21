import type { Corpus } from './load.ts';
import { type PostingLists, PostingsBuilder, TermNumbers } from './postings.ts';
import { rarityOfKind, withKinds } from './question-kinds.ts';
import type { Vocabulary } from './restore-marks.ts';
import { finish, inSlices, type Steps } from './steps.ts';
import { termsOf } from './terms.ts';
import type { Article, Statement } from './types.ts';
import { indexVectors, type LengthOf, lengthsBy, sumOf, type Terms, type Vectors } from './vectors.ts';
import { vocabularyInSteps } from './vocabulary.ts';
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
  readonly statements: PostingLists;
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

/** Statements, and articles with all of theirs, indexed in a step. */
const SLICE = { statements: 40, articles: 1 } as const;

/** All steps of indexInSteps at once. */
export function buildIndex(corpus: Corpus, wording?: readonly string[]): PassageIndex {
  return finish(indexInSteps(corpus, wording));
}

/** `wording`: other phrases that people use, known to the vocabulary only. */
export function* indexInSteps({ articles }: Corpus, wording: readonly string[] = []): Steps<PassageIndex> {
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
  const numbers = new TermNumbers();
  const statements = yield* indexStatements(articles, passages, read, numbers);
  const unseen = Math.log(1 + (passages.length + 0.5) / 0.5);
  const rarity = rarityOf(statements, passages.length);
  const idf = (term: string): number => rarity.get(term) ?? rarityOfKind(term) ?? unseen;
  const lengthOf = lengthsBy(idf);
  const toLengthOne = (text: string): { terms: Terms; share: number } => {
    const { terms } = read(text);
    return { terms, share: 1 / (lengthOf(terms) || 1) };
  };
  const asked: OwnedTerms[] = [];
  const lacking: OwnedTerms[] = [];
  const ofPassages: Terms[] = [];
  const ofArticles: Terms[] = [];
  yield* inSlices(articles.entries(), SLICE.articles, ([articleId, { title, questions, lacking: unanswered }]) => {
    const own = passagesOf[articleId] ?? [];
    const add = (list: OwnedTerms[], texts: readonly string[], passageId: number): void => {
      for (const text of texts) {
        const { terms, text: asked } = read(text);
        list.push({ terms: withKinds(terms, asked), articleId, passageId });
      }
    };
    add(asked, [title, ...questions], OF_ARTICLE);
    for (const { id, statement } of own) {
      add(asked, statement.questions, id);
      ofPassages.push(sumOf([statement.text, ...statement.questions].map(toLengthOne)));
    }
    add(lacking, unanswered, OF_ARTICLE);
    const whole = own.map(({ id }) => ({ terms: ofPassages[id] as Terms, share: 1 }));
    ofArticles.push(sumOf([...[title, ...questions].map(toLengthOne), ...whole]));
  });
  return {
    passages,
    articles,
    passagesOf,
    vocabulary: yield* vocabularyInSteps([...allTexts(articles, read), ...wording.map(words)]),
    idf,
    statements,
    asked: yield* indexQuestions(asked, lengthOf, numbers),
    lacking: yield* indexQuestions(lacking, lengthOf, numbers),
    profiles: {
      ofPassages: yield* indexVectors(ofPassages, lengthOf, numbers),
      ofArticles: yield* indexVectors(ofArticles, lengthOf, numbers),
    },
  };
}

function* indexStatements(
  articles: readonly Article[],
  passages: readonly Passage[],
  read: Reader,
  numbers: TermNumbers,
): Steps<PostingLists> {
  const shared = articles.map((article) => {
    const presence = new Map<string, number>();
    mark(presence, read(article.title).terms, FIELD.title);
    for (const title of article.path) mark(presence, read(title).terms, FIELD.path);
    for (const question of article.questions) mark(presence, read(question).terms, FIELD.articleAsked);
    return presence;
  });
  const postings = new PostingsBuilder(numbers);
  yield* inSlices(passages, SLICE.statements, ({ id, articleId, statement }) => {
    const presence = new Map(shared[articleId]);
    for (const question of statement.questions) mark(presence, read(question).terms, FIELD.asked);
    mark(presence, read(statement.text).terms, FIELD.text);
    for (const [term, weight] of presence) postings.add(term, id, weight);
  });
  return postings.finish();
}

/** A term counts with the weight of the best field that holds it. */
function mark(presence: Map<string, number>, terms: ReadonlyMap<string, number>, weight: number): void {
  for (const term of terms.keys()) if (weight > (presence.get(term) ?? 0)) presence.set(term, weight);
}

/** IDF by the statements that hold the term themselves: titles repeat over an article and would make its subject look common. */
function rarityOf(postings: PostingLists, passages: number): Map<string, number> {
  const rarity = new Map<string, number>();
  for (const [term, { weights }] of postings.entries()) {
    const holding = weights.reduce(
      (count, weight) => count + (weight >= FIELD.asked ? 1 : weight >= FIELD.title ? 0.3 : 0.1),
      0,
    );
    rarity.set(term, Math.log(1 + (passages - holding + 0.5) / (holding + 0.5)));
  }
  return rarity;
}

/** The terms of a question about a statement, or about an article as a whole. */
interface OwnedTerms {
  readonly terms: Terms;
  readonly articleId: number;
  readonly passageId: number;
}

/** In place of a statement, for a question about the whole article. */
const OF_ARTICLE = -1;

function* indexQuestions(
  questions: readonly OwnedTerms[],
  lengthOf: LengthOf,
  numbers: TermNumbers,
): Steps<IndexedQuestions> {
  const vectors = yield* indexVectors(
    questions.map(({ terms }) => terms),
    lengthOf,
    numbers,
  );
  return {
    ...vectors,
    articleIds: Int32Array.from(questions, ({ articleId }) => articleId),
    passageIds: Int32Array.from(questions, ({ passageId }) => passageId),
  };
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
