import { createInterface } from 'node:readline/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { readConfig } from '../config.ts';
import { loadCorpus } from '../knowledge/load.ts';
import { createKnowledgeStore } from '../knowledge/store/knowledge-store.ts';
import { systemClock } from '../platform/clock.ts';
import { openDatabase } from '../platform/database/database.ts';
import { createLog, silentLog } from '../platform/log.ts';
import {
  type CommandParts,
  importFile,
  listDocuments,
  questions,
  rollBack,
  show,
  withdraw,
} from './knowledge/commands.ts';
import { runCommand } from './run-command.ts';

const KNOWLEDGE_ROOT = fileURLToPath(new URL('../../knowledge', import.meta.url));

const USAGE = `Cách dùng:
  npm run knowledge -- import TỆP [--id MÃ] [--short "tên ngắn"] [--from NGÀY] [--to NGÀY] [--yes]
  npm run knowledge -- list                     các văn bản đã nhập, mọi phiên bản
  npm run knowledge -- show MÃ [PHIÊN-BẢN]      nội dung nhận ra được
  npm run knowledge -- withdraw MÃ              thôi dùng văn bản này
  npm run knowledge -- rollback MÃ PHIÊN-BẢN    dùng lại phiên bản cũ
  npm run knowledge -- questions [--since NGÀY] câu hỏi chưa trả lời được, gom theo nhóm

NGÀY viết dạng 2026-11-23. Thêm --database URL để dùng cơ sở dữ liệu khác với DATABASE_URL.`;

/** `npm run knowledge`: imports documents and looks after them. Exit status 2: called wrongly; 1: could not be done. */
async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      id: { type: 'string' },
      short: { type: 'string' },
      from: { type: 'string' },
      to: { type: 'string' },
      since: { type: 'string' },
      yes: { type: 'boolean', default: false },
      database: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  const [command, first, second] = positionals;
  const dates = [values.from, values.to, values.since].filter((date) => date !== undefined);
  const wanted = { import: 1, list: 0, show: 1, withdraw: 1, rollback: 2, questions: 0 }[command ?? ''];
  const wrong = wanted === undefined || positionals.length - 1 < wanted || !dates.every((date) => isDate(date));
  if (values.help || wrong || (second !== undefined && !/^\d+$/u.test(second))) {
    process.stderr.write(`${USAGE}\n`);
    return values.help ? 0 : 2;
  }

  const config = readConfig(process.env);
  const log = process.env.LOG_LEVEL ? createLog(config.logLevel) : silentLog;
  const databaseUrl = values.database ?? config.databaseUrl;
  const database = await openDatabase({ dataDir: config.dataDir, databaseUrl }, log);
  const parts: CommandParts = {
    store: createKnowledgeStore(database.client),
    client: database.client,
    files: () => loadCorpus(KNOWLEDGE_ROOT).documents,
    now: () => systemClock.now(),
    print: (text) => process.stdout.write(`${text}\n`),
    complain: (text) => process.stderr.write(`${text}\n`),
    ask: process.stdin.isTTY ? askYesNo : null,
  };
  const version = second === undefined ? undefined : Number(second);
  try {
    switch (command) {
      case 'import':
        return await importFile(parts, first ?? '', values);
      case 'show':
        return await show(parts, first ?? '', version);
      case 'withdraw':
        return await withdraw(parts, first ?? '');
      case 'rollback':
        return await rollBack(parts, first ?? '', version ?? 0);
      case 'questions':
        return await questions(parts, values.since);
      default:
        return await listDocuments(parts);
    }
  } finally {
    await database.close();
  }
}

function isDate(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/u.test(text) && !Number.isNaN(Date.parse(text));
}

async function askYesNo(question: string): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return /^(?:c|co|có|y|yes|d|đ|đồng ý)$/iu.test((await terminal.question(`${question} (c/k) `)).trim());
  } finally {
    terminal.close();
  }
}

await runCommand(main);
