import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { IncomingEvent } from '../../../src/channels/types.ts';
import type { Event } from '../../../src/conversation/decide.ts';
import { createPrismaStore } from '../../../src/conversation/store/prisma-store.ts';
import type { OutboxDraft, Store, TurnCommit } from '../../../src/conversation/store/store.ts';
import { createCrypto } from '../../../src/platform/crypto.ts';
import { type Database, openEphemeralDatabase } from '../../../src/platform/database/database.ts';
import { createMemoryStore } from './memory-store.ts';

const NOW = '2026-11-23T02:00:00.000Z';
const crypto = createCrypto('x'.repeat(40));
let database: Database;
beforeAll(async () => {
  database = await openEphemeralDatabase();
});
afterAll(() => database.close());

const stores: [string, () => Store][] = [
  ['memory', createMemoryStore],
  ['postgresql', () => createPrismaStore(database.client, crypto)],
];

/** What every store promises; each runs on a person of its own, so that they may share one database. */
describe.each(stores)('store in %s', (_name, open) => {
  const someone = () => {
    const externalId = randomUUID();
    return { externalId, conversation: `c-${externalId}`.slice(0, 32) };
  };
  const message = (externalId: string, key: string, text = 'chào'): IncomingEvent => ({
    channel: 'simulator',
    key: `${externalId}-${key}`,
    externalId,
    at: NOW,
    content: { kind: 'text', text },
  });

  async function turn(
    store: Store,
    who: ReturnType<typeof someone>,
    events: readonly Event[] = [],
    replies: readonly OutboxDraft[] = [],
  ) {
    const inbox = await store.nextInbox(who.conversation);
    if (!inbox) throw new Error('nothing waits');
    const { personId, version, snapshot } = await store.load('simulator', who.externalId, NOW);
    return {
      personId,
      version,
      inbox,
      conversation: who.conversation,
      snapshot,
      events,
      replies,
      now: NOW,
    } satisfies TurnCommit;
  }

  test('a code joins two accounts: one person, one conversation, what both had; it is good once', async () => {
    const store = open();
    const [one, two] = [someone(), someone()];
    const registrationId = randomUUID();
    const commit = async (who: typeof one, events: readonly Event[]) => {
      await store.receive(message(who.externalId, randomUUID()), who.conversation, NOW);
      return store.commit(await turn(store, who, events));
    };
    await commit(one, [
      { type: 'registrationStarted', registrationId },
      { type: 'linkCodeIssued', code: '482913', expiresAt: '2026-11-23T02:10:00.000Z' },
    ]);
    await commit(two, []);
    const mine = await store.load('simulator', two.externalId, NOW);
    const theirs = await store.load('simulator', one.externalId, NOW);
    expect(await store.checkLink('482913', theirs.personId, NOW)).toEqual({ kind: 'own' });
    expect(await store.checkLink('482913', mine.personId, '2026-11-23T02:10:00.000Z')).toEqual({ kind: 'unknown' });
    const check = await store.checkLink('482913', mine.personId, NOW);
    expect(check).toMatchObject({ kind: 'match', personId: theirs.personId, draft: { id: registrationId } });

    const joined: Event = { type: 'personsJoined', code: '482913', otherPersonId: theirs.personId };
    expect(await commit(two, [joined])).toMatchObject({ kind: 'committed' });
    const after = await store.load('simulator', one.externalId, NOW);
    expect(after.personId).toBe(mine.personId);
    expect(after.snapshot.draft?.id).toBe(registrationId);
    expect(await store.checkLink('482913', mine.personId, NOW)).toEqual({ kind: 'unknown' });
  });

  const say = (key: string, text: string): OutboxDraft => ({ key, text, buttons: [], document: null });

  test('takes a message once per key, in the order of arrival', async () => {
    const store = open();
    const who = someone();
    expect(await store.receive(message(who.externalId, '1', 'một'), who.conversation, NOW)).toBe('accepted');
    expect(await store.receive(message(who.externalId, '2', 'hai'), who.conversation, NOW)).toBe('accepted');
    expect(await store.receive(message(who.externalId, '1', 'một'), who.conversation, NOW)).toBe('duplicate');
    const first = await store.nextInbox(who.conversation);
    expect(first?.event.content).toEqual({ kind: 'text', text: 'một' });
    await store.commit(await turn(store, who));
    expect((await store.nextInbox(who.conversation))?.event.content).toEqual({ kind: 'text', text: 'hai' });
    expect(await store.receive(message(who.externalId, '1', 'một'), who.conversation, NOW)).toBe('duplicate');
  });

  test('gives the lease to one holder until it ends or is given back', async () => {
    const store = open();
    const { conversation } = someone();
    const at = (seconds: number) => new Date(Date.parse(NOW) + seconds * 1000);
    expect(await store.takeLease(conversation, 'a', at(0), at(10))).toBe(true);
    expect(await store.takeLease(conversation, 'b', at(1), at(11))).toBe(false);
    expect(await store.takeLease(conversation, 'a', at(5), at(15))).toBe(true);
    expect(await store.takeLease(conversation, 'b', at(12), at(22))).toBe(false);
    expect(await store.takeLease(conversation, 'b', at(15), at(25))).toBe(true);
    await store.releaseLease(conversation, 'a');
    expect(await store.takeLease(conversation, 'c', at(16), at(26))).toBe(false);
    await store.releaseLease(conversation, 'b');
    expect(await store.takeLease(conversation, 'c', at(17), at(27))).toBe(true);
  });

  test('makes one person for an account, with nothing known about them', async () => {
    const store = open();
    const { externalId } = someone();
    expect(await store.find('simulator', externalId)).toBeNull();
    const [one, two] = await Promise.all([
      store.load('simulator', externalId, NOW),
      store.load('simulator', externalId, NOW),
    ]);
    expect(one.personId).toBe(two.personId);
    expect(one.snapshot).toMatchObject({ draft: null, state: { consent: 'unknown', asking: null } });
  });

  test('commits a turn as a whole: state, log, status, number, replies', async () => {
    const store = open();
    const who = someone();
    const registrationId = randomUUID();
    const entry = {
      seq: 1,
      field: 'idea.labour' as const,
      action: 'set' as const,
      value: { total: 5, local: 4 },
      words: '5 người, trong xã 4',
      rule: 'rule:labour',
      channel: 'simulator',
      at: NOW,
    };
    await store.receive(message(who.externalId, '1'), who.conversation, NOW);
    const first = await turn(store, who, [
      { type: 'consent', action: 'given', version: 'v', text: 't', hash: 'h' },
      { type: 'registrationStarted', registrationId },
      { type: 'answerRecorded', registrationId, entry },
    ]);
    const state = {
      ...first.snapshot.state,
      registrationId,
      asking: 'idea.capacity' as const,
      consent: 'given' as const,
    };
    expect(await store.commit({ ...first, snapshot: { ...first.snapshot, state } })).toEqual({
      kind: 'committed',
      reference: null,
      erasedFiles: [],
    });
    const { snapshot } = await store.load('simulator', who.externalId, NOW);
    expect(snapshot.draft).toMatchObject({ id: registrationId, status: 'draft', log: [entry] });
    expect(snapshot.state.asking).toBe('idea.capacity');

    await store.receive(message(who.externalId, '2'), who.conversation, NOW);
    const sent = await turn(
      store,
      who,
      [{ type: 'statusChanged', registrationId, from: 'draft', to: 'submitted', why: 'sent-by-person' }],
      [say(`${who.externalId}-r1`, 'Mã số: {reference}')],
    );
    const outcome = await store.commit(sent);
    expect(outcome).toMatchObject({ kind: 'committed', reference: expect.stringMatching(/^OCOP-2026-\d{6}$/) });
    const stored = await store.registration(registrationId);
    expect(stored).toMatchObject({ status: 'submitted', submittedAt: NOW });
    expect((await store.nextOutbox(who.conversation, NOW))?.text).toBe(`Mã số: ${stored?.reference}`);
  });

  test('refuses a turn that was decided on an older state, and keeps its message waiting', async () => {
    const store = open();
    const who = someone();
    await store.receive(message(who.externalId, '1'), who.conversation, NOW);
    await store.receive(message(who.externalId, '2'), who.conversation, NOW);
    const stale = await turn(store, who);
    await store.commit(await turn(store, who));
    expect(await store.commit({ ...stale, replies: [say(`${who.externalId}-x`, 'cũ')] })).toEqual({ kind: 'conflict' });
    expect(await store.nextInbox(who.conversation)).not.toBeNull();
    expect(await store.nextOutbox(who.conversation, NOW)).toBeNull();
  });

  test('numbers submissions one after the other', async () => {
    const store = open();
    const submit = async () => {
      const who = someone();
      const registrationId = randomUUID();
      await store.receive(message(who.externalId, '1'), who.conversation, NOW);
      const outcome = await store.commit(
        await turn(store, who, [
          { type: 'registrationStarted', registrationId },
          { type: 'statusChanged', registrationId, from: 'draft', to: 'submitted', why: 'sent-by-person' },
        ]),
      );
      return outcome.kind === 'committed' ? Number(outcome.reference?.slice(-6)) : Number.NaN;
    };
    const first = await submit();
    expect(await submit()).toBe(first + 1);
  });

  test('sends in order, and calls uncertain what a crash left half sent', async () => {
    const store = open();
    const who = someone();
    await store.receive(message(who.externalId, '1'), who.conversation, NOW);
    await store.commit(
      await turn(
        store,
        who,
        [],
        ['a', 'b', 'c'].map((text) => say(`${who.externalId}-${text}`, text)),
      ),
    );
    const first = await store.nextOutbox(who.conversation, NOW);
    expect(first?.text).toBe('a');
    // The process dies here: 'a' may have been shown.
    await store.markLost(who.conversation, 'lost', NOW);
    const second = await store.nextOutbox(who.conversation, NOW);
    expect(second?.text).toBe('b');
    const third = second && (await store.endOutbox(second, { status: 'sent', messageId: 'm' }, NOW));
    expect(third).toMatchObject({ text: 'c', attempts: 1 });
    // The channel can't take it now: it waits, and comes back when its time has come.
    const soon = new Date(Date.parse(NOW) + 60_000).toISOString();
    if (third) await store.postponeOutbox(third.seq, soon, 'bận');
    expect(await store.nextOutbox(who.conversation, NOW)).toBeNull();
    expect(await store.nextOutbox(who.conversation, soon)).toMatchObject({ text: 'c', attempts: 2 });
  });

  test('messages that come together keep their order, and of two with one key the first counts', async () => {
    const store = open();
    const who = someone();
    const said = ['một', 'hai', 'ba', 'hai', 'bốn'].map((text) => message(who.externalId, text, text));
    expect(await Promise.all(said.map((one) => store.receive(one, who.conversation, NOW)))).toEqual([
      'accepted',
      'accepted',
      'accepted',
      'duplicate',
      'accepted',
    ]);
    for (const text of ['một', 'hai', 'ba', 'bốn']) {
      expect((await store.nextInbox(who.conversation))?.event.content).toEqual({ kind: 'text', text });
      await store.commit(await turn(store, who));
    }
    expect(await store.nextInbox(who.conversation)).toBeNull();
  });

  test('sets a message aside so that the next one can be worked on', async () => {
    const store = open();
    const who = someone();
    await store.receive(message(who.externalId, '1', 'hỏng'), who.conversation, NOW);
    await store.receive(message(who.externalId, '2', 'tốt'), who.conversation, NOW);
    const bad = await store.nextInbox(who.conversation);
    const apology = say(`${who.externalId}-sorry`, 'Xin lỗi');
    if (bad) await store.setAside(bad, { reason: 'turn-failed', conversation: who.conversation, apology, now: NOW });
    expect((await store.nextOutbox(who.conversation, NOW))?.text).toBe('Xin lỗi');
    expect((await store.nextInbox(who.conversation))?.event.content).toEqual({ kind: 'text', text: 'tốt' });
  });
});

