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

/** One thing known of a person (or of a member without one): `owner` is their id. */
interface Fact {
  readonly owner: string;
  readonly about: 'account' | 'consent' | 'off' | 'told' | 'known';
  /** Its columns; instants as PostgreSQL writes them into JSON. */
  readonly fact: Readonly<Record<string, unknown>>;
}

/** A week and a day: a cap of seven days never lacks one. */
const TOLD_MS = 8 * 24 * 3_600_000;

/** Everything that the policy asks about the recipients of these rows, in one question to the database. */
export async function loadFacts(
  client: Pick<Prisma.TransactionClient, '$queryRaw'>,
  rows: readonly DueRow[],
  now: Date,
): Promise<ReadonlyMap<bigint, RecipientFacts>> {
  const persons = [...new Set(rows.map(({ personId }) => personId).filter((id) => id !== null))];
  const members = [...new Set(rows.map(({ memberId }) => memberId).filter((id) => id !== null))];
  const since = new Date(now.getTime() - TOLD_MS);
  const facts = await client.$queryRaw<Fact[]>`
    WITH persons AS (SELECT unnest(${persons}::uuid[]) AS id)
    SELECT person_id::text AS owner, 'account' AS about, jsonb_build_object('id', i.id, 'channel', channel,
      'externalId', external_id, 'lastInteractionAt', last_interaction_at, 'unreachable', unreachable_since IS NOT NULL) AS fact
    FROM persons JOIN identity i ON person_id = persons.id
    UNION ALL
    SELECT persons.id::text, 'consent', jsonb_build_object('action', newest.action)
    FROM persons CROSS JOIN LATERAL (
      SELECT action FROM consent_receipt WHERE person_id = persons.id AND purpose = 'registration'
      ORDER BY at DESC, consent_receipt.id DESC LIMIT 1) AS newest
    UNION ALL
    SELECT person_id::text, 'off', jsonb_build_object('topic', topic)
    FROM persons JOIN topic_preference ON person_id = persons.id WHERE NOT "on"
    UNION ALL
    SELECT d.person_id::text, 'told', jsonb_build_object('at', d.sent_at, 'topic', c.topic, 'priority', c.priority)
    FROM persons JOIN delivery d ON d.person_id = persons.id JOIN campaign c ON c.id = d.campaign_id
    WHERE d.sent_at > ${since}
    UNION ALL
    SELECT coalesce(person_id, id)::text, 'known', jsonb_build_object('name', name, 'phone', phone)
    FROM member WHERE id = ANY(${members}::uuid[]) OR person_id = ANY(${persons}::uuid[])
    UNION ALL
    SELECT r.person_id::text, 'known', jsonb_build_object('phone', f.phone)
    FROM persons JOIN registration r ON r.person_id = persons.id JOIN office_file f ON f.registration_id = r.id
    WHERE f.phone IS NOT NULL`;
  const factsOf = new Map<string, Fact[]>();
  for (const one of facts) {
    const others = factsOf.get(one.owner);
    if (others) others.push(one);
    else factsOf.set(one.owner, [one]);
  }
  return new Map(
    rows.map((row) => {
      const owners = [row.personId, row.memberId].filter((id) => id !== null);
      return [
        row.seq,
        gather(
          row,
          owners.flatMap((owner) => factsOf.get(owner) ?? []),
        ),
      ];
    }),
  );
}

function gather(row: DueRow, facts: readonly Fact[]): RecipientFacts {
  const accounts: Account[] = [];
  const externalIds = new Map<string, string>();
  const off = new Set<Topic>();
  const told: Told[] = [];
  let consent: Recipient['consent'] = null;
  let phone: string | null = null;
  let name: string | null = null;
  for (const { about, fact } of facts) {
    switch (about) {
      case 'account': {
        const { externalId, lastInteractionAt, ...account } = fact as unknown as Account & {
          readonly externalId: string;
        };
        accounts.push({ ...account, lastInteractionAt: lastInteractionAt && new Date(lastInteractionAt) });
        externalIds.set(account.id, externalId);
        break;
      }
      case 'consent':
        consent = fact.action as Recipient['consent'];
        break;
      case 'off':
        off.add(fact.topic as Topic);
        break;
      case 'told': {
        const { at, topic, priority } = fact as unknown as Told;
        told.push({ at: new Date(at), topic, priority });
        break;
      }
      case 'known':
        phone ??= (fact.phone as string | undefined) ?? null;
        name ??= (fact.name as string | undefined) ?? null;
        break;
      default:
        about satisfies never;
    }
  }
  const { recipientKey: key, tried: attempts } = row;
  const recipient: Recipient = { key, consent, off, accounts, hasPhone: phone !== null, told, attempts };
  return { recipient, externalIds, phone, name };
}
