import type { SearchableKnowledge } from '../../../knowledge/create-knowledge.ts';
import {
  createKnowledgeStore,
  rollBack,
  type VersionStatus,
  withdraw,
} from '../../../knowledge/store/knowledge-store.ts';
import type { Article, KnowledgeDocument } from '../../../knowledge/types.ts';
import { dateInVietNam } from '../../../language/calendar.ts';
import { AppError } from '../../../platform/errors.ts';
import type { Officer } from '../../roles.ts';
import { recordAudit } from '../../store/audit.ts';
import { staffNames } from '../../store/names.ts';
import { type Office, permit } from '../office.ts';

export type { Article };

/** What answers people at this moment. */
export type DocumentsInUse = () => SearchableKnowledge;

export type Validity = 'in-force' | 'over' | 'to-come' | 'undated';

export interface DocumentLine extends Pick<KnowledgeDocument, 'id' | 'title' | 'shortTitle' | 'validFrom' | 'validTo'> {
  readonly validity: Validity;
  /** `imported`: the document's own words, stored as versions. Else what our telling of it rests on. */
  readonly source: KnowledgeDocument['source'] | 'imported';
  readonly sections: number;
  /** The version in use; null for those that come with the program. */
  readonly version: number | null;
}

export interface VersionLine {
  readonly version: number;
  readonly status: VersionStatus;
  /** ISO instant. */
  readonly importedAt: string;
  /** Name of an officer; null: from the command line. */
  readonly importedBy: string | null;
}

export interface DocumentView extends DocumentLine {
  readonly articles: readonly Article[];
  /** Newest first; empty for those that come with the program. */
  readonly versions: readonly VersionLine[];
}

/** Every document that answers, and those of which no version does any more. */
export async function listDocuments(
  office: Office,
  officer: Officer,
  documents: DocumentsInUse,
): Promise<{
  readonly inUse: readonly DocumentLine[];
  readonly withdrawn: readonly { id: string; shortTitle: string }[];
}> {
  permit(officer, 'knowledge.view');
  const { corpus } = documents();
  const today = dateInVietNam(office.now());
  const stored = await createKnowledgeStore(office.client).list();
  const current = new Map(
    stored.filter(({ status }) => status === 'current').map((row) => [row.document, row.version]),
  );
  const used = new Set(corpus.documents.map(({ id }) => id));
  const gone = new Map(stored.map(({ document, shortTitle }) => [document, shortTitle]));
  return {
    inUse: corpus.documents.map((one) => lineOf(one, corpus.articles, current.get(one.id) ?? null, today)),
    withdrawn: [...gone].filter(([id]) => !used.has(id)).map(([id, shortTitle]) => ({ id, shortTitle })),
  };
}

/** One document in use with its sections, or a withdrawn one with its versions. @throws AppError `not-found`. */
export async function viewDocument(
  office: Office,
  officer: Officer,
  documents: DocumentsInUse,
  id: string,
): Promise<DocumentView> {
  permit(officer, 'knowledge.view');
  const { corpus } = documents();
  const store = createKnowledgeStore(office.client);
  const rows = (await store.list()).filter(({ document }) => document === id);
  const names = await staffNames(
    office.client,
    rows.map(({ importedBy }) => importedBy),
  );
  const versions = rows.map(({ version, status, importedAt, importedBy }) => ({
    version,
    status,
    importedAt: importedAt.toISOString(),
    importedBy: importedBy === null ? null : (names.get(importedBy) ?? null),
  }));
  const today = dateInVietNam(office.now());
  const used = corpus.documents.find((one) => one.id === id);
  const current = versions.find(({ status }) => status === 'current')?.version ?? null;
  if (used) {
    const articles = corpus.articles.filter(({ document }) => document === id).sort(bySection);
    return { ...lineOf(used, articles, current, today), articles, versions };
  }
  const newest = await store.read(id);
  if (!newest) throw new AppError('not-found', `document ${id}`);
  const document: KnowledgeDocument = { ...newest, id, source: 'official-text', original: true };
  return { ...lineOf(document, [], null, today), articles: [], versions };
}

/** No version of it answers any more. @throws AppError `not-found`. */
export async function withdrawDocument(office: Office, officer: Officer, id: string): Promise<void> {
  await changeVersions(office, officer, (tx) => withdraw(tx, id));
}

/** Makes an older (or a withdrawn) version the one that answers. @throws AppError `not-found`. */
export async function rollBackDocument(
  office: Office,
  officer: Officer,
  { id, version }: { readonly id: string; readonly version: number },
): Promise<void> {
  await changeVersions(office, officer, (tx) => rollBack(tx, id, version));
}

/** II.2 before II.10. */
const { compare } = new Intl.Collator('vi', { numeric: true });
const bySection = (one: Article, other: Article) => compare(one.section, other.section);

async function changeVersions(
  office: Office,
  officer: Officer,
  work: (tx: Parameters<typeof withdraw>[0]) => ReturnType<typeof withdraw>,
): Promise<void> {
  permit(officer, 'knowledge.review');
  const at = office.now();
  await office.client.$transaction(async (tx) => {
    const { kind } = await work(tx);
    if (kind === 'unknown') throw new AppError('not-found', 'document version');
    await recordAudit(tx, { who: officer.id, what: 'knowledge.review', at });
  });
}

function lineOf(
  document: KnowledgeDocument,
  articles: readonly Article[],
  version: number | null,
  today: string,
): DocumentLine {
  const { id, title, shortTitle, validFrom, validTo, source, original } = document;
  return {
    id,
    title,
    shortTitle,
    validFrom,
    validTo,
    validity: validityOf(document, today),
    source: original ? 'imported' : source,
    sections: articles.filter((article) => article.document === id).length,
    version,
  };
}

export function validityOf(
  { validFrom, validTo }: Pick<KnowledgeDocument, 'validFrom' | 'validTo'>,
  today: string,
): Validity {
  if (validTo !== null && validTo < today) return 'over';
  if (validFrom !== null && validFrom > today) return 'to-come';
  return validFrom === null && validTo === null ? 'undated' : 'in-force';
}
