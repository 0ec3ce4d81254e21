import type { Prisma } from '../../platform/database/generated/client.ts';
import type { ImportPlan, KnownMember } from '../members/plan-import.ts';
import type { CertificateRow, ReadMember } from '../members/read-members.ts';

type Tx = Prisma.TransactionClient;

/** Two imports at once would both see a member missing. Held to the end of the transaction. */
export async function lockMembers(tx: Tx): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('ocop members'))`;
}

/** Every member that the rows could be about, wherever they are. */
export async function readKnownMembers(tx: Tx, rows: readonly ReadMember[]): Promise<KnownMember[]> {
  const members = rows.flatMap(({ member }) => member ?? []);
  const numbers = members.flatMap(({ certificate }) => certificate?.number ?? []);
  const found = await tx.member.findMany({
    where: {
      OR: [
        { nameKey: { in: [...new Set(members.map(({ nameKey }) => nameKey))] } },
        { certificates: { some: { number: { in: [...new Set(numbers)] } } } },
      ],
    },
    orderBy: { id: 'asc' },
    include: { certificates: { orderBy: { id: 'asc' } } },
  });
  return found.map(({ id, name, nameKey, phone, unit, kind, certificates }) => ({
    id,
    name,
    nameKey,
    phone,
    unit,
    kind,
    certificates: certificates.map((one) => ({
      ...one,
      issuedOn: isoDay(one.issuedOn),
      expiresOn: isoDay(one.expiresOn),
    })),
  }));
}

/** Writes everything of a plan that has no errors. New members get a token for their own QR code. */
export async function writeImport(
  tx: Tx,
  { members }: ImportPlan,
  { by, at, newId, newToken }: { by: string; at: Date; newId: () => string; newToken: () => string },
): Promise<void> {
  const fresh = members.flatMap((one) =>
    one.id === null && one.data ? [{ ...one, id: newId(), data: one.data }] : [],
  );
  const known = members.flatMap((one) => (one.id === null ? [] : [{ ...one, id: one.id }]));
  await tx.member.createMany({
    data: fresh.map(({ id, data }) => ({
      id,
      ...data,
      linkToken: newToken(),
      importedBy: by,
      createdAt: at,
      updatedAt: at,
    })),
  });
  for (const { id, data } of known)
    if (data) await tx.member.update({ where: { id }, data: { ...data, updatedAt: at } });
  const certificates = [...fresh, ...known].flatMap(({ id: memberId, certificates: planned }) =>
    planned.map(({ id, data }) => ({ id, memberId, ...columnsOf(data) })),
  );
  await tx.certificate.createMany({
    data: certificates.flatMap(({ id, ...data }) => (id === null ? [data] : [])),
  });
  for (const { id, memberId: _, ...data } of certificates) if (id) await tx.certificate.update({ where: { id }, data });
}

function columnsOf({ issuedOn, expiresOn, ...rest }: CertificateRow) {
  return { ...rest, issuedOn: dayColumn(issuedOn), expiresOn: dayColumn(expiresOn) };
}

const dayColumn = (iso: string | null) => (iso === null ? null : new Date(`${iso}T00:00:00Z`));
const isoDay = (date: Date | null) => date?.toISOString().slice(0, 10) ?? null;
