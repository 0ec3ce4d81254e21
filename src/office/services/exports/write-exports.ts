import { setImmediate as breathe } from 'node:timers/promises';
import type { Prisma, PrismaClient } from '../../../platform/database/generated/client.ts';
import type { SealedFiles, SealedWriter } from '../../../platform/sealed-files.ts';
import { PERMISSIONS } from '../../permissions.ts';
import type { Officer } from '../../roles.ts';
import { officerOf } from '../../store/officer-of.ts';
import { type TakenRegistration, takeRegistrations, writeForms } from '../documents.ts';
import { recordOf } from '../registration-record.ts';

export interface ExportWriterParts {
  readonly client: PrismaClient;
  readonly now: () => Date;
  readonly files: SealedFiles;
  readonly log: { error(fields: object, message: string): void };
}

/** Registrations read at a time: some MB at most. */
const BATCH = 50;
/** A process that dies while it writes is followed by another after this. */
const LEASE_MS = 60_000;
const TRIES = 3;

/**
 * Writes what waits, one after the other; also what a dead process left. Several processes may do so at once.
 * @param stopping The one in hand waits for another process, or the next start.
 */
export async function writeExports(parts: ExportWriterParts, stopping?: AbortSignal): Promise<void> {
  while (!stopping?.aborted) {
    const job = await claim(parts);
    if (!job) return;
    await writeOne(parts, job, stopping);
  }
}

type Job = Pick<Prisma.ExportModel, 'id' | 'kind' | 'wanted' | 'attempts' | 'staffId' | 'createdAt'>;

async function claim({ client, now }: ExportWriterParts): Promise<Job | null> {
  const at = now();
  const [row] = await client.$queryRaw<{ id: string }[]>`
    UPDATE export SET status = 'running', attempts = attempts + 1, done = 0,
      lease_until = ${new Date(at.getTime() + LEASE_MS)}
    WHERE id = (
      SELECT id FROM export
      WHERE status = 'waiting' OR (status = 'running' AND lease_until < ${at})
      ORDER BY created_at LIMIT 1 FOR UPDATE SKIP LOCKED)
    RETURNING id`;
  return row ? client.export.findUnique({ where: { id: row.id } }) : null;
}

/** Cancelled, or taken over by another process: what this one has written goes. */
class Lost extends Error {}
/** This process ends: another writes it from the start. */
class Stopped extends Error {}

async function writeOne(parts: ExportWriterParts, job: Job, stopping?: AbortSignal): Promise<void> {
  const { client, now, files, log } = parts;
  const end = (data: Prisma.ExportUpdateManyMutationInput) =>
    client.export.updateMany({ where: held(job), data: { ...data, finishedAt: now(), leaseUntil: null } });
  const officer = job.attempts > TRIES ? null : await whoMay(client, job.staffId);
  if (!officer) {
    await end({ status: 'failed' });
    return;
  }
  const writer = await files.create(job.id);
  try {
    await (job.kind === 'xlsx' ? writeTable : writeArchive)({ ...parts, stopping }, job, officer, writer);
    const size = await writer.finish();
    const { count } = await end({ status: 'ready', size, done: job.wanted.length });
    if (count === 0) await files.remove(job.id);
  } catch (error) {
    await writer.discard();
    if (error instanceof Lost) return;
    const stopped = error instanceof Stopped;
    if (!stopped) log.error({ err: error, exportId: job.id, attempt: job.attempts }, 'export not written');
    const attempts = stopped ? { decrement: 1 } : job.attempts;
    await client.export.updateMany({ where: held(job), data: { status: 'waiting', leaseUntil: null, attempts } });
  }
}

/** Another process that has it counts another attempt. */
const held = ({ id, attempts }: Job) => ({ id, attempts, status: 'running' as const });

/** As they are now: an account that was closed meanwhile, or lost this right, takes nothing out any more. */
async function whoMay(client: PrismaClient, staffId: string): Promise<Officer | null> {
  const row = await client.staffUser.findUnique({ where: { id: staffId } });
  if (!row || row.disabledAt !== null) return null;
  const officer = officerOf(row);
  return PERMISSIONS[officer.role].has('registration.export') ? officer : null;
}

type Writing = ExportWriterParts & { readonly stopping?: AbortSignal | undefined };
type Write = (parts: Writing, job: Job, officer: Officer, writer: SealedWriter) => Promise<void>;

const writeTable: Write = async (parts, job, officer, writer) => {
  const { startRegistrationsWorkbook } = await import('../../documents/registrations-workbook.ts');
  const sheet = startRegistrationsWorkbook();
  for await (const rows of batches(parts, job, officer, { counts: true })) {
    await writer.write(sheet.add(rows.map(recordOf)));
  }
  await writer.write(sheet.end());
};

/** The table first, then the forms of each registration. */
const writeArchive: Write = async (parts, job, officer, writer) => {
  const { startRegistrationsWorkbook } = await import('../../documents/registrations-workbook.ts');
  const { startBundle } = await import('../../documents/bundle.ts');
  const day = job.createdAt.toISOString().slice(0, 10);
  const bundle = startBundle();
  const sheet = startRegistrationsWorkbook();
  const table = bundle.open(`ho-so-${day}.xlsx`);
  for await (const rows of batches(parts, job, officer, { counts: false })) {
    await writer.write(table.write(sheet.add(rows.map(recordOf))));
  }
  await writer.write(table.end(sheet.end()));
  for await (const rows of batches(parts, job, officer, { counts: true })) {
    for (const row of rows) {
      for await (const { name, bytes } of writeForms(row, day)) {
        await writer.write(bundle.open(name).end(bytes));
        await breathe();
      }
    }
  }
  await writer.write(bundle.end());
};

/** Read and logged batch by batch, each after the one before is written; renews the lease. @throws Lost, Stopped. */
async function* batches(
  { client, now, stopping }: Writing,
  job: Job,
  officer: Officer,
  { counts }: { readonly counts: boolean },
): AsyncGenerator<readonly TakenRegistration[]> {
  for (let from = 0; from < job.wanted.length; from += BATCH) {
    const ids = job.wanted.slice(from, from + BATCH);
    const at = now();
    yield await takeRegistrations(client, officer, { ids, at, logged: counts ? 'registration.export' : null });
    const { count } = await client.export.updateMany({
      where: held(job),
      data: {
        leaseUntil: new Date(now().getTime() + LEASE_MS),
        ...(counts ? { done: from + ids.length } : {}),
      },
    });
    if (count === 0) throw new Lost();
    if (stopping?.aborted) throw new Stopped();
    await breathe();
  }
}

/** What its time is over for or was cancelled, and files that belong to nothing any more. */
export async function sweepExports({ client, now, files }: ExportWriterParts): Promise<void> {
  const at = now();
  const over = await client.export.findMany({
    where: { OR: [{ expiresAt: { lte: at } }, { status: 'cancelled' }] },
    select: { id: true },
  });
  for (const { id } of over) await files.remove(id);
  await client.export.deleteMany({ where: { expiresAt: { lte: at } } });
  const old = await files.olderThan(new Date(at.getTime() - 48 * 3_600_000));
  for (const id of old) await files.remove(id);
}
