import { openPerson } from '../../people/identities.ts';
import type { Crypto } from '../../platform/crypto.ts';
import type { Prisma, PrismaClient } from '../../platform/database/generated/client.ts';
import { newState } from '../state.ts';
import { loadRegistrations } from './drafts.ts';
import { openState } from './sealed.ts';
import type { Loaded, Store } from './store.ts';

/** Where somebody stands; null before their first turn. */
interface Standing {
  readonly version: number | null;
  readonly state: Prisma.JsonValue;
}

interface Met extends Standing {
  readonly personId: string | null;
  readonly held: boolean;
  readonly registered: boolean;
}

export interface Reader {
  readonly load: Store['load'];
  readPerson(personId: string): Promise<Omit<Loaded, 'held'>>;
}

/** How a turn finds a person. Whoever has no registration is read with one statement. */
export function createReader(client: PrismaClient, crypto: Crypto): Reader {
  async function snapshotOf(personId: string, standing: Standing, registered: boolean): Promise<Omit<Loaded, 'held'>> {
    const { version } = standing;
    const state = version === null ? newState() : openState(crypto, personId, standing.state);
    const { draft, others } = registered
      ? await loadRegistrations(client, crypto, personId, state.registrationId)
      : { draft: null, others: [] };
    const snapshot = { state: { ...state, registrationId: draft?.id ?? null }, draft, others };
    return { personId, version: version ?? 0, snapshot };
  }

  return {
    async load(channel, externalId, now) {
      const conversation = crypto.conversationKey(channel, externalId);
      // An officer may have written first: a hold needs no person.
      const [met] = await client.$queryRaw<[Met]>`
        SELECT i.person_id AS "personId", c.version, c.state,
          EXISTS (SELECT 1 FROM registration AS r WHERE r.person_id = i.person_id) AS registered,
          EXISTS (SELECT 1 FROM officer_hold AS h WHERE h.conversation = ${conversation} AND h.until > ${new Date(now)}) AS held
        FROM (VALUES (${channel}, ${externalId})) AS account (channel, external_id)
          LEFT JOIN identity AS i ON i.channel = account.channel AND i.external_id = account.external_id
          LEFT JOIN conversation AS c ON c.person_id = i.person_id`;
      const personId = met.personId ?? (await openPerson(client, channel, externalId, now));
      // Made by somebody else a moment ago, it may have said something already: the commit would find an older version.
      return { ...(await snapshotOf(personId, met, met.registered)), held: met.held };
    },

    async readPerson(personId) {
      const row = await client.conversation.findUnique({ where: { personId } });
      return snapshotOf(personId, { version: row?.version ?? null, state: row?.state ?? null }, true);
    },
  };
}
