import { voidClaimsOfPerson } from '../notifications/store/void-claims.ts';
import type { Topic } from '../notifications/types.ts';
import type { Prisma, PrismaClient } from '../platform/database/generated/client.ts';

/** Topics that a person has turned off, in no order. */
export async function topicsOff(client: Pick<PrismaClient, 'topicPreference'>, personId: string): Promise<Topic[]> {
  const rows = await client.topicPreference.findMany({ where: { personId, on: false }, select: { topic: true } });
  return rows.map(({ topic }) => topic as Topic);
}

/** The newest word of a person on each of these topics. Once this is committed, no notice is begun by an older one. */
export async function recordPreference(
  tx: Prisma.TransactionClient,
  personId: string,
  { topics, on }: { readonly topics: readonly string[]; readonly on: boolean },
  at: Date,
): Promise<void> {
  for (const topic of topics) {
    await tx.topicPreference.upsert({
      where: { personId_topic: { personId, topic } },
      create: { personId, topic, on, at },
      update: { on, at },
    });
  }
  if (!on) await voidClaimsOfPerson(tx, personId);
}

/** Two accounts are one person's: on each topic the newest word counts, on whichever account it was said. */
export async function joinPreferences(
  tx: Prisma.TransactionClient,
  { from, into }: { readonly from: string; readonly into: string },
): Promise<void> {
  const own = await tx.topicPreference.findMany({ where: { personId: into } });
  for (const { topic, on, at } of await tx.topicPreference.findMany({ where: { personId: from } })) {
    const known = own.find((one) => one.topic === topic);
    if (!known || known.at < at) await recordPreference(tx, into, { topics: [topic], on }, at);
  }
}
