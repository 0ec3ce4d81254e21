import path from 'node:path';
import { cleanLine } from '../../knowledge/import/clean.ts';
import { readImport } from '../../knowledge/import/read-import.ts';
import { showImport } from '../../knowledge/import/show-import.ts';
import { groupQuestions } from '../../knowledge/store/group-questions.ts';
import type { KnowledgeStore, VersionStatus } from '../../knowledge/store/knowledge-store.ts';
import { labelDocument, type WantedLabels } from '../../knowledge/store/label-document.ts';
import { keptQuestions } from '../../knowledge/store/unanswered-questions.ts';
import type { KnowledgeDocument } from '../../knowledge/types.ts';
import type { PrismaClient } from '../../platform/database/generated/client.ts';

export interface CommandParts {
  readonly store: KnowledgeStore;
  readonly client: Pick<PrismaClient, 'unansweredQuestion'>;
  /** Documents that come with the program. */
  readonly files: () => readonly KnowledgeDocument[];
  readonly now: () => Date;
  readonly print: (text: string) => void;
  readonly complain: (text: string) => void;
  /** Null where nobody sits at a terminal: then --yes is needed. */
  readonly ask: ((question: string) => Promise<boolean>) | null;
}

/** Reads, shows, asks, stores. Returns the exit status, as all commands do. */
export async function importFile(
  parts: CommandParts,
  file: string,
  options: WantedLabels & { readonly id?: string | undefined; readonly yes: boolean },
): Promise<number> {
  const { store, print, complain } = parts;
  const outcome = await readImport(file);
  if (outcome.kind === 'refused') {
    complain(`${cleanLine(path.basename(file))}: ${outcome.text}`);
    return 1;
  }
  const { document } = outcome;
  print(showImport(document));

  const id = options.id ?? document.suggestedId;
  if (id === null) {
    complain('\nVăn bản không ghi số và năm nên chưa có mã. Hãy đặt mã: --id ke-hoach-2027');
    return 2;
  }
  const known = parts.files().find((one) => one.id === id) ?? null;
  const labelled = labelDocument(document, options, { id, file: known, newest: await store.read(id) });
  if (labelled.kind === 'refused') {
    complain(`\n${labelled.text}`);
    return 2;
  }
  const { content } = labelled;
  print(
    `\nMã:        ${id}\nTên ngắn:  ${content.shortTitle}\nHiệu lực:  ${period(content.validFrom, content.validTo)}`,
  );
  if (known) print(`\nLưu ý: bản này thay cho “${known.shortTitle}” có sẵn trong kho, kể cả bảng số liệu của bản ấy.`);
  if (!options.yes) {
    if (!parts.ask) {
      complain('\nChưa lưu gì. Xem kỹ phần trên rồi chạy lại với --yes.');
      return 2;
    }
    if (!(await parts.ask('\nLưu văn bản này?'))) {
      print('Không lưu.');
      return 0;
    }
  }
  const stored = await store.importVersion(content, { at: parts.now(), officer: null });
  print(`\n${IMPORTED[stored.kind](id, stored.version)}`);
  return 0;
}

const IMPORTED = {
  stored: (id: string, version: number) =>
    `Đã lưu ${id}, phiên bản ${version}. Trợ lý trả lời theo bản này từ bây giờ.`,
  restored: (id: string, version: number) =>
    `Nội dung trùng với phiên bản ${version} của ${id}; đã dùng lại phiên bản ấy.`,
  unchanged: (id: string, version: number) =>
    `Nội dung giống hệt phiên bản ${version} đang dùng của ${id}; không có gì thay đổi.`,
};

const STATUS: Record<VersionStatus, string> = { current: 'đang dùng', superseded: 'bản cũ', withdrawn: 'đã rút' };

/** The imported ones with all their versions, then those that come with the program. */
export async function listDocuments({ store, files, print }: CommandParts): Promise<number> {
  const lines = await store.list();
  if (lines.length === 0) print('Chưa nhập văn bản nào.');
  for (const { document, version, status, shortTitle, importedAt } of lines) {
    print(
      `${document}  v${version}  ${STATUS[status].padEnd(9)}  ${importedAt.toISOString().slice(0, 10)}  ${shortTitle}`,
    );
  }
  const replaced = new Set(lines.filter(({ status }) => status === 'current').map(({ document }) => document));
  for (const { id, shortTitle } of files()) {
    print(`${id}  ${replaced.has(id) ? 'có sẵn, đã được bản nhập thay' : 'có sẵn'}  ${shortTitle}`);
  }
  return 0;
}

export async function show({ store, print, complain }: CommandParts, id: string, version?: number): Promise<number> {
  const row = await store.read(id, version);
  if (!row) {
    complain(version === undefined ? `Không có văn bản nào mã ${id}.` : `Văn bản ${id} không có phiên bản ${version}.`);
    return 1;
  }
  print(
    `${row.document} v${row.version} (${STATUS[row.status]}) · ${row.shortTitle} · ${period(row.validFrom, row.validTo)}\n`,
  );
  print(showImport({ header: row.header, sections: row.sections, problems: [] }));
  for (const { id: section, title, paragraphs, tables } of row.sections) {
    print(`\n[${section}] ${title}`);
    for (const paragraph of paragraphs) print(`  ${paragraph}`);
    for (const cells of tables.flat()) print(`  | ${cells.join(' | ')} |`);
  }
  return 0;
}

export async function withdraw({ store, print, complain }: CommandParts, id: string): Promise<number> {
  const outcome = await store.withdraw(id);
  if (outcome.kind === 'unknown') {
    complain(`Không có văn bản nào mã ${id}.`);
    return 1;
  }
  print(
    outcome.kind === 'changed' ? `Đã rút ${id}; các phiên bản vẫn còn để dùng lại.` : `${id} đã được rút từ trước.`,
  );
  return 0;
}

export async function rollBack({ store, print, complain }: CommandParts, id: string, version: number): Promise<number> {
  const outcome = await store.rollBack(id, version);
  if (outcome.kind === 'unknown') {
    complain(`Văn bản ${id} không có phiên bản ${version}.`);
    return 1;
  }
  print(
    outcome.kind === 'changed'
      ? `Đã dùng lại ${id} phiên bản ${version}.`
      : `${id} phiên bản ${version} đang được dùng.`,
  );
  return 0;
}

/** What people asked in vain, most asked first: what to write or import next. */
export async function questions({ client, print }: CommandParts, since?: string): Promise<number> {
  const groups = groupQuestions(await keptQuestions(client, since));
  if (groups.length === 0) print('Không có câu hỏi nào chưa trả lời được.');
  for (const { text, count, lastAsked, others } of groups) {
    print(`${String(count).padStart(5)}×  ${text}   (gần nhất ${day(lastAsked)})`);
    for (const other of others.slice(0, 5)) print(`          ${other}`);
    if (others.length > 5) print(`          … và ${others.length - 5} cách hỏi khác`);
  }
  return 0;
}

function period(from: string | null, to: string | null): string {
  if (from === null && to === null) return 'không ghi';
  return [from && `từ ${day(from)}`, to && `đến ${day(to)}`].filter(Boolean).join(' ');
}

function day(iso: string): string {
  return iso.split('-').reverse().join('/');
}
