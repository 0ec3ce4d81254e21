import type { Prisma } from '../../platform/database/generated/client.ts';
import { formatReference } from '../../registration/reference.ts';

/** Our number, given at the first sending; sent again after a return, a registration keeps it. */
export async function referenceFor(tx: Prisma.TransactionClient, registrationId: string, at: Date): Promise<string> {
  const row = await tx.registration.findUniqueOrThrow({ where: { id: registrationId }, select: { reference: true } });
  if (row.reference) return row.reference;
  const year = at.getUTCFullYear();
  const counter = await tx.counter.upsert({
    where: { name: `reference-${year}` },
    create: { name: `reference-${year}`, value: 1 },
    update: { value: { increment: 1 } },
  });
  return formatReference(year, counter.value);
}
