import { findProblems } from '../../../knowledge/import/problems.ts';
import { createKnowledgeStore, importVersion } from '../../../knowledge/store/knowledge-store.ts';
import { contentSchema, type StoredContent } from '../../../knowledge/store/stored-version.ts';
import { AppError } from '../../../platform/errors.ts';
import type { Officer } from '../../roles.ts';
import { recordAudit } from '../../store/audit.ts';
import { staffNames } from '../../store/names.ts';
import { type Office, permit } from '../office.ts';
import type { DocumentsInUse } from './documents.ts';
import { type DraftTarget, draftSchema, moveDraft, type Section, sectionOf } from './drafts.ts';

export type DraftStatus = 'draft' | 'review' | 'published' | 'dropped';

export interface DraftLine {
  readonly id: string;
  readonly document: string;
  readonly shortTitle: string;
  readonly status: DraftStatus;
  /** Name of an officer. */
  readonly changedBy: string;
  /** ISO instant. */
  readonly changedAt: string;
}

export interface DraftView extends DraftLine {
  readonly version: number;
  readonly content: StoredContent;
  readonly createdBy: string;
  readonly remark: string | null;
  /** What to look at before it is published; Vietnamese sentences. */
  readonly problems: readonly string[];
  /** Beside the version that answers now. */
  readonly changes: readonly SectionChange[];
  /** Short title of the document that comes with the program and would be replaced; null: none. */
  readonly replaces: string | null;
  /** This officer may publish it: somebody else wrote it. */
  readonly mayReview: boolean;
}

