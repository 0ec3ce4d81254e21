import type { Crypto } from '../platform/crypto.ts';
import type { Prisma, PrismaClient } from '../platform/database/generated/client.ts';
import type { Attachment, FileKind } from '../registration/attachments.ts';

const nameContext = (id: string) => `attachment name ${id}`;

export function attachmentOf(row: Prisma.AttachmentModel, crypto: Crypto): Attachment {
  const { id, size, sha256, paper } = row;
  return { id, name: crypto.open(row.name, nameContext(id)), kind: row.kind as FileKind, size, sha256, paper };
}

export async function addAttachment(
  tx: Prisma.TransactionClient,
  crypto: Crypto,
  { id, name, kind, size, sha256, paper }: Attachment,
  of: { readonly personId: string; readonly registrationId: string; readonly at: Date },
): Promise<void> {
  await tx.attachment.create({
    data: { id, name: crypto.seal(name, nameContext(id)), kind, size, sha256, paper, ...of },
  });
}

/** Bytes kept for a person over all registrations. */
export async function bytesOf(client: PrismaClient, personId: string): Promise<number> {
  const { _sum } = await client.attachment.aggregate({ where: { personId }, _sum: { size: true } });
  return _sum.size ?? 0;
}
