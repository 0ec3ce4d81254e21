import type { AttachmentFiles } from '../attachments/attachment-files.ts';
import type { PrismaClient } from '../platform/database/generated/client.ts';
import { RETENTION } from '../registration/data-rights.ts';

const DAY_MS = 86_400_000;

/**
 * Erases what its time is over for: files of withdrawn registrations, kept messages, and files in the folder that no row
 * names (a process died between the two). Safe to run twice, and beside turns: a file is named by a row long before
 * it counts as stray.
 */
export async function applyRetention(
  client: PrismaClient,
  files: AttachmentFiles,
  now: Date,
): Promise<{ readonly files: number; readonly messages: number; readonly stray: number }> {
  const before = (days: number) => new Date(now.getTime() - days * DAY_MS);
  const old = await client.attachment.findMany({
    where: { registration: { status: 'withdrawn', updatedAt: { lt: before(RETENTION.withdrawnFilesDays) } } },
    select: { id: true },
  });
  const ids = old.map(({ id }) => id);
  await client.attachment.deleteMany({ where: { id: { in: ids } } });
  await files.remove(ids);
  const messages = await client.message.deleteMany({ where: { at: { lt: before(RETENTION.messagesDays) } } });
  return { files: ids.length, messages: messages.count, stray: await removeStray(client, files, now) };
}

async function removeStray(client: PrismaClient, files: AttachmentFiles, now: Date): Promise<number> {
  const there = await files.olderThan(new Date(now.getTime() - RETENTION.strayFilesHours * 3_600_000));
  const named = await client.attachment.findMany({ where: { id: { in: there } }, select: { id: true } });
  const known = new Set(named.map(({ id }) => id));
  const stray = there.filter((id) => !known.has(id));
  await files.remove(stray);
  return stray.length;
}
