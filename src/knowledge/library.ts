import type { Block } from './compose.ts';
import type { Corpus } from './load.ts';
import type { Article } from './types.ts';

/** Looks articles up by document and section; what calculations and tables quote from. */
export interface Library {
  article(document: string, section: string): Article | undefined;
}

export function libraryOf({ articles }: Corpus): Library {
  const byKey = new Map(articles.map((article) => [`${article.document} ${article.section}`, article]));
  return { article: (document, section) => byKey.get(`${document} ${section}`) };
}

/**
 * A block that says `text` and quotes the first statement of the section holding all `needles`. Without such a statement
 * there is nothing to rest on: null, and the caller leaves the calculation out.
 */
export function supported(
  library: Library,
  document: string,
  section: string,
  needles: readonly string[],
  text?: string,
): Block | null {
  const article = library.article(document, section);
  const statement = article?.statements.find((candidate) => needles.every((needle) => candidate.text.includes(needle)));
  return article && statement ? { article, text: text ?? statement.text, quote: statement.text } : null;
}

/** The blocks that found support, or null when the first, the one that answers, did not. */
export function blocksOf(first: Block | null, ...others: (Block | null)[]): Block[] | null {
  return first ? [first, ...others.filter((block) => block !== null)] : null;
}
