import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse as parseYaml } from 'yaml';
import { z } from 'zod';
import { KnowledgeFileError, parseArticle } from './parse-article.ts';
import type { Article, KnowledgeDocument } from './types.ts';

const isoDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'ngày viết dạng 2026-05-22');

const documentSchema = z.object({
  id: z.string().regex(/^[a-z0-9-]+$/),
  title: z.string().min(1),
  shortTitle: z.string().min(1),
  validFrom: isoDate.nullable().default(null),
  validTo: isoDate.nullable().default(null),
  source: z.enum(['official-text', 'copy', 'compiled']),
  note: z.string().optional(),
});

/** Everything under knowledge/, before it is indexed. */
export interface Corpus {
  readonly documents: readonly KnowledgeDocument[];
  readonly articles: readonly Article[];
}

/**
 * Reads every document folder under `root`. Throws KnowledgeFileError for the first file that breaks the format:
 * a half-read rule is worse than none.
 */
export function loadCorpus(root: string): Corpus {
  if (!existsSync(root)) throw new KnowledgeFileError(root, null, 'không có thư mục tri thức');
  const documents: KnowledgeDocument[] = [];
  const articles: Article[] = [];
  const folders = readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(root, entry.name, 'document.yaml')))
    .map((entry) => entry.name)
    .sort();
  for (const folder of folders) {
    const document = loadDocument(root, folder);
    documents.push(document);
    articles.push(...loadArticles(root, document.id));
  }
  checkReferences(documents, articles);
  return { documents, articles };
}

function loadDocument(root: string, folder: string): KnowledgeDocument {
  const file = join(root, folder, 'document.yaml');
  const parsed = documentSchema.safeParse(parseYaml(readFileSync(file, 'utf8')));
  if (!parsed.success) throw new KnowledgeFileError(file, null, z.prettifyError(parsed.error));
  const { id, title, shortTitle, validFrom, validTo, source } = parsed.data;
  if (id !== folder) throw new KnowledgeFileError(file, null, `id "${id}" khác tên thư mục "${folder}"`);
  return { id, title, shortTitle, validFrom, validTo, source };
}

function loadArticles(root: string, document: string): Article[] {
  const folder = join(root, document);
  const seen = new Map<string, string>();
  return readdirSync(folder)
    .filter((name) => name.endsWith('.md'))
    .sort()
    .map((name) => {
      const file = join(folder, name);
      const article = parseArticle(document, file, readFileSync(file, 'utf8'));
      const twin = seen.get(article.section);
      if (twin) throw new KnowledgeFileError(file, null, `mục ${article.section} đã có ở ${twin}`);
      seen.set(article.section, file);
      return article;
    });
}

function checkReferences(documents: readonly KnowledgeDocument[], articles: readonly Article[]): void {
  const ids = new Set(documents.map((document) => document.id));
  for (const { document, section, overtaken } of articles) {
    if (overtaken && !ids.has(overtaken.document)) {
      throw new KnowledgeFileError(`${document}/${section}`, null, `dẫn tới văn bản không có: ${overtaken.document}`);
    }
  }
}
