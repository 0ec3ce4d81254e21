import type { Prisma } from '../../platform/database/generated/client.ts';

type Tx = Pick<Prisma.TransactionClient, '$executeRaw'>;

/**
 * Takes what waits for a person out of the hands of workers, who have read what is no longer so: without their claim they
 * can't begin. Until this transaction ends nothing of that person is claimed anew, so that after it nobody sends by what
 * was said before.
 */
export async function voidClaimsOfPerson(tx: Tx, personId: string): Promise<void> {
  // The lock that every claim of this person asks for.
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${personId}, 6))`;
  await tx.$executeRaw`
    UPDATE delivery SET claimed_until = NULL WHERE person_id = ${personId}::uuid AND status = 'waiting'`;
}

/** The same for a campaign whose words have changed: change them first, so that no new rows come meanwhile. */
export async function voidClaimsOfCampaign(tx: Tx, campaignId: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE delivery SET claimed_until = NULL WHERE campaign_id = ${campaignId}::uuid AND status = 'waiting'`;
}
