import type { PrismaClient } from '../../platform/database/generated/client.ts';
import type { Audience } from '../types.ts';
import { countAudience } from './audience-reader.ts';

/**
 * A broadcast that nobody approved because it was for few, and that is for many now that it starts or goes on, waits for a
 * second officer: people may have joined its audience since it was handed in.
 */
export async function holdGrown(client: PrismaClient, now: Date): Promise<void> {
  const due = await client.campaign.findMany({
    where: { status: 'scheduled', startsAt: { lte: now }, expandedAt: null, askAbove: { not: null } },
    select: { id: true, version: true, audience: true, askAbove: true, recipients: true },
  });
  for (const { id, version, audience, askAbove, recipients } of due) {
    const count = await countAudience(client, audience as Audience);
    if (count <= (askAbove ?? count)) continue;
    await client.campaign.updateMany({
      where: { id, version, status: 'scheduled' },
      data: {
        status: 'awaitingApproval',
        recipients: count,
        grownFrom: recipients,
        askAbove: null,
        version: { increment: 1 },
      },
    });
  }
}
