import type { Crypto } from '../platform/crypto.ts';
import type { Prisma } from '../platform/database/generated/client.ts';
import { joinNotices, joinReplies } from './notices.ts';
import { joinPreferences } from './preferences.ts';

/** What belongs to a person and changes hands as it is. */
const OWNED = [
  'identity',
  'consentReceipt',
  'registration',
  'handoffRequest',
  'attachment',
  'dataRequest',
  'member',
  'staffUser',
] as const;

/**
 * Two accounts turned out to be one person's: everything of `from` becomes `into`'s, and `from` is gone. Kept messages are
 * sealed to their person, so they are sealed anew. Where the other conversation stood is not kept: this one goes on.
 */
export async function joinPersons(
  tx: Prisma.TransactionClient,
  crypto: Crypto,
  { from, into }: { readonly from: string; readonly into: string },
): Promise<void> {
  const change = { where: { personId: from }, data: { personId: into } };
  for (const table of OWNED) await (tx[table] as typeof tx.identity).updateMany(change);
  await joinPreferences(tx, { from, into });
  await joinReplies(tx, { from, into });
  await joinNotices(tx, crypto, { from, into });
  const messages = await tx.message.findMany({ where: { personId: from }, select: { seq: true, body: true } });
  for (const { seq, body } of messages) {
    const text = crypto.open(body, messageContext(from));
    await tx.message.update({
      where: { seq },
      data: { personId: into, body: crypto.seal(text, messageContext(into)) },
    });
  }
  await tx.conversation.deleteMany({ where: { personId: from } });
  await tx.person.delete({ where: { id: from } });
}

export const messageContext = (personId: string) => `message ${personId}`;
