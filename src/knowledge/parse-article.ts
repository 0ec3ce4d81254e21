import { parse as parseYaml, YAMLParseError } from 'yaml';
import { z } from 'zod';
import type { Article, Statement } from './types.ts';

/** A file under knowledge/ that we can't read: names the file and, where we know it, the line (from 1). */
export class KnowledgeFileError extends Error {
  readonly file: string;
  readonly line: number | null;

  constructor(file: string, line: number | null, reason: string) {
    super(`${file}${line === null ? '' : `:${line}`}: ${reason}`);
    this.name = 'KnowledgeFileError';
    this.file = file;
    this.line = line;
  }
}

const section = z
  .union([z.string(), z.number()])
  .transform(String)
  .refine((id) => /^[\p{L}\p{N}.-]+$/u.test(id), 'mã mục chỉ gồm chữ, số, dấu chấm, gạch nối');

const phrases = z
  .array(z.string())
  .nullish()
  .transform((value) => value ?? []);

const frontMatterSchema = z.strictObject({
  section,
  title: z.string().min(1),
  path: z.array(z.string()).default([]),
  facts: z.array(z.string().regex(/^F\d{3}$/)).default([]),
  overtaken: z.strictObject({ text: z.string().min(1), document: z.string(), section }).nullish(),
  unknown: z.boolean().default(false),
  questions: phrases,
  lacking: phrases,
});

/** Longest statement, in characters: two of them and their labels still fit into one answer. */
export const MAX_STATEMENT = 420;

/**
 * Reads one section file: front matter between `---` lines, then statements separated by blank lines; a line that
 * begins with `? ` gives other ways to ask for the statement above it, separated by semicolons.
 */
export function parseArticle(document: string, file: string, content: string): Article {
  const lines = content.normalize('NFC').replace(/\r\n?/g, '\n').split('\n');
  if (lines[0]?.trim() !== '---') throw new KnowledgeFileError(file, 1, 'thiếu phần đầu giữa hai dòng ---');
  const end = lines.indexOf('---', 1);
  if (end < 0) throw new KnowledgeFileError(file, 1, 'phần đầu không có dòng --- kết thúc');
  const meta = readFrontMatter(file, lines.slice(1, end).join('\n'));
  const statements = readStatements(file, lines.slice(end + 1), end + 2);
  if (statements.length === 0) throw new KnowledgeFileError(file, end + 1, 'mục chưa có câu nào');
  return {
    document,
    section: meta.section,
    title: meta.title,
    path: meta.path,
    statements,
    rows: [],
    questions: meta.questions,
    lacking: meta.lacking,
    overtaken: meta.overtaken ?? null,
    unknown: meta.unknown,
    facts: meta.facts,
  };
}

function readFrontMatter(file: string, text: string): z.output<typeof frontMatterSchema> {
  // YAML would read an item that is further in than the one above as more of that one's text.
  const further = /^- /m.test(text) ? text.split('\n').findIndex((line) => /^ +- /.test(line)) : -1;
  if (further >= 0) throw new KnowledgeFileError(file, further + 2, 'các dòng "- " trong phần đầu phải thẳng hàng');
  let raw: unknown;
  try {
    raw = parseYaml(text);
  } catch (error) {
    const line = error instanceof YAMLParseError ? (error.linePos?.[0].line ?? 0) + 1 : null;
    throw new KnowledgeFileError(file, line, `phần đầu không phải YAML: ${(error as Error).message}`);
  }
  const parsed = frontMatterSchema.safeParse(raw);
  if (!parsed.success) throw new KnowledgeFileError(file, null, z.prettifyError(parsed.error));
  return parsed.data;
}

function readStatements(file: string, lines: readonly string[], firstLine: number): Statement[] {
  const statements: { text: string; questions: string[] }[] = [];
  let open: string[] = [];
  const close = (line: number): void => {
    if (open.length === 0) return;
    const text = open.join(' ').replace(/\s+/g, ' ').trim();
    if ([...text].length > MAX_STATEMENT) {
      throw new KnowledgeFileError(file, line, `câu dài ${[...text].length} ký tự, quá ${MAX_STATEMENT}`);
    }
    statements.push({ text, questions: [] });
    open = [];
  };
  lines.forEach((raw, index) => {
    const line = raw.trim();
    const number = firstLine + index;
    if (line === '') close(number - 1);
    else if (line.startsWith('?')) {
      close(number - 1);
      const last = statements.at(-1);
      if (!last) throw new KnowledgeFileError(file, number, 'dòng hỏi đứng trước câu nó hỏi');
      last.questions.push(...splitQuestions(line.slice(1)));
    } else open.push(line);
  });
  close(firstLine + lines.length - 1);
  return statements;
}

function splitQuestions(text: string): string[] {
  return text
    .split(';')
    .map((question) => question.trim())
    .filter((question) => question !== '');
}
