import type { Article, Citation } from './types.ts';

/** A quote holds when it stands word for word in a statement or table row of the article that the citation names. */
export function citationHolds(citation: Citation, articles: readonly Article[]): boolean {
  const quote = citation.quote.normalize('NFC').trim();
  if (quote === '') return false;
  return articles.some(
    (article) =>
      article.document === citation.document &&
      article.section === citation.section &&
      (article.statements.some(({ text }) => text.includes(quote)) || article.rows.some((row) => row.includes(quote))),
  );
}

/** The citations that hold, in order. An answer left without any must not be given. */
export function verifiedCitations(citations: readonly Citation[], articles: readonly Article[]): Citation[] {
  return citations.filter((citation) => citationHolds(citation, articles));
}
