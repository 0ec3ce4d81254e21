import { createHash } from 'node:crypto';
import sharp from 'sharp';
import type { AttachmentFiles } from '../../src/attachments/attachment-files.ts';
import { createFileKeeper } from '../../src/attachments/keep-files.ts';
import type { Channel, FetchedFile } from '../../src/channels/types.ts';
import type { FileKeeper } from '../../src/conversation/receive-file.ts';
import { docx, pdf } from '../attachments/samples.ts';

/** The bytes of a file by its name: the same name, the same file. */
export async function bytesCalled(name: string): Promise<Buffer> {
  const [r = 0, g = 0, b = 0] = createHash('sha256').update(name).digest();
  if (name.endsWith('.jpg')) return drawn(r, g, b).jpeg().toBuffer();
  if (name.endsWith('.png')) return drawn(r, g, b).png().toBuffer();
  if (name.endsWith('.pdf')) return pdf(name);
  if (name.endsWith('.docx')) return docx();
  return Buffer.from(`MZ ${name}`);
}

const drawn = (r: number, g: number, b: number) =>
  sharp({ create: { width: 64, height: 48, channels: 3, background: { r, g, b } } });

/** As a channel has it: a name that ends in `.mat` is no longer there. */
export async function fetchCalled(_externalId: string, ref: string, mostBytes: number): Promise<FetchedFile> {
  if (ref.endsWith('.mat')) return { kind: 'gone' };
  const bytes = await bytesCalled(ref);
  return bytes.length > mostBytes ? { kind: 'too-large' } : { kind: 'fetched', bytes };
}

/** The keeper of the product over a folder in memory. */
export function keeperInMemory(channels: readonly Channel[], kept = new Map<string, Uint8Array>()): FileKeeper {
  const files: AttachmentFiles = {
    write: async (id, bytes) => void kept.set(id, bytes),
    read: async (id) => Buffer.from(kept.get(id) ?? []),
    async remove(ids) {
      for (const id of ids) kept.delete(id);
    },
    olderThan: async () => [],
  };
  return createFileKeeper({ files, channels: new Map(channels.map((one) => [one.id, one])), bytesOf: async () => 0 });
}
