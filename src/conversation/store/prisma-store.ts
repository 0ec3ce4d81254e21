import { z } from 'zod';
import type { ChannelId, IncomingEvent } from '../../channels/types.ts';
import { handoffQueue, isHeld } from '../../handoff/store/requests.ts';
import { loadBoard } from '../../notifications/store/events.ts';
import { findNoticeAct } from '../../notifications/store/notice-acts.ts';
import { consentOf } from '../../people/consent.ts';
import { findPerson, openPerson } from '../../people/identities.ts';
import { ownerOfCode } from '../../people/link-codes.ts';
import { topicsOff } from '../../people/preferences.ts';
import type { Crypto } from '../../platform/crypto.ts';
import type { PrismaClient } from '../../platform/database/generated/client.ts';
import { isOutage } from '../../platform/database/is-outage.ts';
import { releaseLease, takeLease } from '../../platform/database/lease.ts';
import { DOCUMENT_KINDS } from '../../registration/documents/kinds.ts';
import { entryOf } from '../../registration/stored-entry.ts';
import { commitTurn, owe } from '../commit.ts';
import { newState, openDraft } from '../state.ts';
import { loadOfficeFacts, loadRegistrations } from './drafts.ts';
import { inboxContext, openState, outboxContext } from './sealed.ts';
import type { InboxItem, Loaded, OutboxItem, Store } from './store.ts';

/** Conversations in PostgreSQL. What a person wrote is sealed; the state is sealed too, it holds unconfirmed answers. */
export function createPrismaStore(client: PrismaClient, crypto: Crypto): Store {
  return {
    async receive(event, conversation, now) {
      const { count } = await client.inboxEvent.createMany({
        data: [
          {
            channel: event.channel,
            key: event.key,
            conversation,
            externalId: event.externalId,
            body: crypto.seal(JSON.stringify(event), inboxContext(event.channel, event.key)),
            receivedAt: new Date(now),
          },
        ],
        skipDuplicates: true,
      });
      return count === 1 ? 'accepted' : 'duplicate';
    },

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

    async load(channel, externalId, now) {
      const personId = await openPerson(client, channel, externalId, now);
      const [loaded, held] = await Promise.all([
        loadPerson(client, crypto, personId),
        isHeld(client, crypto.conversationKey(channel, externalId), new Date(now)),
      ]);
      return { ...loaded, held };
    },

    async find(channel, externalId) {
      const personId = await findPerson(client, channel, externalId);
      return personId ? { ...(await loadPerson(client, crypto, personId)), held: false } : null;
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

    async markLost(conversation, reason, now) {
      await client.outboxMessage.deleteMany({ where: { conversation, status: 'sending', forget: true } });
      const { count } = await client.outboxMessage.updateMany({
        where: { conversation, status: 'sending' },
        data: { status: 'uncertain', reason, body: null, finishedAt: new Date(now) },
      });
      return count;
    },

    async nextOutbox(conversation, now) {
      const row = await client.outboxMessage.findFirst({
        where: { conversation, status: 'waiting' },
        orderBy: { seq: 'asc' },
      });
      if (!row?.body || (row.notBefore !== null && row.notBefore > new Date(now))) return null;
      await client.outboxMessage.update({
        where: { seq: row.seq },
        data: { status: 'sending', attempts: { increment: 1 } },
      });
      const { requestContact, ...body } = outboxBody.parse(JSON.parse(crypto.open(row.body, outboxContext(row.key))));
      return {
        seq: row.seq,
        key: row.key,
        channel: row.channel as ChannelId,
        externalId: row.externalId,
        attempts: row.attempts + 1,
        ...body,
        ...(requestContact ? { requestContact } : {}),
      } satisfies OutboxItem;
    },

    async postponeOutbox(seq, notBefore, reason) {
      const data = { status: 'waiting', notBefore: new Date(notBefore), reason } as const;
      await client.outboxMessage.update({ where: { seq }, data });
    },

    async endOutbox(seq, end, now) {
      const { count } = await client.outboxMessage.deleteMany({ where: { seq, forget: true } });
      if (count > 0) return;
      await client.outboxMessage.update({
        where: { seq },
        data: {
          status: end.status,
          body: null,
          finishedAt: new Date(now),
          ...(end.status === 'sent' ? { messageId: end.messageId, reason: null } : { reason: end.reason }),
        },
      });
    },

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

    async checkLink(code, personId, now) {
      const owner = await ownerOfCode(client, crypto, code, new Date(now));
      if (owner.kind !== 'owner') return owner;
      if (owner.personId === personId) return { kind: 'own' };
      const { snapshot } = await loadPerson(client, crypto, owner.personId);
      return {
        kind: 'match',
        personId: owner.personId,
        consent: (await consentOf(client, personId, owner.personId)) ?? 'unknown',
        draft: openDraft(snapshot.draft),
      };
    },
  };
}

const outboxBody = z.object({
  text: z.string(),
  buttons: z.array(z.object({ label: z.string(), payload: z.string() })),
  document: z
    .union([
      z.object({ kind: z.enum([...DOCUMENT_KINDS, 'my-data']), registrationId: z.string() }),
      z.object({ kind: z.literal('calendar'), eventId: z.string() }),
    ])
    .nullable(),
  requestContact: z.string().optional(),
});

async function loadPerson(client: PrismaClient, crypto: Crypto, personId: string): Promise<Omit<Loaded, 'held'>> {
  const row = await client.conversation.findUnique({ where: { personId } });
  const state = row ? openState(crypto, personId, row.state) : newState();
  const { draft, others } = await loadRegistrations(client, crypto, personId, state.registrationId);
  return {
    personId,
    version: row?.version ?? 0,
    snapshot: { state: { ...state, registrationId: draft?.id ?? null }, draft, others },
  };
}
