import { createHash, randomUUID } from 'node:crypto';
import type { Channel, ChannelId } from '../channels/types.ts';
import type { FileKeeper, WantedFile } from '../conversation/receive-file.ts';
import {
  type Attachment,
  type FileOutcome,
  type FileRefusal,
  LIMITS,
  roomFor,
  safeName,
  totalBytes,
} from '../registration/attachments.ts';
import type { AttachmentFiles } from './attachment-files.ts';
import { inspectFile } from './inspect-file.ts';

export interface KeeperParts {
  readonly files: AttachmentFiles;
  readonly channels: ReadonlyMap<ChannelId, Channel>;
  /** Bytes kept for this person over all registrations. */
  readonly bytesOf: (personId: string) => Promise<number>;
}

/** Fetches a file through its channel, and stores what may be kept of it, sealed. Counts are checked before anything is fetched. */
export function createFileKeeper({ files, channels, bytesOf }: KeeperParts): FileKeeper {
  async function take(wanted: WantedFile): Promise<FileOutcome> {
    const full = roomFor(wanted.there);
    if (full) return refused(full);
    const fetched = await channels.get(wanted.channel)?.fetchFile?.(wanted.externalId, wanted.ref, LIMITS.fileBytes);
    if (fetched?.kind !== 'fetched') return refused(fetched?.kind ?? 'gone');
    return keep(Buffer.from(fetched.bytes), wanted);
  }

  async function keep(bytes: Buffer, { name, personId, there }: WantedFile): Promise<FileOutcome> {
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const same = there.find((one) => one.sha256 === sha256);
    if (same) return { kind: 'same', attachment: same };
    const inspected = await inspectFile(bytes);
    if (inspected.kind === 'refused') return inspected;
    const size = inspected.bytes.length;
    const most = LIMITS.totalBytes;
    if (totalBytes(there) + size > most || (await bytesOf(personId)) + size > LIMITS.personBytes)
      return refused('too-much');
    const kind = inspected.file;
    const attachment: Attachment = { id: randomUUID(), name: safeName(name, kind), kind, size, sha256, paper: null };
    await files.write(attachment.id, inspected.bytes);
    return { kind: 'kept', attachment };
  }

  return { take, discard: files.remove };
}

function refused(why: FileRefusal): FileOutcome {
  return { kind: 'refused', why };
}
