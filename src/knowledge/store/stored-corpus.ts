import { fold } from '../../language/fold.ts';
import { speaksToMachine } from '../import/commands-in-text.ts';
import { statementsOf } from '../import/statements.ts';
import { tableStatements } from '../import/table-statements.ts';
import type { Corpus } from '../load.ts';
import type { Article, KnowledgeDocument } from '../types.ts';
import { words } from '../words.ts';
import { amendedArticles } from './amended-articles.ts';
import type { StoredContent } from './stored-version.ts';

/** Titles that share this part of their words name the same section in two tellings of a document. */
const SAME_TITLE = 0.5;

/**
 * The files under knowledge/ with the stored documents: one with the id of a file's document takes its place, one that
 * amends it changes only the sections that it holds.
 */
export function withStored(files: Corpus, all: readonly StoredContent[]): Corpus {
  const stored = all.filter(({ amends }) => !amends);
  const amendments = all.filter(({ amends }) => amends);
  const replaced = new Set(stored.map(({ document }) => document));
  const told = new Map(files.articles.map((article) => [`${article.document} ${article.section}`, article]));
  return {
    documents: [...files.documents.filter(({ id }) => !replaced.has(id)), ...stored.map(documentOf)],
    articles: [
      ...amendedArticles(
        files.articles.filter(({ document }) => !replaced.has(document)),
        amendments,
      ),
      ...stored.flatMap((content) => articlesOf(content, (section) => told.get(`${content.document} ${section}`))),
    ],
  };
}

function documentOf({ document, title, shortTitle, validFrom, validTo }: StoredContent): KnowledgeDocument {
  return {
    id: document,
    title: safeTitle(title, document),
    shortTitle: safeTitle(shortTitle, document),
    validFrom,
    validTo,
    source: 'official-text',
    original: true,
  };
}

/**
 * Sections as articles whose statements are the document's own words. `told` is our telling of the same section, where
 * there is one: what people ask about it, and what has overtaken it, stays true while the section is the same.
 */
function articlesOf(
  { document, header, sections }: Pick<StoredContent, 'document' | 'header' | 'sections'>,
  told: (section: string) => Article | undefined = () => undefined,
): Article[] {
  return sections.flatMap((section) => {
    const rows = section.id === 'MO' ? [] : section.tables.flatMap(tableStatements).filter(isTold);
    const texts = [...statementsOf(textOf(section).filter(isTold)).filter(isTold), ...rows];
    if (texts.length === 0) return [];
    const title = safeTitle(section.title, `Mục ${section.id}`);
    const own = told(section.id);
    const same = own !== undefined && likeness(own.title, title) >= SAME_TITLE;
    return [
      {
        document,
        section: section.id,
        title,
        // What the document is about, so that a sentence is found by it: "từ 90 điểm đạt hạng Vàng" names no subject.
        path: [header.title ?? '', ...section.path].filter((title) => title !== '' && isTold(title)),
        statements: texts.map((text) => ({ text, questions: [] })),
        rows,
        questions: same ? own.questions : [],
        lacking: [],
        overtaken: same ? own.overtaken : null,
        unknown: false,
        facts: [],
      },
    ];
  });
}

/** Whom a document is sent to and who signed it answers no question. */
function textOf({ id, paragraphs }: StoredContent['sections'][number]): readonly string[] {
  if (id !== 'KET') return paragraphs;
  const end = paragraphs.findIndex((paragraph) => fold(paragraph).startsWith('noi nhan'));
  return end < 0 ? paragraphs : paragraphs.slice(0, end);
}

function isTold(text: string): boolean {
  return !speaksToMachine(text);
}

function safeTitle(title: string, instead: string): string {
  return isTold(title) ? title : instead;
}

function likeness(one: string, other: string): number {
  const [left, right] = [one, other].map((title) => new Set(words(title).map((word) => word.folded)));
  if (!left || !right || left.size === 0) return 0;
  const shared = [...left].filter((word) => right.has(word)).length;
  return shared / Math.min(left.size, right.size);
}
