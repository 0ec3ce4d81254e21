import type { Readable } from 'node:stream';
import type { Prisma, PrismaClient } from '../../../platform/database/generated/client.ts';
import { AppError } from '../../../platform/errors.ts';
import type { SealedFiles } from '../../../platform/sealed-files.ts';
import { XLSX, ZIP } from '../../documents/types.ts';
import type { Officer } from '../../roles.ts';
import { recordAudit } from '../../store/audit.ts';
import { type Office, permit } from '../office.ts';
import { findRegistrations, type Search } from '../search-registrations.ts';

export type ExportKind = 'xlsx' | 'zip';
export type ExportStatus = 'waiting' | 'running' | 'ready' | 'failed' | 'cancelled';

/** Where the files lie, and the bell of whoever writes them. */
export interface ExportDesk {
  readonly files: Pick<SealedFiles, 'read' | 'remove'>;
  /** There is one to write. Never fails: without the bell it is found a little later. */
  readonly ring: (exportId: string) => void;
}

export interface ExportView {
  readonly id: string;
  readonly kind: ExportKind;
  readonly status: ExportStatus;
  /** Registrations: asked for, and dealt with so far. */
  readonly wanted: number;
  readonly done: number;
  /** Bytes of the finished file. */
  readonly size: number | null;
  /** ISO instants. */
  readonly createdAt: string;
  readonly expiresAt: string;
}

/** The forms of one registration take about a tenth of a second; a row of the table some thousandths. */
export const MOST_EXPORTED: Readonly<Record<ExportKind, number>> = { xlsx: 50_000, zip: 2_000 };
/** Files hold what people told us: they are there for a working day. */
const KEPT_MS = 24 * 3_600_000;
/** Of one officer, waiting or being written. */
const MOST_OPEN = 3;
const UNFINISHED: readonly ExportStatus[] = ['waiting', 'running'];

/**
 * Everything that a search finds now, to be written in the background. Nothing of it is read here: each registration's
 * line in the audit log is written as it goes into the file.
 * @throws AppError `export-empty`, `export-too-large`, `export-busy`.
 */
export async function requestExport(
  office: Office,
  officer: Officer,
  desk: ExportDesk,
  { search, kind }: { readonly search: Search; readonly kind: ExportKind },
): Promise<string> {
  permit(officer, 'registration.export');
  const { total, ids } = await findRegistrations(office, officer, search, MOST_EXPORTED[kind]);
  if (total === 0) throw new AppError('export-empty', 'nothing found');
  if (total > ids.length) throw new AppError('export-too-large', `${total} registrations as ${kind}`);
  const at = office.now();
  const { id } = await office.client.$transaction(async (tx) => {
    const open = await tx.export.count({ where: { staffId: officer.id, status: { in: [...UNFINISHED] } } });
    if (open >= MOST_OPEN) throw new AppError('export-busy', `${open} unfinished`);
    await recordAudit(tx, { who: officer.id, what: 'export.request', at });
    const expiresAt = new Date(at.getTime() + KEPT_MS);
    return tx.export.create({
      data: { staffId: officer.id, kind, wanted: [...ids], createdAt: at, expiresAt },
      select: { id: true },
    });
  });
  desk.ring(id);
  return id;
}

/** The officer's own, the newest first; nobody else's, whatever their role. */
export async function listExports(office: Office, officer: Officer): Promise<ExportView[]> {
  permit(officer, 'registration.export');
  const rows = await office.client.export.findMany({
    where: { staffId: officer.id, expiresAt: { gt: office.now() } },
    orderBy: { createdAt: 'desc' },
  });
  return rows.map(viewOf);
}

/** @throws AppError `export-gone`: never there, another officer's, or its time is over. */
export async function viewExport(office: Office, officer: Officer, id: string): Promise<ExportView> {
  permit(officer, 'registration.export');
  return viewOf(await find(office.client, office, officer, id));
}

/** What is written of it goes. @throws AppError `export-gone`. */
export async function cancelExport(office: Office, officer: Officer, desk: ExportDesk, id: string): Promise<void> {
  permit(officer, 'registration.export');
  const at = office.now();
  await office.client.$transaction(async (tx) => {
    await find(tx, office, officer, id);
    const { count } = await tx.export.updateMany({
      where: { id, status: { in: [...UNFINISHED, 'ready'] } },
      data: { status: 'cancelled', finishedAt: at },
    });
    if (count === 1) await recordAudit(tx, { who: officer.id, what: 'export.cancel', at });
  });
  await desk.files.remove(id);
}

export interface StreamedFile {
  readonly name: string;
  readonly mime: string;
  readonly size: number;
  readonly stream: Readable;
}

/** Each fetching is in the audit log. @throws AppError `export-gone`, also while it is being written. */
export async function fetchExport(
  office: Office,
  officer: Officer,
  desk: ExportDesk,
  id: string,
): Promise<StreamedFile> {
  permit(officer, 'registration.export');
  const row = await find(office.client, office, officer, id);
  const stream = row.status === 'ready' ? await desk.files.read(id) : null;
  if (!stream) throw new AppError('export-gone', `export ${id}: ${row.status}`);
  await recordAudit(office.client, { who: officer.id, what: 'export.fetch', at: office.now() });
  const name = `ho-so-${row.createdAt.toISOString().slice(0, 10)}.${row.kind}`;
  return { name, mime: row.kind === 'xlsx' ? XLSX : ZIP, size: row.size ?? 0, stream };
}

async function find(
  client: PrismaClient | Prisma.TransactionClient,
  office: Pick<Office, 'now'>,
  officer: Officer,
  id: string,
): Promise<Prisma.ExportModel> {
  const row = await client.export.findFirst({ where: { id, staffId: officer.id, expiresAt: { gt: office.now() } } });
  if (!row) throw new AppError('export-gone', `export ${id}`);
  return row;
}

function viewOf({ id, kind, status, wanted, done, size, createdAt, expiresAt }: Prisma.ExportModel): ExportView {
  return {
    id,
    kind: kind as ExportKind,
    status,
    wanted: wanted.length,
    done,
    size,
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
  };
}
