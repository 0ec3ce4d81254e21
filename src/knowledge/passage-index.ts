import type { Corpus } from './load.ts';
import { type PostingLists, PostingsBuilder, TermNumbers } from './postings.ts';
import { rarityOfKind, withKinds } from './question-kinds.ts';
import type { Vocabulary } from './restore-marks.ts';
import { finish, inSlices, type Steps } from './steps.ts';
import { termsOf } from './terms.ts';
import type { Article, Statement } from './types.ts';
import { addTo, type LengthOf, lengthsBy, type Vectors, VectorsBuilder } from './vectors.ts';
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

/** Texts whose words and terms are kept while an index is built, which needs each several times: all of ours, and none of a huge corpus's. */
const MOST_KEPT = 60_000;

/** Words and terms of a text. */
type Reader = (text: string) => { readonly text: readonly Word[]; readonly terms: ReadonlyMap<string, number> };

function reader(): Reader {
  const seen = new Map<string, ReturnType<Reader>>();
  return (text) => {
    const known = seen.get(text);
    if (known) return known;
    const split = words(text);
    const result = { text: split, terms: termsOf(split) };
    if (seen.size < MOST_KEPT) seen.set(text, result);
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
  const addProfile = (sum: Map<string, number>, texts: readonly string[]): void => {
    for (const text of texts) {
      const { terms } = read(text);
      addTo(sum, terms, 1 / (lengthOf(terms) || 1));
    }
  };
  const asked = new QuestionsBuilder(numbers, lengthOf, read);
  const lacking = new QuestionsBuilder(numbers, lengthOf, read);
  const ofPassages = new VectorsBuilder(numbers, lengthOf);
  const ofArticles = new VectorsBuilder(numbers, lengthOf);
  yield* inSlices(articles.entries(), SLICE.articles, ([articleId, article]) => {
    asked.add([article.title, ...article.questions], articleId, OF_ARTICLE);
    lacking.add(article.lacking, articleId, OF_ARTICLE);
    const whole = new Map<string, number>();
    addProfile(whole, [article.title, ...article.questions]);
    for (const { id, statement } of passagesOf[articleId] ?? []) {
      asked.add(statement.questions, articleId, id);
      const profile = new Map<string, number>();
      addProfile(profile, [statement.text, ...statement.questions]);
      ofPassages.add(profile);
      addTo(whole, profile);
    }
    ofArticles.add(whole);
  });
  return {
    passages,
    articles,
    passagesOf,
    vocabulary: yield* vocabularyInSteps(allTexts(articles, wording, read)),
    idf,
    statements,
    asked: asked.finish(),
    lacking: lacking.finish(),
    profiles: { ofPassages: ofPassages.finish(), ofArticles: ofArticles.finish() },
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

/** In place of a statement, for a question about the whole article. */
const OF_ARTICLE = -1;

class QuestionsBuilder {
  readonly #vectors: VectorsBuilder;
  readonly #read: Reader;
  readonly #articleIds: number[] = [];
  readonly #passageIds: number[] = [];

  constructor(numbers: TermNumbers, lengthOf: LengthOf, read: Reader) {
    this.#vectors = new VectorsBuilder(numbers, lengthOf);
    this.#read = read;
  }

  add(questions: readonly string[], articleId: number, passageId: number): void {
    for (const question of questions) {
      const { terms, text } = this.#read(question);
      this.#vectors.add(withKinds(terms, text));
      this.#articleIds.push(articleId);
      this.#passageIds.push(passageId);
    }
  }

  finish(): IndexedQuestions {
    return {
      ...this.#vectors.finish(),
      articleIds: Int32Array.from(this.#articleIds),
      passageIds: Int32Array.from(this.#passageIds),
    };
  }
}

function* allTexts(articles: readonly Article[], wording: readonly string[], read: Reader): Generator<readonly Word[]> {
  yield* wording.map(words);
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
