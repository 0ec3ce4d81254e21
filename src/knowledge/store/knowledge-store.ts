import type { Prisma, PrismaClient } from '../../platform/database/generated/client.ts';
import { contentSchema, hashOf, type StoredContent } from './stored-version.ts';

/** Raised by every change; processes compare it with what they have read. */
export const REVISION = 'knowledge';
/** PostgreSQL channel that carries the new revision at commit. */
export const CHANNEL = 'ocop_knowledge';

export type VersionStatus = 'current' | 'superseded' | 'withdrawn';

export interface VersionLine {
  readonly document: string;
  readonly version: number;
  readonly status: VersionStatus;
  readonly title: string;
  readonly shortTitle: string;
  readonly importedAt: Date;
  readonly importedBy: string | null;
}

export type StoredVersionRow = VersionLine & StoredContent & { readonly hash: string };

/**
 * - `stored`: a new version, current from now on.
 * - `restored`: an older version has exactly this content; it is current again.
 * - `unchanged`: the current version has exactly this content.
 */
export type ImportOutcome =
  | { readonly kind: 'stored' | 'restored'; readonly version: number; readonly revision: number }
  | { readonly kind: 'unchanged'; readonly version: number };

/** - `unknown`: no such document or version. `unchanged`: it is so already. */
export type ChangeOutcome =
  | { readonly kind: 'changed'; readonly version: number; readonly revision: number }
  | { readonly kind: 'unchanged' | 'unknown' };

export interface KnowledgeStore {
  importVersion(
    content: StoredContent,
    by: { readonly at: Date; readonly officer: string | null },
  ): Promise<ImportOutcome>;
  /** No version of the document answers any more; its versions stay. */
  withdraw(document: string): Promise<ChangeOutcome>;
  /** Makes an older (or a withdrawn) version the current one. */
  rollBack(document: string, version: number): Promise<ChangeOutcome>;
  /** Every version of every document, newest first within a document. */
  list(): Promise<readonly VersionLine[]>;
  /** The version asked for, or the newest. */
  read(document: string, version?: number): Promise<StoredVersionRow | null>;
}

/** Imported documents in PostgreSQL: versions are added, never rewritten; each change is one transaction. */
export function createKnowledgeStore(client: PrismaClient): KnowledgeStore {
  return {
    importVersion: (content, by) => client.$transaction((tx) => importVersion(tx, content, by)),
    withdraw: (document) => client.$transaction((tx) => withdraw(tx, document)),
    rollBack: (document, version) => client.$transaction((tx) => rollBack(tx, document, version)),

    list: () =>
      client.knowledgeVersion.findMany({
        orderBy: [{ document: 'asc' }, { version: 'desc' }],
        select: {
          document: true,
          version: true,
          status: true,
          title: true,
          shortTitle: true,
          importedAt: true,
          importedBy: true,
        },
      }),

    async read(document, version) {
      const row = await client.knowledgeVersion.findFirst({
        where: { document, ...(version === undefined ? {} : { version }) },
        orderBy: { version: 'desc' },
      });
      return row ? { ...row, ...contentSchema.parse(row) } : null;
    },
  };
}

/** Within a larger transaction; see `KnowledgeStore.importVersion`. */
export async function importVersion(
  tx: Prisma.TransactionClient,
  content: StoredContent,
  { at, officer }: { readonly at: Date; readonly officer: string | null },
): Promise<ImportOutcome> {
  const { document, amends = false, ...rest } = contentSchema.parse(content);
  await lock(tx, document);
  const hash = hashOf(content);
  const same = await tx.knowledgeVersion.findFirst({
    where: { document, hash },
    orderBy: { version: 'desc' },
    select: { version: true, status: true },
  });
  if (same?.status === 'current') return { kind: 'unchanged', version: same.version };
  if (same) {
    await makeCurrent(tx, document, same.version);
    return { kind: 'restored', version: same.version, revision: await announce(tx) };
  }
  const newest = await tx.knowledgeVersion.aggregate({ where: { document }, _max: { version: true } });
  const version = (newest._max.version ?? 0) + 1;
  await supersede(tx, document);
  await tx.knowledgeVersion.create({
    data: { document, version, hash, amends, ...rest, importedAt: at, importedBy: officer },
  });
  return { kind: 'stored', version, revision: await announce(tx) };
}

/** Within a larger transaction; see `KnowledgeStore.withdraw`. */
export async function withdraw(tx: Prisma.TransactionClient, document: string): Promise<ChangeOutcome> {
  await lock(tx, document);
  const newest = await tx.knowledgeVersion.findFirst({
    where: { document },
    orderBy: [{ version: 'desc' }],
    select: { version: true },
  });
  if (!newest) return { kind: 'unknown' };
  const current = await tx.knowledgeVersion.findFirst({ where: { document, status: 'current' } });
  if (!current) return { kind: 'unchanged' };
  await tx.knowledgeVersion.updateMany({
    where: { document, status: 'current' },
    data: { status: 'withdrawn' },
  });
  return { kind: 'changed', version: current.version, revision: await announce(tx) };
}

/** Within a larger transaction; see `KnowledgeStore.rollBack`. */
export async function rollBack(
  tx: Prisma.TransactionClient,
  document: string,
  version: number,
): Promise<ChangeOutcome> {
  await lock(tx, document);
  const wanted = await tx.knowledgeVersion.findUnique({
    where: { document_version: { document, version } },
    select: { status: true },
  });
  if (!wanted) return { kind: 'unknown' };
  if (wanted.status === 'current') return { kind: 'unchanged' };
  await makeCurrent(tx, document, version);
  return { kind: 'changed', version, revision: await announce(tx) };
}

/** Changes of one document wait for each other, so that two never become current at once. */
async function lock(tx: Prisma.TransactionClient, document: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`knowledge ${document}`}, 0))`;
}

async function supersede(tx: Prisma.TransactionClient, document: string): Promise<void> {
  await tx.knowledgeVersion.updateMany({ where: { document, status: 'current' }, data: { status: 'superseded' } });
}

async function makeCurrent(tx: Prisma.TransactionClient, document: string, version: number): Promise<void> {
  await supersede(tx, document);
  await tx.knowledgeVersion.update({
    where: { document_version: { document, version } },
    data: { status: 'current' },
  });
}

/** The new revision; PostgreSQL delivers the notice when the transaction commits, and only then. */
async function announce(tx: Prisma.TransactionClient): Promise<number> {
  const { value } = await tx.counter.upsert({
    where: { name: REVISION },
    create: { name: REVISION, value: 1 },
    update: { value: { increment: 1 } },
  });
  await tx.$executeRaw`SELECT pg_notify(${CHANNEL}, ${String(value)})`;
  return value;
}
