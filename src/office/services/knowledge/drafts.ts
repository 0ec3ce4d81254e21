import { MAX_IMPORT_BYTES } from '../../../knowledge/import/read-file.ts';
import { readImportBytes } from '../../../knowledge/import/read-import.ts';
import { createKnowledgeStore } from '../../../knowledge/store/knowledge-store.ts';
import { labelDocument } from '../../../knowledge/store/label-document.ts';
import { contentSchema, type StoredContent } from '../../../knowledge/store/stored-version.ts';
import type { Article, KnowledgeDocument } from '../../../knowledge/types.ts';
import type { Prisma } from '../../../platform/database/generated/client.ts';
import { AppError } from '../../../platform/errors.ts';
import type { Officer } from '../../roles.ts';
import { recordAudit } from '../../store/audit.ts';
import { type Office, permit } from '../office.ts';
import type { DocumentsInUse } from './documents.ts';

/** Where what was asked in vain is answered: the office's own document. */
export const OWN_DOCUMENT = 'giai-dap-cua-co-quan';
const OWN_TITLE = 'Giải đáp của cơ quan';

/** Bytes. */
export const LARGEST_FILE = MAX_IMPORT_BYTES;

/** A draft may still be empty. */
export const draftSchema = contentSchema.extend({ sections: contentSchema.shape.sections.min(0) });

export type Section = StoredContent['sections'][number];

/** Which draft is meant, and the version that the officer has seen. */
export interface DraftTarget {
  readonly id: string;
  readonly version: number;
}

export interface Labels {
  readonly title: string;
  readonly shortTitle: string;
  /** ISO dates. */
  readonly validFrom: string | null;
  readonly validTo: string | null;
}

/** - `refused`: the file can't be read; `text` says why, in Vietnamese, and what to do. */
export type ImportedDraft =
  | { readonly kind: 'draft'; readonly id: string }
  | { readonly kind: 'refused'; readonly text: string };

/** A file as a draft, to be looked through before anybody hears of it. */
export async function importDraft(
  office: Office,
  officer: Officer,
  documents: DocumentsInUse,
  file: { readonly name: string; readonly bytes: Buffer; readonly document: string | null },
): Promise<ImportedDraft> {
  permit(officer, 'knowledge.change');
  const read = await readImportBytes(file.bytes, file.name);
  if (read.kind === 'refused') return { kind: 'refused', text: read.text };
  const id = file.document ?? read.document.suggestedId;
  if (id === null) {
    return {
      kind: 'refused',
      text: 'Văn bản không ghi số và năm nên chưa có mã. Xin điền mã văn bản, ví dụ ke-hoach-2027.',
    };
  }
  const known = documents().corpus.documents.find((one) => one.id === id && !one.original) ?? null;
  const newest = await createKnowledgeStore(office.client).read(id);
  const labelled = labelDocument(read.document, {}, { id, file: known, newest });
  if (labelled.kind === 'refused') throw new AppError('document-unfit', labelled.text);
  return { kind: 'draft', id: await begin(office, officer, labelled.content) };
}

/** A draft of the version in use, to be edited. @throws AppError `not-found`: it comes with the program. */
export async function editDocument(office: Office, officer: Officer, document: string): Promise<string> {
  permit(officer, 'knowledge.change');
  const row = await office.client.knowledgeVersion.findFirst({
    where: { document },
    orderBy: [{ status: 'asc' }, { version: 'desc' }],
  });
  if (!row) throw new AppError('not-found', `document ${document}`);
  return begin(office, officer, contentSchema.parse(row));
}

/**
 * A section of a document that comes with the program, to be told otherwise: in the open draft of that document, or in a
 * new one that begins with what the office tells otherwise already. @throws AppError `not-found`: no such section, or the
 * document's own text was imported.
 */
export async function editArticle(
  office: Office,
  officer: Officer,
  documents: DocumentsInUse,
  { document, section }: { readonly document: string; readonly section: string },
): Promise<DraftTarget & { readonly index: number }> {
  permit(officer, 'knowledge.change');
  const { corpus } = documents();
  const own = corpus.documents.find(({ id, original }) => id === document && !original);
  const article = corpus.articles.find((one) => one.document === document && one.section === section);
  if (!own || !article) throw new AppError('not-found', `section of ${document}`);
  const open = await office.client.knowledgeDraft.findFirst({
    where: { document, status: 'draft', content: { path: ['amends'], equals: true } },
    orderBy: { changedAt: 'desc' },
  });
  const stored = await office.client.knowledgeVersion.findFirst({
    where: { document, status: 'current', amends: true },
  });
  const before = open ? draftSchema.parse(open.content) : stored ? contentSchema.parse(stored) : amendmentOf(own);
  const at = before.sections.findIndex(({ id }) => id === section);
  const content = at < 0 ? withSection(before, sectionOf(article)) : before;
  const index = at < 0 ? content.sections.length - 1 : at;
  if (!open) return { id: await begin(office, officer, content), version: 1, index };
  if (at >= 0) return { id: open.id, version: open.version, index };
  await save(office, officer, open, content);
  return { id: open.id, version: open.version + 1, index };
}

function amendmentOf({ id, title, shortTitle, validFrom, validTo }: KnowledgeDocument): StoredContent {
  const header = { number: null, issued: null, issuer: null, kind: null, title };
  return { document: id, title, shortTitle, validFrom, validTo, header, sections: [] as Section[], amends: true };
}

/** As a draft holds it. */
export function sectionOf({ section, title, path, statements }: Article): Section {
  return { id: section, title, path: [...path], paragraphs: statements.map(({ text }) => text), tables: [] };
}

