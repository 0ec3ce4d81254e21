import { createHash } from 'node:crypto';
import { noLanguageModel } from '../../src/assistant/off.ts';
import type { LanguageModel } from '../../src/assistant/types.ts';
import type { Channel, IncomingContent, OutgoingMessage } from '../../src/channels/types.ts';
import { createEngine, type Engine } from '../../src/conversation/engine.ts';
import { createMemoryStore, type MemoryStore } from '../../src/conversation/store/memory-store.ts';
import type { Store } from '../../src/conversation/store/store.ts';
import type { TurnReport } from '../../src/conversation/turn.ts';
import type { Answer, AsyncKnowledge, Knowledge } from '../../src/knowledge/types.ts';
import { createSettableClock } from '../../src/platform/clock.ts';

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
  say(text: string): Promise<Said>;
  send(content: IncomingContent): Promise<Said>;
  /** Presses the button of the last replies with that label, or an older one. */
  press(label: string): Promise<Said>;
  wait(milliseconds: number): void;
  readonly last: Said;
}

export const START = '2026-11-23T02:00:00Z';
export const HOUR = 3_600_000;

/** A conversation in memory, with a clock that stands still and ids that count. */
export function createTalk({
  knowledge = plainKnowledge,
  start = START,
  understand = noLanguageModel.understand,
}: {
  knowledge?: AsyncKnowledge;
  start?: string;
  understand?: LanguageModel['understand'];
} = {}): Talk {
  const clock = createSettableClock(new Date(start));
  const store = createMemoryStore();
  const sent: OutgoingMessage[] = [];
  const channel: Channel = {
    id: 'simulator',
    limits: { text: 4_000, caption: 4_000, buttons: 40, buttonLabel: 64 },
    async send(_to, message) {
      sent.push(message);
      return { kind: 'sent', messageId: message.key };
    },
  };
  const engine = createTestEngine(store, knowledge, [channel], clock, 'test', understand);
  const pressed = new Map<string, string>();
  let count = 0;
  let last: Said = { replies: [], text: '', asking: null, proposed: null, citations: [], registration: null };

  async function send(content: IncomingContent): Promise<Said> {
    clock.advance(1);
    count += 1;
    sent.length = 0;
    const event = {
      channel: 'simulator' as const,
      key: `m${count}`,
      externalId: 'chi-hoa',
      at: clock.now().toISOString(),
      content,
    };
    await engine.receive(event);
    const report = (await engine.drain('simulator:chi-hoa')).at(-1);
    if (!report) throw new Error('no turn was taken');
    const replies = [...sent];
    for (const button of replies.flatMap((reply) => reply.buttons)) pressed.set(button.label, button.payload);
    last = { ...report, replies, text: replies.map((reply) => reply.text).join('\n') };
    return last;
  }

  return {
    store,
    engine,
    send,
    say: (text) => send({ kind: 'text', text }),
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
    understand,
    channels: new Map(channels.map((one) => [one.id, one])),
    makeDocument: async () => ({ name: 'Mau-01.docx', mime: 'application/octet-stream', bytes: new Uint8Array([1]) }),
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
      return `00000000-0000-4000-8000-${String(ids).padStart(12, '0')}`;
    },
    holder,
    controller: 'Ủy ban nhân dân xã và cơ quan OCOP của tỉnh',
    conversationKey: (channel, externalId) => `${channel}:${externalId}`,
    log: { warn() {}, error() {} },
  });
}

/** Through consent to the first question of the form. */
export async function startForm(talk: Talk): Promise<Said> {
  await talk.say('tôi muốn đăng ký sản phẩm');
  return talk.say('đồng ý');
}
