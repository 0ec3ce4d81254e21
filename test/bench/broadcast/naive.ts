import type { Channel } from '../../../src/channels/types.ts';
import type { Database } from '../../../src/platform/database/database.ts';
import { plan } from '../../notifications/dispatch/crowd.ts';
import { NOW } from './scene.ts';

/**
 * The loop that anybody would write first: a send and one UPDATE for each recipient, one after the other, or `atOnce` of
 * them side by side. It knows no limit, no opt-out and no second worker, and what it was doing when it dies is lost. Gives
 * its seconds.
 */
export async function naiveLoop({ client }: Database, channel: Channel, atOnce = 1): Promise<number> {
  const id = await plan(client, NOW);
  await client.campaign.update({ where: { id }, data: { status: 'paused', expandedAt: NOW } });
  await client.$executeRaw`
    INSERT INTO delivery (campaign_id, recipient_key, person_id, not_before, expires_at, priority)
    SELECT ${id}::uuid, 'person:' || id, id, ${NOW}, ${NOW}, 40 FROM person`;
  const { text } = await client.campaign.findUniqueOrThrow({ where: { id } });
  const rows = await client.$queryRaw<{ seq: bigint; externalId: string }[]>`
    SELECT d.seq, i.external_id AS "externalId" FROM delivery d JOIN identity i USING (person_id)
    WHERE d.campaign_id = ${id}::uuid`;
  const left = rows.values();
  const work = async () => {
    for (const { seq, externalId } of left) {
      const outcome = await channel.send(externalId, { key: `naive:${seq}`, text, buttons: [], notice: true });
      if (outcome.kind !== 'sent') throw new Error('not sent');
      const { messageId } = outcome;
      await client.delivery.update({ where: { seq }, data: { status: 'sent', messageId, sentAt: NOW } });
    }
  };
  const started = performance.now();
  await Promise.all(Array.from({ length: atOnce }, work));
  return (performance.now() - started) / 1_000;
}
