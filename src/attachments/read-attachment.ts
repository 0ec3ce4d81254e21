import type { OutgoingFile } from '../channels/types.ts';
import { may } from '../office/permissions.ts';
import type { Officer } from '../office/roles.ts';
import type { Crypto } from '../platform/crypto.ts';
import type { PrismaClient } from '../platform/database/generated/client.ts';
import { type Attachment, MIME } from '../registration/attachments.ts';
import type { AttachmentFiles } from './attachment-files.ts';
import { attachmentOf } from './rows.ts';

export type AttachmentReader =
  | { readonly kind: 'person'; readonly personId: string }
  | { readonly kind: 'officer'; readonly officer: Officer; readonly now: Date };

export interface AttachmentParts {
  readonly client: PrismaClient;
  readonly crypto: Crypto;
  readonly files: AttachmentFiles;
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * A file for its owner, or for an officer of the unit whose registration it belongs to; each read by an officer is in the
 * audit log. Null for everybody else, as if it were not there: who may not see it does not learn that it exists.
 */
export async function readAttachment(
  { client, crypto, files }: AttachmentParts,
  reader: AttachmentReader,
  id: string,
): Promise<OutgoingFile | null> {
  if (!UUID.test(id)) return null;
  const row = await client.attachment.findUnique({
    where: { id },
    include: { registration: { select: { officeFile: { select: { unit: true } } } } },
  });
  if (!row || !mayRead(reader, row.personId, row.registration.officeFile?.unit ?? null)) return null;
  const bytes = await files.read(id);
  if (!bytes) return null;
  if (reader.kind === 'officer') {
    const { registrationId } = row;
    await client.auditEntry.create({
      data: { at: reader.now, who: reader.officer.id, what: 'attachment.read', registrationId },
    });
  }
  const { name, kind } = attachmentOf(row, crypto);
  return { name, mime: MIME[kind], bytes };
}

/** The files of a registration, oldest first. For whoever may see the registration. */
export async function listAttachments(
  { client, crypto }: Pick<AttachmentParts, 'client' | 'crypto'>,
  registrationId: string,
): Promise<Attachment[]> {
  const rows = await client.attachment.findMany({ where: { registrationId }, orderBy: [{ at: 'asc' }, { id: 'asc' }] });
  return rows.map((row) => attachmentOf(row, crypto));
}

/** A registration that was never sent is no office's yet. */
function mayRead(reader: AttachmentReader, owner: string, unit: string | null): boolean {
  switch (reader.kind) {
    case 'person':
      return reader.personId === owner;
    case 'officer':
      return unit !== null && may(reader.officer, 'attachment.read', unit).kind === 'allowed';
    default:
      return reader satisfies never;
  }
}
