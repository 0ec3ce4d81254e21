import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { createKnowledge, type SearchableKnowledge } from '../knowledge/create-knowledge.ts';
import { sectionLabel } from '../knowledge/section-label.ts';
import type { StoredContent } from '../knowledge/store/stored-version.ts';
import type { Answer, AsyncKnowledge, KnowledgeDocument } from '../knowledge/types.ts';
import { dateInVietNam } from '../language/calendar.ts';

const USAGE =
  'Cách dùng: npm run -s ask -- "câu hỏi" [--json] [--today 2026-11-23]\n       npm run -s ask -- --batch TỆP.jsonl [--today 2026-11-23]';
const ROOT = fileURLToPath(new URL('../../knowledge', import.meta.url));

/**
 * Asks the knowledge module from the terminal; starts nothing else. Result lines go to standard output only. With
 * DATABASE_URL set, imported documents are read too; with a model configured, it words the answers.
 */
async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      json: { type: 'boolean' },
      batch: { type: 'string' },
      today: { type: 'string' },
      help: { type: 'boolean' },
    },
  });
  const today = values.today ?? dateInVietNam(new Date());
  const question = positionals.join(' ').trim();
  if (values.help || (values.batch === undefined && question === '') || !/^\d{4}-\d{2}-\d{2}$/.test(today)) {
    process.stderr.write(`${USAGE}\n`);
    return values.help ? 0 : 2;
  }
  const documents = createKnowledge({ root: ROOT, stored: await storedDocuments(process.env.DATABASE_URL) });
  const knowledge = process.env.OPENAI_API_KEY ? await wordedByModel(documents) : documents;
  const ask = async (id: string | undefined, q: string): Promise<string> => {
    const start = performance.now();
    const { kind, text, citations } = await knowledge.answer(q, { today });
    const ms = Math.round((performance.now() - start) * 10) / 10;
    return JSON.stringify({ ...(id === undefined ? {} : { id }), q, kind, answer: text, citations, ms });
  };
  if (values.batch !== undefined) {
    for (const { id, q } of readBatch(values.batch)) process.stdout.write(`${await ask(id, q)}\n`);
  } else if (values.json) process.stdout.write(`${await ask(undefined, question)}\n`);
  else process.stdout.write(`${plain(await knowledge.answer(question, { today }), documents.corpus.documents)}\n`);
  return 0;
}

/** Wording only: finding by meaning needs vectors, which the service makes and keeps. Each call is told on standard error. */
async function wordedByModel(documents: SearchableKnowledge): Promise<AsyncKnowledge> {
  const { readConfig } = await import('../config.ts');
  const { createLanguageModel } = await import('../assistant/create-model.ts');
  const { answeringWithModel } = await import('../knowledge/answer-with-model.ts');
  const model = await createLanguageModel(
    { ...readConfig(process.env).openai, embeddingModel: null },
    {
      now: () => new Date(),
      record: async ({ model, location, masked, characters, outcome }) => {
        const how = masked ? 'đã che thông tin cá nhân' : 'không che';
        process.stderr.write(`→ ${model} (${location}), ${characters} ký tự, ${how}: ${outcome}\n`);
      },
    },
  );
  return answeringWithModel({ current: () => documents, model, meaning: null });
}

async function storedDocuments(databaseUrl: string | undefined): Promise<readonly StoredContent[]> {
  if (!databaseUrl) return [];
  // Loaded only where there is a database: most questions from a terminal need none.
  const { loadStored } = await import('../knowledge/store/load-stored.ts');
  try {
    return await loadStored(databaseUrl);
  } catch (error) {
    process.stderr.write(
      `Không đọc được văn bản đã nhập ở DATABASE_URL (${(error as Error).message}); chỉ trả lời theo văn bản có sẵn.\n`,
    );
    return [];
  }
}

const lineSchema = z.object({ id: z.string(), q: z.string() });

/** One question a line; a line that is none names itself and ends the run before anything is printed. */
function readBatch(file: string): z.output<typeof lineSchema>[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((line, index) => {
      if (line.trim() === '') return [];
      try {
        return [lineSchema.parse(JSON.parse(line))];
      } catch {
        throw new Error(`${file}:${index + 1}: mỗi dòng phải là {"id":"…","q":"…"}`);
      }
    });
}

/** The answer with its sources by the names that people know them by. */
function plain({ text, citations }: Answer, documents: readonly KnowledgeDocument[]): string {
  const names = new Map(documents.map(({ id, shortTitle }) => [id, shortTitle]));
  const sources = citations.map(({ document, section, title }) =>
    [`  ${names.get(document) ?? document}`, sectionLabel(section), title].filter((part) => part !== null).join(', '),
  );
  return sources.length > 0 ? `${text}\n\nNguồn:\n${sources.join('\n')}` : text;
}

try {
  process.exitCode = await main();
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = 2;
}
