import type { Channel } from '../../../src/channels/types.ts';
import type { Database } from '../../../src/platform/database/database.ts';
import { plan } from '../../notifications/dispatch/crowd.ts';
import { NOW } from './scene.ts';

/** The loop that anybody would write first: one recipient after the other, a send and one UPDATE. Gives its seconds. */
export async function naiveLoop({ client }: Database, channel: Channel): Promise<number> {
  const id = await plan(client, NOW);
  await client.campaign.update({ where: { id }, data: { status: 'paused', expandedAt: NOW } });
  await client.$executeRaw`
    INSERT INTO delivery (campaign_id, recipient_key, person_id, not_before, expires_at, priority)
    SELECT ${id}::uuid, 'person:' || id, id, ${NOW}, ${NOW}, 40 FROM person`;
  const { text } = await client.campaign.findUniqueOrThrow({ where: { id } });
  const rows = await client.$queryRaw<{ seq: bigint; externalId: string }[]>`
    SELECT d.seq, i.external_id AS "externalId" FROM delivery d JOIN identity i USING (person_id)
    WHERE d.campaign_id = ${id}::uuid`;
  const started = performance.now();
  for (const { seq, externalId } of rows) {
    const outcome = await channel.send(externalId, { key: `naive:${seq}`, text, buttons: [], notice: true });
    if (outcome.kind !== 'sent') throw new Error('not sent');
    const { messageId } = outcome;
    await client.delivery.update({ where: { seq }, data: { status: 'sent', messageId, sentAt: NOW } });
  }
  return (performance.now() - started) / 1_000;
}