/** The question as a new section of the office's own document, with its answer still to be written. */
export async function draftAnswer(
  office: Office,
  officer: Officer,
  question: string,
): Promise<DraftTarget & { readonly index: number }> {
  permit(officer, 'knowledge.change');
  const open = await office.client.knowledgeDraft.findFirst({
    where: { document: OWN_DOCUMENT, status: 'draft' },
    orderBy: { changedAt: 'desc' },
  });
  const stored = await office.client.knowledgeVersion.findFirst({
    where: { document: OWN_DOCUMENT, status: 'current' },
  });
  const before = open ? contentSchema.parse(open.content) : stored ? contentSchema.parse(stored) : null;
  const content = withSection(before ?? OWN_EMPTY, newSection(before, question));
  if (!open) return { id: await begin(office, officer, content), version: 1, index: content.sections.length - 1 };
  await save(office, officer, open, content);
  return { id: open.id, version: open.version + 1, index: content.sections.length - 1 };
}

const OWN_EMPTY: StoredContent = {
  document: OWN_DOCUMENT,
  title: OWN_TITLE,
  shortTitle: OWN_TITLE,
  validFrom: null,
  validTo: null,
  header: { number: null, issued: null, issuer: null, kind: null, title: OWN_TITLE },
  sections: [] as Section[],
};

function newSection(content: StoredContent | null, title: string): Section {
  const numbers = (content?.sections ?? []).map(({ id }) => Number(/^\d+$/.exec(id)?.[0] ?? 0));
  return { id: String(Math.max(0, ...numbers) + 1), title, path: [], paragraphs: [], tables: [] };
}

const withSection = (content: StoredContent, section: Section): StoredContent => ({
  ...content,
  sections: [...content.sections, section],
});

export function addSection(office: Office, officer: Officer, target: DraftTarget, title: string): Promise<number> {
  return edit(office, officer, target, (content) => {
    const next = withSection(content, newSection(content, title));
    return { content: next, result: next.sections.length - 1 };
  });
}

/** Tables of the section stay as they are. */
export function changeSection(
  office: Office,
  officer: Officer,
  target: DraftTarget,
  { index, title, paragraphs }: { readonly index: number; readonly title: string; readonly paragraphs: string[] },
): Promise<void> {
  return edit(office, officer, target, (content) => {
    const before = sectionAt(content, index);
    const changed = { ...before, title, paragraphs };
    return { content: { ...content, sections: content.sections.with(index, changed) }, result: undefined };
  });
}

export function removeSection(office: Office, officer: Officer, target: DraftTarget, index: number): Promise<void> {
  return edit(office, officer, target, (content) => {
    sectionAt(content, index);
    return { content: { ...content, sections: content.sections.toSpliced(index, 1) }, result: undefined };
  });
}

export function changeLabels(office: Office, officer: Officer, target: DraftTarget, labels: Labels): Promise<void> {
  return edit(office, officer, target, (content) => ({ content: { ...content, ...labels }, result: undefined }));
}

function sectionAt({ sections }: StoredContent, index: number): Section {
  const section = sections[index];
  if (!section) throw new AppError('not-found', `section ${index}`);
  return section;
}

/** Of a text as it is typed: a line is a paragraph, empty ones are none. */
export function paragraphsOf(text: string): string[] {
  return text
    .split('\n')
    .map((paragraph) => paragraph.trim())
    .filter((paragraph) => paragraph !== '');
}

async function begin(office: Office, officer: Officer, content: StoredContent): Promise<string> {
  const at = office.now();
  return office.client.$transaction(async (tx) => {
    const current = await tx.knowledgeVersion.findFirst({
      where: { document: content.document, status: 'current' },
      select: { version: true },
    });
    const stamp = { createdBy: officer.id, createdAt: at, changedBy: officer.id, changedAt: at };
    const { id } = await tx.knowledgeDraft.create({
      data: { document: content.document, content, baseVersion: current?.version ?? null, ...stamp },
      select: { id: true },
    });
    await recordAudit(tx, { who: officer.id, what: 'knowledge.change', at });
    return id;
  });
}

async function edit<T>(
  office: Office,
  officer: Officer,
  target: DraftTarget,
  work: (content: StoredContent) => { readonly content: StoredContent; readonly result: T },
): Promise<T> {
  permit(officer, 'knowledge.change');
  const row = await office.client.knowledgeDraft.findUnique({ where: { id: target.id } });
  if (!row) throw new AppError('not-found', `draft ${target.id}`);
  if (row.status !== 'draft') throw new AppError('draft-wrong-status', row.status);
  const { content, result } = work(draftSchema.parse(row.content));
  await save(office, officer, target, content);
  return result;
}

/** @throws AppError `changed-meanwhile`. */
async function save(
  office: Office,
  officer: Officer,
  { id, version }: DraftTarget,
  content: StoredContent,
): Promise<void> {
  const at = office.now();
  await office.client.$transaction(async (tx) => {
    await moveDraft(tx, { id, version }, 'draft', { content, changedBy: officer.id, changedAt: at });
    await recordAudit(tx, { who: officer.id, what: 'knowledge.change', at });
  });
}

/** @throws AppError `draft-wrong-status`, `changed-meanwhile`. */
export async function moveDraft(
  tx: Prisma.TransactionClient,
  { id, version }: DraftTarget,
  from: 'draft' | 'review',
  data: Prisma.KnowledgeDraftUpdateManyMutationInput,
): Promise<void> {
  const { count } = await tx.knowledgeDraft.updateMany({
    where: { id, version, status: from },
    data: { ...data, version: { increment: 1 } },
  });
  if (count === 1) return;
  const row = await tx.knowledgeDraft.findUnique({ where: { id }, select: { status: true } });
  throw new AppError(row && row.status !== from ? 'draft-wrong-status' : 'changed-meanwhile', `draft ${id}`);
}
