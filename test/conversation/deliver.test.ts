import { describe, expect, test } from 'vitest';
import type { Channel, SendOutcome } from '../../src/channels/types.ts';
import { type Delivery, deliver } from '../../src/conversation/deliver.ts';
import type { OutboxDraft } from '../../src/conversation/store/store.ts';
import { createMemoryStore } from './store/memory-store.ts';
import { START } from './talk.ts';

async function owing(replies: readonly Partial<OutboxDraft>[]) {
  const store = createMemoryStore();
  await store.receive(
    { channel: 'simulator', key: '1', externalId: 'x', at: START, content: { kind: 'text', text: 'a' } },
    'c',
    START,
  );
  const inbox = await store.nextInbox('c');
  const { personId, version, snapshot } = await store.load('simulator', 'x', START);
  if (!inbox) throw new Error('nothing waits');
  const drafts = replies.map((reply, i) => ({ key: `k${i}`, text: `tin ${i}`, buttons: [], document: null, ...reply }));
  await store.commit({
    personId,
    version,
    inbox,
    conversation: 'c',
    snapshot,
    events: [],
    replies: drafts,
    now: START,
  });
  return store;
}

function channelThat(outcomes: readonly (SendOutcome | Error)[]): Channel & { readonly shown: string[] } {
  const shown: string[] = [];
  let at = 0;
  return {
    id: 'simulator',
    limits: { text: 4_000, caption: 4_000, buttons: 40, buttonLabel: 64 },
    shown,
    async send(_to, message) {
      shown.push(message.text);
      const outcome = outcomes[at++] ?? { kind: 'sent', messageId: 'm' };
      if (outcome instanceof Error) throw outcome;
      return outcome;
    },
  };
}

async function run(store: Awaited<ReturnType<typeof owing>>, channel: Channel | null, parts: Partial<Delivery> = {}) {
  const channels = new Map(channel ? [[channel.id, channel] as const] : []);
  await deliver('c', {
    store,
    channels,
    makeDocument: async () => null,
    now: () => START,
    pause: async () => {},
    ...parts,
  });
  return [...store.ended.values()];
}

const busy = { kind: 'failed', retryable: true, reason: 'Kênh đang bận.' } as const;

describe('deliver', () => {
  test('sends in order and keeps what the channel called each message', async () => {
    const channel = channelThat([]);
    expect(await run(await owing([{}, {}]), channel)).toEqual([
      { status: 'sent', messageId: 'm' },
      { status: 'sent', messageId: 'm' },
    ]);
    expect(channel.shown).toEqual(['tin 0', 'tin 1']);
  });

  test('tries again what may be tried again, three times at once', async () => {
    expect(await run(await owing([{}]), channelThat([busy, busy]))).toEqual([{ status: 'sent', messageId: 'm' }]);
  });

  test('lets a message wait that the channel keeps refusing, and what is behind it; for ever only with a reason', async () => {
    const store = await owing([{}, {}]);
    const channel = channelThat(Array.from({ length: 30 }, () => busy));
    const rounds: number[] = [];
    let now = Date.parse(START);
    while (store.ended.size === 0) {
      await run(store, channel, { now: () => new Date(now).toISOString() });
      rounds.push(channel.shown.length);
      now += 600_000;
    }
    expect(rounds).toEqual(Array.from({ length: 10 }, (_, round) => 3 * (round + 1) + (round === 9 ? 1 : 0)));
    expect([...store.ended.values()]).toEqual([
      { status: 'failed', reason: 'Kênh đang bận.' },
      { status: 'sent', messageId: 'm' },
    ]);
    expect(channel.shown.slice(0, 30)).toEqual(Array.from({ length: 30 }, () => 'tin 0'));
  });

  test('waits as long as the channel says', async () => {
    const store = await owing([{}]);
    const channel = channelThat([{ ...busy, retryAfterMs: 35_000 }]);
    const at = (ms: number) => ({ now: () => new Date(Date.parse(START) + ms).toISOString() });
    await run(store, channel, at(0));
    await run(store, channel, at(34_999));
    expect(channel.shown).toHaveLength(1);
    expect(await run(store, channel, at(35_000))).toEqual([{ status: 'sent', messageId: 'm' }]);
  });

  test('never sends again when it is not known what the person saw', async () => {
    const lost: SendOutcome = { kind: 'uncertain', reason: 'Mất kết nối khi chờ trả lời.' };
    const channel = channelThat([lost]);
    expect(await run(await owing([{}]), channel)).toEqual([
      { status: 'uncertain', reason: 'Mất kết nối khi chờ trả lời.' },
    ]);
    expect(channel.shown).toHaveLength(1);
    expect(await run(await owing([{}]), channelThat([new Error('socket')]))).toMatchObject([{ status: 'uncertain' }]);
  });

  test('does not send again what was being sent when a process died, and goes on behind it', async () => {
    const store = await owing([{}, {}]);
    await store.nextOutbox('c', START);
    const channel = channelThat([]);
    expect(await run(store, channel)).toEqual([
      { status: 'uncertain', reason: expect.stringContaining('không rõ') },
      { status: 'sent', messageId: 'm' },
    ]);
    expect(channel.shown).toEqual(['tin 1']);
  });

  test('gives every message that was not sent a reason', async () => {
    const refused: SendOutcome = { kind: 'failed', retryable: false, reason: 'Người nhận đã chặn.' };
    expect(await run(await owing([{}]), channelThat([refused]))).toEqual([
      { status: 'failed', reason: 'Người nhận đã chặn.' },
    ]);
    const [noChannel] = await run(await owing([{}]), null);
    expect(noChannel).toMatchObject({ status: 'failed', reason: expect.stringContaining('Kênh') });
    const document = { kind: 'mau-01', registrationId: 'r' } as const;
    const [noFile] = await run(await owing([{ document }]), channelThat([]));
    expect(noFile).toMatchObject({ status: 'failed', reason: expect.stringContaining('tệp') });
  });

  test('makes the document when the message is sent', async () => {
    const sent: unknown[] = [];
    const channel: Channel = {
      ...channelThat([]),
      async send(_to, message) {
        sent.push(message.file?.name);
        return { kind: 'sent', messageId: 'm' };
      },
    };
    const file = { name: 'Mau-01.docx', mime: 'x', bytes: new Uint8Array([1]) };
    await run(await owing([{ document: { kind: 'mau-01', registrationId: 'r' } }]), channel, {
      makeDocument: async () => file,
    });
    expect(sent).toEqual(['Mau-01.docx']);
  });
});
