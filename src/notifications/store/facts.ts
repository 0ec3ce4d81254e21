import type { Prisma } from '../../platform/database/generated/client.ts';
import type { Account, Recipient, Told } from '../policy/types.ts';
import type { Topic } from '../types.ts';
import type { DueRow } from './due-rows.ts';

/** What sending needs beside what deciding needs. */
export interface RecipientFacts {
  readonly recipient: Recipient;
  /** In the channel's own ids, by id of the Identity. */
  readonly externalIds: ReadonlyMap<string, string>;
  /** National form, `09…`. */
  readonly phone: string | null;
  readonly name: string | null;
}

type Reader = Pick<Prisma.TransactionClient, '$queryRaw' | 'identity' | 'topicPreference'>;

/** A week and a day: a cap of seven days never lacks one. */
const TOLD_MS = 8 * 24 * 3_600_000;

/** Everything that the policy asks about the recipients of these rows, in one question a table. */
export async function loadFacts(
  client: Reader,
  rows: readonly DueRow[],
  now: Date,
): Promise<ReadonlyMap<bigint, RecipientFacts>> {
  const persons = [...new Set(rows.map(({ personId }) => personId).filter((id) => id !== null))];
  const memberIds = [...new Set(rows.map(({ memberId }) => memberId).filter((id) => id !== null))];
  const since = new Date(now.getTime() - TOLD_MS);
  // One after the other: inside a transaction there is one connection anyway.
  const identities = await client.identity.findMany({ where: { personId: { in: persons } } });
  const off = await client.topicPreference.findMany({ where: { personId: { in: persons }, on: false } });
  const consents = await client.$queryRaw<{ personId: string; action: 'given' | 'refused' | 'withdrawn' }[]>`
    SELECT DISTINCT ON (person_id) person_id AS "personId", action::text FROM consent_receipt
    WHERE person_id = ANY(${persons}::uuid[]) AND purpose = 'registration' ORDER BY person_id, at DESC, id DESC`;
  const told = await client.$queryRaw<(Told & { readonly personId: string })[]>`
    SELECT d.person_id AS "personId", d.sent_at AS at, c.topic, c.priority
    FROM delivery d JOIN campaign c ON c.id = d.campaign_id
    WHERE d.person_id = ANY(${persons}::uuid[]) AND d.sent_at > ${since}`;
  const known = await client.$queryRaw<
    { memberId: string | null; personId: string | null; name: string | null; phone: string | null }[]
  >`
    SELECT id AS "memberId", person_id AS "personId", name, phone FROM member
    WHERE id = ANY(${memberIds}::uuid[]) OR person_id = ANY(${persons}::uuid[])
    UNION ALL
    SELECT NULL, r.person_id, NULL, f.phone FROM registration r JOIN office_file f ON f.registration_id = r.id
    WHERE r.person_id = ANY(${persons}::uuid[]) AND f.phone IS NOT NULL`;

  const accountsOf = groupBy(identities, ({ personId }) => personId);
  const offOf = groupBy(off, ({ personId }) => personId);
  const toldOf = groupBy(told, ({ personId }) => personId);
  const consentOf = new Map(consents.map(({ personId, action }) => [personId, action]));
  const knownOf = groupBy(known, ({ personId }) => personId ?? '');
  const memberOf = groupBy(known, ({ memberId }) => memberId ?? '');

  return new Map(
    rows.map((row) => {
      const person = row.personId ?? '';
      const accounts = accountsOf.get(person) ?? [];
      const about = [
        ...(row.memberId ? (memberOf.get(row.memberId) ?? []) : []),
        ...(row.personId ? (knownOf.get(person) ?? []) : []),
      ];
      const phone = about.find((one) => one.phone !== null)?.phone ?? null;
      const recipient: Recipient = {
        key: row.recipientKey,
        consent: consentOf.get(person) ?? null,
        off: new Set((offOf.get(person) ?? []).map(({ topic }) => topic as Topic)),
        accounts: accounts.map(
          ({ id, channel, lastInteractionAt, unreachableSince }): Account => ({
            id,
            channel: channel as Account['channel'],
            lastInteractionAt,
            unreachable: unreachableSince !== null,
          }),
        ),
        hasPhone: phone !== null,
        told: toldOf.get(person) ?? [],
        attempts: row.tried,
      };
      const externalIds = new Map(accounts.map(({ id, externalId }) => [id, externalId]));
      return [row.seq, { recipient, externalIds, phone, name: about.find((one) => one.name !== null)?.name ?? null }];
    }),
  );
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}