/** - `before` null: new. `after` null: left out. */
export interface SectionChange {
  readonly id: string;
  readonly title: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** Drafts in hand, the latest change first. */
export async function listDrafts(office: Office, officer: Officer): Promise<DraftLine[]> {
  permit(officer, 'knowledge.change');
  const rows = await office.client.knowledgeDraft.findMany({
    where: { status: { in: ['draft', 'review'] } },
    orderBy: { changedAt: 'desc' },
  });
  const names = await staffNames(
    office.client,
    rows.map(({ changedBy }) => changedBy),
  );
  return rows.map((row) => ({
    id: row.id,
    document: row.document,
    shortTitle: draftSchema.parse(row.content).shortTitle,
    status: row.status as DraftStatus,
    changedBy: names.get(row.changedBy) ?? '',
    changedAt: row.changedAt.toISOString(),
  }));
}

/** @throws AppError `not-found`. */
export async function viewDraft(
  office: Office,
  officer: Officer,
  documents: DocumentsInUse,
  id: string,
): Promise<DraftView> {
  permit(officer, 'knowledge.change');
  const row = await office.client.knowledgeDraft.findUnique({ where: { id } });
  if (!row) throw new AppError('not-found', `draft ${id}`);
  const content = draftSchema.parse(row.content);
  const stored = await createKnowledgeStore(office.client).list();
  const current = stored.find(({ document, status }) => document === row.document && status === 'current');
  const base = current ? await createKnowledgeStore(office.client).read(row.document, current.version) : null;
  const builtIn = documents().corpus.documents.find((one) => one.id === row.document && !one.original);
  const names = await staffNames(office.client, [row.createdBy, row.changedBy]);
  return {
    id,
    document: row.document,
    shortTitle: content.shortTitle,
    status: row.status as DraftStatus,
    version: row.version,
    content,
    createdBy: names.get(row.createdBy) ?? '',
    changedBy: names.get(row.changedBy) ?? '',
    changedAt: row.changedAt.toISOString(),
    remark: row.remark,
    problems: problemsOf(content),
    changes: changesBetween(
      content.amends ? toldNow(documents, content, base?.sections ?? []) : (base?.sections ?? []),
      content.sections,
    ),
    replaces: content.amends ? null : (builtIn?.shortTitle ?? null),
    mayReview: row.createdBy !== officer.id && row.changedBy !== officer.id,
  };
}

/** The sections that a draft of changes is about, as they are told now: those that it changes, and those that it gives back. */
function toldNow(
  documents: DocumentsInUse,
  { document, sections }: StoredContent,
  given: readonly Section[],
): Section[] {
  const concerned = new Set([...sections, ...given].map(({ id }) => id));
  return documents()
    .corpus.articles.filter((article) => article.document === document && concerned.has(article.section))
    .map(sectionOf);
}

function problemsOf({ header, sections }: StoredContent): string[] {
  const empty = sections.filter((section) => !hasText(section)).map(({ title }) => `Mục “${title}” chưa có nội dung.`);
  // An article of the office has no number and no date of issue to miss.
  const ofText = header.number === null && header.kind === null ? [] : findProblems(header, sections, 0);
  return [...empty, ...ofText];
}

const hasText = ({ paragraphs, tables }: Section) => paragraphs.length > 0 || tables.length > 0;

function changesBetween(before: readonly Section[], after: readonly Section[]): SectionChange[] {
  const old = new Map(before.map((section) => [section.id, section]));
  const kept = new Set(after.map(({ id }) => id));
  const changed = after.flatMap((section): SectionChange[] => {
    const was = old.get(section.id);
    const [one, other] = [was ? textOf(was) : null, textOf(section)];
    return one === other ? [] : [{ id: section.id, title: section.title, before: one, after: other }];
  });
  const gone = before
    .filter(({ id }) => !kept.has(id))
    .map((section): SectionChange => ({ id: section.id, title: section.title, before: textOf(section), after: null }));
  return [...changed, ...gone];
}

function textOf({ title, paragraphs, tables }: Section): string {
  return [title, ...paragraphs, ...tables.flat().map((cells) => cells.join(' | '))].join('\n\n');
}

/** For a second officer to look at. @throws AppError `document-unfit`: a section is empty, or a label can't be used. */
export async function submitDraft(office: Office, officer: Officer, target: DraftTarget): Promise<void> {
  permit(officer, 'knowledge.change');
  const row = await office.client.knowledgeDraft.findUnique({ where: { id: target.id } });
  const content = contentSchema.safeParse(row?.content);
  if (!content.success || !content.data.sections.every(hasText)) throw new AppError('document-unfit', target.id);
  await move(office, officer, 'knowledge.change', (tx) =>
    moveDraft(tx, target, 'draft', { status: 'review', remark: null }),
  );
}

/** Answers from now on. @throws AppError `reviewer-is-author`. */
export async function publishDraft(office: Office, officer: Officer, target: DraftTarget): Promise<void> {
  permit(officer, 'knowledge.review');
  const at = office.now();
  await move(office, officer, 'knowledge.review', async (tx) => {
    const row = await tx.knowledgeDraft.findUnique({ where: { id: target.id } });
    if (!row) throw new AppError('not-found', `draft ${target.id}`);
    if (row.createdBy === officer.id || row.changedBy === officer.id) {
      throw new AppError('reviewer-is-author', target.id);
    }
    await moveDraft(tx, target, 'review', { status: 'published', reviewedBy: officer.id, reviewedAt: at });
    await importVersion(tx, contentSchema.parse(row.content), { at, officer: row.createdBy });
  });
}

/** Back to whoever writes it, with what to change. */
export async function giveBackDraft(
  office: Office,
  officer: Officer,
  { remark, ...target }: DraftTarget & { readonly remark: string },
): Promise<void> {
  permit(officer, 'knowledge.review');
  const reviewed = { reviewedBy: officer.id, reviewedAt: office.now() };
  await move(office, officer, 'knowledge.review', (tx) =>
    moveDraft(tx, target, 'review', { status: 'draft', remark, ...reviewed }),
  );
}

export async function dropDraft(office: Office, officer: Officer, target: DraftTarget): Promise<void> {
  permit(officer, 'knowledge.change');
  await move(office, officer, 'knowledge.change', (tx) => moveDraft(tx, target, 'draft', { status: 'dropped' }));
}

type Tx = Parameters<typeof moveDraft>[0];

async function move(
  office: Office,
  officer: Officer,
  what: 'knowledge.change' | 'knowledge.review',
  work: (tx: Tx) => Promise<void>,
): Promise<void> {
  await office.client.$transaction(async (tx) => {
    await work(tx);
    await recordAudit(tx, { who: officer.id, what, at: office.now() });
  });
}
