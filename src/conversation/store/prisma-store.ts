import type { IncomingEvent } from '../../channels/types.ts';
import { handoffQueue } from '../../handoff/store/requests.ts';
import { loadBoard } from '../../notifications/store/events.ts';
import { findNoticeAct } from '../../notifications/store/notice-acts.ts';
import { consentOf } from '../../people/consent.ts';
import { findPerson } from '../../people/identities.ts';
import { ownerOfCode } from '../../people/link-codes.ts';
import { findByJoinCode, findByPhone } from '../../people/memberships.ts';
import { topicsOff } from '../../people/preferences.ts';
import type { Crypto } from '../../platform/crypto.ts';
import type { PrismaClient } from '../../platform/database/generated/client.ts';
import { isOutage } from '../../platform/database/is-outage.ts';
import { releaseLease, takeLease } from '../../platform/database/lease.ts';
import { entryOf } from '../../registration/stored-entry.ts';
import { commitTurn } from '../commit.ts';
import { openDraft } from '../state.ts';
import { owe } from '../write-replies.ts';
import { loadOfficeFacts } from './drafts.ts';
import { createInbox } from './inbox.ts';
import { createOutbox } from './outbox.ts';
import { createReader } from './reader.ts';
import { inboxContext } from './sealed.ts';
import type { InboxItem, Store } from './store.ts';

/** Conversations in PostgreSQL. What a person wrote is sealed; the state is sealed too, it holds unconfirmed answers. */
export function createPrismaStore(client: PrismaClient, crypto: Crypto): Store {
  const { readPerson, load } = createReader(client, crypto);

  return {
    receive: createInbox(client, crypto),

    isOutage,

    takeLease: (conversation, holder, now, until) => takeLease(client, conversation, holder, now, until),
    releaseLease: (conversation, holder) => releaseLease(client, conversation, holder),

    async nextInbox(conversation) {
      const row = await client.inboxEvent.findFirst({
        where: { conversation, status: 'waiting' },
        orderBy: { seq: 'asc' },
      });
      if (!row?.body) return null;
      const event = JSON.parse(crypto.open(row.body, inboxContext(row.channel, row.key))) as IncomingEvent;
      return { seq: row.seq, event } satisfies InboxItem;
    },

    load,

    async find(channel, externalId) {
      const personId = await findPerson(client, channel, externalId);
      return personId ? { ...(await readPerson(personId)), held: false } : null;
    },

    commit: (turn) => commitTurn(client, crypto, turn),

    async setAside(item, { reason, conversation, apology, now }) {
      await client.$transaction(async (tx) => {
        await tx.inboxEvent.update({
          where: { seq: item.seq },
          data: { status: 'failed', reason, body: null, externalId: null, finishedAt: new Date(now) },
        });
        await owe(tx, crypto, apology, { event: item.event, conversation, now });
      });
    },

    ...createOutbox(client, crypto),

    async registration(id) {
      const row = await client.registration.findUnique({
        where: { id },
        include: { entries: { orderBy: { seq: 'asc' } } },
      });
      if (!row) return null;
      return {
        id: row.id,
        status: row.status,
        reference: row.reference,
        submittedAt: row.submittedAt?.toISOString() ?? null,
        log: row.entries.map(entryOf),
      };
    },

    eventBoard: (personId, now, named) => loadBoard(client, personId, new Date(now), named),

    async pressedNotice(payload, personId) {
      const pressed = await findNoticeAct(client, crypto, payload, personId);
      return pressed && { delivery: String(pressed.seq), label: pressed.label, act: pressed.act };
    },

    officeFacts: (id, personId) => loadOfficeFacts(client, crypto, id, personId),

    topicsOff: (personId) => topicsOff(client, personId),

    handoffQueue: (personId, unit) => handoffQueue(client, personId, unit),

    checkJoin: (key, personId, now) =>
      key.kind === 'code'
        ? findByJoinCode(client, key.code, personId, new Date(now))
        : findByPhone(client, key.phone, personId),

    async checkLink(code, personId, now) {
      const owner = await ownerOfCode(client, crypto, code, new Date(now));
      if (owner.kind !== 'owner') return owner;
      if (owner.personId === personId) return { kind: 'own' };
      const { snapshot } = await readPerson(owner.personId);
      return {
        kind: 'match',
        personId: owner.personId,
        consent: (await consentOf(client, personId, owner.personId)) ?? 'unknown',
        draft: openDraft(snapshot.draft),
      };
    },
  };
}
