import type { Corpus } from './load.ts';
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

/** A typical question, of one statement or of a whole article. */
interface TypicalQuestion {
  readonly articleId: number;
  /** -1 for a question about the whole article. */
  readonly passageId: number;
  /** Length of its vector of term weights times IDF. */
  readonly norm: number;
}

interface Posting {
  readonly id: number;
  readonly weight: number;
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
  readonly statements: ReadonlyMap<string, readonly Posting[]>;
  /** Term → typical questions, `weight` the term's own weight there. */
  readonly asked: ReadonlyMap<string, readonly Posting[]>;
  readonly questions: readonly TypicalQuestion[];
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
  const statements = indexStatements(articles, passages);
  const unseen = Math.log(1 + (passages.length + 0.5) / 0.5);
  const frequency = documentFrequency(statements);
  const idf = (term: string): number => {
    const count = frequency.get(term);
    return count === undefined ? unseen : Math.log(1 + (passages.length - count + 0.5) / (count + 0.5));
  };
  const { asked, questions } = indexQuestions(articles, passagesOf, idf);
  return {
    passages,
    articles,
    passagesOf,
    vocabulary: buildVocabulary([...allTexts(articles), ...wording.map(words)]),
    idf,
    statements,
    asked,
    questions,
  };
}

function indexStatements(articles: readonly Article[], passages: readonly Passage[]): Map<string, Posting[]> {
  const shared = articles.map((article) => [
    { terms: termsOf(words(article.title)), weight: FIELD.title },
    ...article.path.map((title) => ({ terms: termsOf(words(title)), weight: FIELD.path })),
    ...article.questions.map((question) => ({ terms: termsOf(words(question)), weight: FIELD.articleAsked })),
  ]);
  const postings = new Map<string, Posting[]>();
  for (const { id, articleId, statement } of passages) {
    const presence = new Map<string, number>();
    const fields = [
      { terms: termsOf(words(statement.text)), weight: FIELD.text },
      ...statement.questions.map((question) => ({ terms: termsOf(words(question)), weight: FIELD.asked })),
      ...(shared[articleId] ?? []),
    ];
    for (const { terms, weight } of fields) {
      for (const term of terms.keys()) if (weight > (presence.get(term) ?? 0)) presence.set(term, weight);
    }
    for (const [term, weight] of presence) push(postings, term, { id, weight });
  }
  return postings;
}

/** Statements that hold the term themselves: titles repeat over an article and would make its subject look common. */
function documentFrequency(postings: ReadonlyMap<string, readonly Posting[]>): Map<string, number> {
  const frequency = new Map<string, number>();
  for (const [term, list] of postings) {
    frequency.set(
      term,
      list.reduce((count, { weight }) => count + (weight >= FIELD.asked ? 1 : weight >= FIELD.title ? 0.3 : 0.1), 0),
    );
  }
  return frequency;
}

function indexQuestions(
  articles: readonly Article[],
  passagesOf: readonly (readonly Passage[])[],
  idf: (term: string) => number,
): { asked: Map<string, Posting[]>; questions: TypicalQuestion[] } {
  const asked = new Map<string, Posting[]>();
  const questions: TypicalQuestion[] = [];
  const add = (text: string, articleId: number, passageId: number): void => {
    const terms = termsOf(words(text));
    let squares = 0;
    for (const [term, weight] of terms) squares += (weight * idf(term)) ** 2;
    const id = questions.length;
    questions.push({ articleId, passageId, norm: Math.sqrt(squares) });
    for (const [term, weight] of terms) push(asked, term, { id, weight });
  };
  articles.forEach((article, articleId) => {
    add(article.title, articleId, -1);
    for (const question of article.questions) add(question, articleId, -1);
    for (const passage of passagesOf[articleId] ?? []) {
      for (const question of passage.statement.questions) add(question, articleId, passage.id);
    }
  });
  return { asked, questions };
}

function* allTexts(articles: readonly Article[]): Generator<Word[]> {
  for (const article of articles) {
    yield words(article.title);
    for (const title of article.path) yield words(title);
    for (const question of article.questions) yield words(question);
    if (article.overtaken) yield words(article.overtaken.text);
    for (const { text, questions } of article.statements) {
      yield words(text);
      for (const question of questions) yield words(question);
    }
  }
}

function push<Value>(map: Map<string, Value[]>, key: string, value: Value): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
