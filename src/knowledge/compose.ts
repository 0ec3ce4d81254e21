import { capitalised, countCharacters, uncapitalised } from '../language/text.ts';
import { sectionLabel } from './section-label.ts';
import type { Article, Citation, KnowledgeDocument } from './types.ts';

/** A piece of an answer: what is said, and the sentence of the article that carries it. */
export interface Block {
  readonly article: Article;
  /** A statement of the article, or a sentence computed from its table. */
  readonly text: string;
  /** Stands word for word in the article (a statement or a table row). */
  readonly quote: string;
}

export const MAX_ANSWER = 900;
export const MAX_CITATIONS = 4;

/** What a composed text carries: the blocks that found room, with a citation for each of their sections. */
export interface Composed {
  readonly text: string;
  readonly citations: readonly Citation[];
}

/**
 * Puts blocks under one label per section ("Theo …, mục …:"), in the order given, as long as they fit: 900 characters
 * and four sections. `opener` comes first and counts towards the length.
 */
export function compose(
  blocks: readonly Block[],
  documents: ReadonlyMap<string, KnowledgeDocument>,
  options: { readonly opener?: string; readonly closer?: string; readonly max?: number } = {},
): Composed {
  const max = options.max ?? MAX_ANSWER;
  let kept: Block[] = [];
  let text = '';
  for (const block of blocks) {
    if (kept.some((other) => other.text === block.text)) continue;
    const tried = [...kept, block];
    if (sectionsOf(tried).length > MAX_CITATIONS) continue;
    const candidate = render(tried, documents, options);
    if (kept.length > 0 && countCharacters(candidate) > max) continue;
    kept = tried;
    text = candidate;
  }
  return { text, citations: citationsOf(kept) };
}

function render(
  blocks: readonly Block[],
  documents: ReadonlyMap<string, KnowledgeDocument>,
  options: { readonly opener?: string; readonly closer?: string },
): string {
  const lines: string[] = options.opener ? [options.opener] : [];
  let document = '';
  for (const article of sectionsOf(blocks)) {
    const told = documents.get(article.document);
    const sentences = blocks
      .filter((block) => block.article === article)
      .map((block) => (told?.original ? quoted(block) : block.text));
    const source = told?.shortTitle ?? article.document;
    lines.push(`${lead(article, source, article.document === document)}: ${sentences.join(' ')}`);
    document = article.document;
  }
  if (options.closer) lines.push(options.closer);
  return lines.join('\n');
}

/** A sentence of an original stands in quotation marks; a row of its table is our rendering and does not. */
function quoted({ article, text }: Block): string {
  return article.rows.includes(text) ? text : `“${text}”`;
}

/** Names the source once; further sections of it by their label or title. */
function lead(article: Article, source: string, again: boolean): string {
  const label = sectionLabel(article.section);
  if (again) return capitalised(label ?? article.title);
  return label === null ? `Theo ${uncapitalised(source)}` : `Theo ${source}, ${label}`;
}

function sectionsOf(blocks: readonly Block[]): Article[] {
  return [...new Set(blocks.map((block) => block.article))];
}

function citationsOf(blocks: readonly Block[]): Citation[] {
  return sectionsOf(blocks).map((article) => {
    const first = blocks.find((block) => block.article === article) as Block;
    return { document: article.document, section: article.section, title: article.title, quote: first.quote };
  });
}
