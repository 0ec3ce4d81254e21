import { z } from 'zod';
import { attachmentOf } from '../../attachments/rows.ts';
import type { Crypto } from '../../platform/crypto.ts';
import type { Prisma, PrismaClient } from '../../platform/database/generated/client.ts';
import type { Returned } from '../../registration/returned.ts';
import { entryOf } from '../../registration/stored-entry.ts';
import type { FieldId } from '../../registration/types.ts';
import type { OfficeFacts } from '../office-facts.ts';
import type { Draft } from '../state.ts';
import { inHand } from './in-hand.ts';

const WITH_LOG = {
  entries: { orderBy: { seq: 'asc' } },
  attachments: { orderBy: [{ at: 'asc' }, { id: 'asc' }] },
  returns: { where: { answeredAt: null }, orderBy: { at: 'desc' }, take: 1 },
} as const satisfies Prisma.RegistrationInclude;

type Row = Prisma.RegistrationGetPayload<{ include: typeof WITH_LOG }>;

/** The registration in hand, and the person's others that are not withdrawn. */
export async function loadRegistrations(
  client: PrismaClient,
  crypto: Crypto,
  personId: string,
  registrationId: string | null,
): Promise<{ draft: Draft | null; others: readonly Draft[] }> {
  const rows = await client.registration.findMany({
    where: { personId, OR: [{ status: { not: 'withdrawn' } }, ...(registrationId ? [{ id: registrationId }] : [])] },
    orderBy: { createdAt: 'desc' },
    include: WITH_LOG,
  });
  const row = inHand(rows, registrationId);
  return {
    draft: row ? draftOf(row, crypto) : null,
    others: rows.filter((one) => one !== row && one.status !== 'withdrawn').map((one) => draftOf(one, crypto)),
  };
}

export async function loadOfficeFacts(
  client: PrismaClient,
  crypto: Crypto,
  id: string,
  personId: string,
): Promise<OfficeFacts | null> {
  const row = await client.registration.findFirst({
    where: { id, personId },
    include: {
      ...WITH_LOG,
      officeFile: { select: { dueOn: true } },
      statusChanges: { orderBy: { at: 'desc' }, take: 1, select: { why: true } },
    },
  });
  if (!row) return null;
  return {
    draft: draftOf(row, crypto),
    dueOn: dateOf(row.officeFile?.dueOn ?? null),
    reason: row.statusChanges[0]?.why ?? '',
  };
}

function draftOf(row: Row, crypto: Crypto): Draft {
  const { id, status, reference, formVersion, entries, returns, attachments } = row;
  const [request] = returns;
  return {
    id,
    status,
    reference,
    formVersion,
    log: entries.map(entryOf),
    returned: status === 'returned' && request ? returnedOf(request) : null,
    attachments: attachments.map((one) => attachmentOf(one, crypto)),
  };
}

const returnedFields = z.array(z.object({ field: z.string() as unknown as z.ZodType<FieldId>, reason: z.string() }));

function returnedOf({ fields, dueOn, logSeq }: Prisma.ReturnRequestModel): Returned {
  return { fields: returnedFields.parse(fields), dueOn: dueOn.toISOString().slice(0, 10), logSeq };
}

function dateOf(date: Date | null): string | null {
  return date?.toISOString().slice(0, 10) ?? null;
}
