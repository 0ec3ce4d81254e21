import { createHash } from 'node:crypto';
import { noLanguageModel } from '../../src/assistant/off.ts';
import type { LanguageModel } from '../../src/assistant/types.ts';
import type { Channel, ChannelId, IncomingContent, OutgoingMessage } from '../../src/channels/types.ts';
import { createEngine, type Engine } from '../../src/conversation/engine.ts';
import type { Store } from '../../src/conversation/store/store.ts';
import type { TurnReport } from '../../src/conversation/turn.ts';
import { readHours } from '../../src/handoff/hours.ts';
import type { Answer, AsyncKnowledge, Knowledge } from '../../src/knowledge/types.ts';
import { createSettableClock } from '../../src/platform/clock.ts';
import { type Death, mortal } from './crash.ts';
import { fetchCalled, keeperInMemory } from './sent-files.ts';
import { createMemoryStore, type MemoryStore } from './store/memory-store.ts';

/** Answers every question alike, so that a transcript shows the conversation and not the documents. */
export const plainKnowledge: Knowledge = {
  answer: (question): Answer => ({
    kind: 'answer',
    text: `Trả lời: ${question}`,
    citations: [{ document: 'qd-26-2026', section: 'Đ.5', title: 'Đánh giá', quote: question }],
  }),
};

export interface Said extends TurnReport {
  readonly replies: readonly OutgoingMessage[];
  /** All replies as one text. */
  readonly text: string;
}

export interface Talk {
  readonly store: MemoryStore;
  readonly engine: Engine;
  say(text: string, channel?: ChannelId): Promise<Said>;
  send(content: IncomingContent, channel?: ChannelId): Promise<Said>;
  /** Presses the button of the last replies with that label, or an older one. */
  press(label: string): Promise<Said>;
  wait(milliseconds: number): void;
  readonly last: Said;
}

const NOTHING: TurnReport = { asking: null, proposed: null, citations: [], registration: null };

export const START = '2026-11-23T02:00:00Z';
export const HOUR = 3_600_000;

const DESK = {
  name: 'Văn phòng OCOP thử',
  contact: '0237 000 000',
  hours: readHours('07:30-11:30, 13:30-17:00'),
};

/** Whose conversation it is. */
export const ACCOUNT = ['simulator', 'chi-hoa'] as const;

/** A lease outlives its holder by less than this. */
const LEASE_GONE_MS = 11_000;

/**
 * A conversation in memory, with a clock that stands still and ids that count.
 * @param on Another store than the one in memory.
 * @param killed Every message meets a process that dies there, and then one that goes on.
 */
export function createTalk({
  knowledge = plainKnowledge,
  start = START,
  understand = noLanguageModel.understand,
  on,
  killed,
}: {
  knowledge?: AsyncKnowledge;
  start?: string;
  understand?: LanguageModel['understand'];
  on?: Store;
  killed?: Death;
} = {}): Talk {
  const clock = createSettableClock(new Date(start));
  const store = createMemoryStore();
  const sent: OutgoingMessage[] = [];
  const channels = (['simulator', 'zalo', 'telegram'] as const).map(
    (id): Channel => ({
      id,
      limits: { text: 4_000, caption: 4_000, buttons: 40, buttonLabel: 64 },
      async send(_to, message) {
        sent.push(message);
        return { kind: 'sent', messageId: message.key };
      },
      fetchFile: fetchCalled,
    }),
  );
  const open = (holder: string, rows: Store) => createTestEngine(rows, knowledge, channels, clock, holder, understand);
  const rows = on ?? store;
  const engine = open('test', rows);
  const pressed = new Map<string, string>();
  let count = 0;
  let last: Said = { ...NOTHING, replies: [], text: '' };

  async function send(content: IncomingContent, channel: ChannelId = 'simulator'): Promise<Said> {
    clock.advance(1);
    count += 1;
    sent.length = 0;
    const event = {
      channel,
      key: `m${count}`,
      externalId: ACCOUNT[1],
      at: clock.now().toISOString(),
      content,
    };
    const conversation = `${channel}:${event.externalId}`;
    await engine.receive(event);
    const living = killed ? await outlive(killed, conversation) : engine;
    const report = (await living.drain(conversation)).at(-1) ?? (await living.view(channel, event.externalId));
    // Whoever had everything erased is nobody to the process after it.
    if (!report && !killed) throw new Error('no turn was taken');
    const replies = [...sent];
    for (const button of replies.flatMap((reply) => reply.buttons)) pressed.set(button.label, button.payload);
    last = { ...(report ?? NOTHING), replies, text: replies.map((reply) => reply.text).join('\n') };
    return last;
  }

  /** A process dies over the message; another one starts. */
  async function outlive(death: Death, conversation: string): Promise<Engine> {
    const died = await open(`dies-${count}`, mortal(rows, death))
      .drain(conversation)
      .then(
        () => false,
        () => true,
      );
    if (!died) throw new Error(`nothing was killed ${death}`);
    clock.advance(LEASE_GONE_MS);
    return open(`lives-${count}`, rows);
  }

  return {
    store,
    engine,
    send,
    say: (text, channel) => send({ kind: 'text', text }, channel),
    press(label) {
      const payload = pressed.get(label);
      if (payload === undefined) throw new Error(`no button "${label}" was offered`);
      return send({ kind: 'button', payload });
    },
    wait: (milliseconds) => clock.advance(milliseconds),
    get last() {
      return last;
    },
  };
}

export function createTestEngine(
  store: Store,
  knowledge: AsyncKnowledge,
  channels: readonly Channel[],
  clock: { now(): Date },
  holder = 'test',
  understand: LanguageModel['understand'] = noLanguageModel.understand,
): Engine {
  let ids = 0;
  return createEngine({
    store,
    knowledge,
    files: keeperInMemory(channels),
    understand,
    channels: new Map(channels.map((one) => [one.id, one])),
    makeDocument: async ({ kind }) => ({
      name: `${kind.replace(/^./, (letter) => letter.toUpperCase())}.docx`,
      mime: 'application/octet-stream',
      bytes: new Uint8Array([1]),
    }),
    now: () => clock.now().toISOString(),
    leaseNow: () => clock.now(),
    // Between two tries no time passes; while a turn is worked on, the pause lasts as long as the turn.
    pause: (_milliseconds, signal) =>
      signal ? new Promise((resolve) => signal.addEventListener('abort', () => resolve())) : Promise.resolve(),
    nonce: () => {
      ids += 1;
      return createHash('sha256').update(`${holder} ${ids}`).digest('base64url').slice(0, 12);
    },
    newId: () => {
      ids += 1;
      const process = holder === 'test' ? '0' : createHash('sha256').update(holder).digest('hex').slice(0, 8);
      return `${process.padStart(8, '0')}-0000-4000-8000-${String(ids).padStart(12, '0')}`;
    },
    newLinkCode: () => '482913',
    holder,
    controller: () => 'Ủy ban nhân dân xã và cơ quan OCOP của tỉnh',
    abroad: null,
    deskOf: () => DESK,
    conversationKey: (channel, externalId) => `${channel}:${externalId}`,
    log: { warn() {}, error() {} },
  });
}

/** Through consent to the first question of the form. */
export async function startForm(talk: Talk): Promise<Said> {
  await talk.say('tôi muốn đăng ký sản phẩm');
  return talk.say('đồng ý');
}