describe('what PostgreSQL keeps', () => {
  test('nothing of what a person without consent wrote', async () => {
    const store = createPrismaStore(database.client, crypto);
    const externalId = randomUUID();
    const secret = 'tôi là Trịnh Thị Mười, 0977123456';
    const event: IncomingEvent = {
      channel: 'zalo',
      key: externalId,
      externalId,
      at: NOW,
      content: { kind: 'text', text: secret },
    };
    await store.receive(event, 'no-consent', NOW);
    const waiting = await database.client.inboxEvent.findFirstOrThrow({ where: { key: externalId } });
    expect(Buffer.from(waiting.body ?? []).toString('utf8')).not.toContain('0977123456');

    const inbox = await store.nextInbox('no-consent');
    const { personId, version, snapshot } = await store.load('zalo', externalId, NOW);
    if (inbox)
      await store.commit({
        personId,
        version,
        inbox,
        conversation: 'no-consent',
        snapshot,
        events: [],
        replies: [],
        now: NOW,
      });
    const done = await database.client.inboxEvent.findFirstOrThrow({ where: { key: externalId } });
    expect(done).toMatchObject({ status: 'done', body: null, externalId: null });
    expect(await database.client.message.count({ where: { personId } })).toBe(0);
  });
});

test('an officer who wrote first has the conversation of somebody who has never written', async () => {
  const store = createPrismaStore(database.client, crypto);
  const [externalId, since] = [randomUUID(), new Date(NOW)];
  const hold = {
    conversation: crypto.conversationKey('zalo', externalId),
    since,
    until: new Date(since.getTime() + 1),
  };
  await database.client.officerHold.create({ data: hold });
  expect((await store.load('zalo', externalId, NOW)).held).toBe(true);
  expect((await store.load('zalo', externalId, hold.until.toISOString())).held).toBe(false);
});
