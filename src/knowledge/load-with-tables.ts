import { type Corpus, loadCorpus } from './load.ts';
import { withStored } from './store/stored-corpus.ts';
import type { StoredContent } from './store/stored-version.ts';
import { cardSentence, catalogueSentence, loadProductSets, type ProductSetCard } from './tables/product-sets.ts';
import { loadTargets, type Target, targetSentence } from './tables/targets.ts';
import type { Article } from './types.ts';

const PLAN = 'ke-hoach-2024';
const RULES = 'qd-26-2026';

/** The tables that answers are computed from; empty where a stored document has taken the place of theirs. */
export interface Tables {
  readonly targets: readonly Target[];
  readonly sets: readonly ProductSetCard[];
}

/** Reads the documents and tables under `root`; a stored document with the id of a folder takes its place. */
export function loadWithTables(
  root: string,
  stored: readonly StoredContent[] = [],
): { readonly corpus: Corpus; readonly tables: Tables } {
  const told = (document: string): boolean =>
    stored.every(({ amends, ...content }) => amends || content.document !== document);
  const targets = told(PLAN) ? loadTargets(root, PLAN) : [];
  const sets = told(RULES) ? loadProductSets(root, RULES) : [];
  const rows = new Map([
    [`${PLAN} PL`, targets.map(targetSentence)],
    [`${RULES} PL.I`, sets.map(catalogueSentence)],
    [`${RULES} PL.II`, sets.map(cardSentence)],
  ]);
  const loaded = loadCorpus(root);
  const files: Corpus = {
    documents: loaded.documents,
    articles: loaded.articles.map((article) => withRows(article, rows)),
  };
  return { corpus: stored.length > 0 ? withStored(files, stored) : files, tables: { targets, sets } };
}

function withRows(article: Article, rows: ReadonlyMap<string, readonly string[]>): Article {
  const own = rows.get(`${article.document} ${article.section}`);
  return own ? { ...article, rows: own } : article;
}
