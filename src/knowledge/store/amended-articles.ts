import { speaksToMachine } from '../import/commands-in-text.ts';
import { statementsOf } from '../import/statements.ts';
import type { Article, Statement } from '../types.ts';
import type { StoredContent } from './stored-version.ts';

type Section = StoredContent['sections'][number];

/** The program's own articles with those that an office tells otherwise, and with those that it adds. */
export function amendedArticles(articles: readonly Article[], amendments: readonly StoredContent[]): Article[] {
  const sections = amendments.flatMap(({ document, sections: own }) => own.map((section) => ({ document, section })));
  const keyOf = (document: string, section: string) => `${document} ${section}`;
  const byKey = new Map(sections.map(({ document, section }) => [keyOf(document, section.id), section]));
  const known = new Set(articles.map(({ document, section }) => keyOf(document, section)));
  return [
    ...articles.map((article) => {
      const section = byKey.get(keyOf(article.document, article.section));
      return section ? amend(article, section) : article;
    }),
    ...sections
      .filter(({ document, section }) => !known.has(keyOf(document, section.id)))
      .map(({ document, section }) => amend(emptyArticle(document, section), section))
      .filter(({ statements }) => statements.length > 0),
  ];
}

/** Ways to ask, what has overtaken it and its table stay, what it lacked may now be told; without a word of its own the section stays as it was. */
function amend(article: Article, { title, paragraphs }: Section): Article {
  const statements = told(article.statements, paragraphs);
  if (statements.length === 0) return article;
  return { ...article, title: speaksToMachine(title) ? article.title : title, statements, lacking: [], amended: true };
}

/** What people ask of a statement stays with it: the same words, else the same place among as many. */
function told(before: readonly Statement[], paragraphs: readonly string[]): Statement[] {
  const known = new Map(before.map((statement) => [statement.text, statement]));
  return paragraphs.flatMap((paragraph, index): Statement[] => {
    const same = known.get(paragraph);
    if (same) return [same];
    const texts = statementsOf([paragraph]).filter((text) => !speaksToMachine(text));
    const questions = paragraphs.length === before.length ? (before[index]?.questions ?? []) : [];
    return texts.map((text, at) => ({ text, questions: at === 0 ? questions : [] }));
  });
}

function emptyArticle(document: string, { id, title, path }: Section): Article {
  return {
    ...{ document, section: id, title, path, statements: [], rows: [], questions: [], lacking: [] },
    ...{ overtaken: null, unknown: false, facts: [] },
  };
}
