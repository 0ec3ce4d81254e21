import type { Prisma } from '../../platform/database/generated/client.ts';
import { foldAnswers } from '../../registration/fold.ts';
import { entryOf } from '../../registration/stored-entry.ts';
import { officeColumns } from '../office-columns.ts';

/** Call in the transaction that changed the registration: the office's file follows, its version with it. */
export async function followRegistration(tx: Prisma.TransactionClient, registrationId: string): Promise<void> {
  const row = await tx.registration.findUniqueOrThrow({
    where: { id: registrationId },
    select: { reference: true, entries: { orderBy: { seq: 'asc' } }, officeFile: { select: { officialNumber: true } } },
  });
  const columns = officeColumns(foldAnswers(row.entries.map(entryOf)).answers, [
    row.reference,
    row.officeFile?.officialNumber ?? null,
  ]);
  await tx.officeFile.upsert({
    where: { registrationId },
    create: { registrationId, ...columns },
    update: { ...columns, version: { increment: 1 } },
  });
}

/** The open request of the office is answered by this sending. */
export async function answerReturns(tx: Prisma.TransactionClient, registrationId: string, at: Date): Promise<void> {
  await tx.returnRequest.updateMany({ where: { registrationId, answeredAt: null }, data: { answeredAt: at } });
}

export async function newestEntry(tx: Prisma.TransactionClient, registrationId: string): Promise<number> {
  const { _max } = await tx.answerEntry.aggregate({ where: { registrationId }, _max: { seq: true } });
  return _max.seq ?? 0;
}
