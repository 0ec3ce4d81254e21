import { describe, expect, test } from 'vitest';
import type { Channel, IncomingEvent, OutgoingMessage } from '../../src/channels/types.ts';
import type { Store } from '../../src/conversation/store/store.ts';
import type { Knowledge } from '../../src/knowledge/types.ts';
import { createSettableClock } from '../../src/platform/clock.ts';
import { createMemoryStore } from './store/memory-store.ts';
import { createTalk, createTestEngine, plainKnowledge, START, startForm } from './talk.ts';

const clock = createSettableClock(new Date(START));

function recording(): { channel: Channel; sent: { to: string; message: OutgoingMessage }[] } {
  const sent: { to: string; message: OutgoingMessage }[] = [];
  const channel: Channel = {
    id: 'simulator',
    limits: { text: 4_000, caption: 4_000, buttons: 40, buttonLabel: 64 },
    async send(to, message) {
      sent.push({ to, message });
      return { kind: 'sent', messageId: message.key };
    },
  };
  return { channel, sent };
}

const event = (who: string, n: number, text: string): IncomingEvent => ({
  channel: 'simulator',
  key: `${who}-${n}`,
  externalId: who,
  at: START,
  content: { kind: 'text', text },
});

/** Always the same order for the same seed. */
function shuffle<T>(items: readonly T[], seed: number): T[] {
  const all = [...items];
  let state = seed;
  for (let i = all.length - 1; i > 0; i -= 1) {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    const j = state % (i + 1);
    [all[i], all[j]] = [all[j] as T, all[i] as T];
  }
  return all;
}

describe('engine', () => {
  test('200 messages sent twice and shuffled, by two processes at once: each counted once', async () => {
    const asked: string[] = [];
    const counting: Knowledge = {
      answer(question, context) {
        asked.push(question);
        return plainKnowledge.answer(question, context);
      },
    };
    const store = createMemoryStore();
    const { channel, sent } = recording();
    const engines = ['one', 'two'].map((holder) => createTestEngine(store, counting, [channel], clock, holder));
    const messages = Array.from({ length: 200 }, (_, i) => event(`nguoi-${i % 20}`, i, `câu hỏi số ${i} là gì?`));
    const outcomes = await Promise.all(
      shuffle([...messages, ...messages], 7).map(async (one, i) => {
        const engine = engines[i % 2] as (typeof engines)[number];
        const outcome = await engine.receive(one);
        await engine.drain(`simulator:${one.externalId}`);
        return outcome;
      }),
    );
    expect(outcomes.filter((one) => one === 'accepted')).toHaveLength(200);
    expect(new Set(asked).size).toBe(200);
    expect(asked).toHaveLength(200);
    expect(sent).toHaveLength(200);
    expect(new Set(sent.map(({ message }) => message.key)).size).toBe(200);
  });

  test('works on one person in the order of arrival', async () => {
    const store = createMemoryStore();
    const { channel, sent } = recording();
    const engine = createTestEngine(store, plainKnowledge, [channel], clock);
    const texts = ['thứ nhất là gì?', 'thứ hai là gì?', 'thứ ba là gì?'];
    for (const [n, text] of texts.entries()) await engine.receive(event('chi-hoa', n, text));
    const reports = await engine.drain('simulator:chi-hoa');
    expect(reports).toHaveLength(3);
    expect(sent.map(({ message }) => message.text)).toEqual(texts.map((text) => `Trả lời: ${text}`));
  });

  test('decides again when somebody else committed in between', async () => {
    const store = createMemoryStore();
    let rivals = 1;
    const contested: Store = {
      ...store,
      async commit(turn) {
        if (rivals > 0) {
          rivals -= 1;
          return { kind: 'conflict' };
        }
        return store.commit(turn);
      },
    };
    const { channel, sent } = recording();
    const engine = createTestEngine(contested, plainKnowledge, [channel], clock);
    await engine.receive(event('chi-hoa', 1, 'ocop là gì?'));
    expect(await engine.drain('simulator:chi-hoa')).toHaveLength(1);
    expect(sent).toHaveLength(1);
  });

  test('gives up a drain that never gets to commit, and the message still waits', async () => {
    const store = createMemoryStore();
    const contested: Store = { ...store, commit: async () => ({ kind: 'conflict' }) };
    const { channel } = recording();
    const engine = createTestEngine(contested, plainKnowledge, [channel], clock);
    await engine.receive(event('chi-hoa', 1, 'ocop là gì?'));
    await expect(engine.drain('simulator:chi-hoa')).rejects.toThrow('changes under');
    expect(await store.nextInbox('simulator:chi-hoa')).not.toBeNull();
  });

  test('sets a message aside that breaks the turn, says sorry, and goes on with the next', async () => {
    const store = createMemoryStore();
    const { channel, sent } = recording();
    const breaking: Store = {
      ...store,
      async commit(turn) {
        if (JSON.stringify(turn.inbox.event.content).includes('hỏng')) throw new Error('broken');
        return store.commit(turn);
      },
    };
    const engine = createTestEngine(breaking, plainKnowledge, [channel], clock);
    await engine.receive(event('chi-hoa', 1, 'câu hỏng là gì?'));
    await engine.receive(event('chi-hoa', 2, 'câu tốt là gì?'));
    await engine.drain('simulator:chi-hoa');
    expect(sent.map(({ message }) => message.text)).toEqual([
      expect.stringContaining('Xin lỗi'),
      'Trả lời: câu tốt là gì?',
    ]);
  });

  test('a question that breaks the knowledge module costs its answer, not the form', async () => {
    const talk = createTalk({
      knowledge: {
        answer() {
          throw new Error('broken');
        },
      },
    });
    await startForm(talk);
    const said = await talk.say('hồ sơ nộp ở đâu?');
    expect(said.text).toContain('gặp cán bộ');
    expect(said.asking).toBe('applicant.kind');
  });

  test('waits for the lease of a process that has died', async () => {
    const store = createMemoryStore();
    const { channel, sent } = recording();
    const moving = createSettableClock(new Date(START));
    await store.takeLease('simulator:chi-hoa', 'dead', moving.now(), new Date(Date.parse(START) + 10_000));
    const engine = createTestEngine(store, plainKnowledge, [channel], {
      now() {
        moving.advance(1_000);
        return moving.now();
      },
    });
    await engine.receive(event('chi-hoa', 1, 'ocop là gì?'));
    await engine.drain('simulator:chi-hoa');
    expect(sent).toHaveLength(1);
  });

  test('remembers the last question of somebody without consent, but does not store it', async () => {
    const previous: (string | undefined)[] = [];
    const knowledge: Knowledge = {
      answer(question, context) {
        previous.push(context.previousQuestion);
        return plainKnowledge.answer(question, context);
      },
    };
    const talk = createTalk({ knowledge });
    await talk.say('Thọ Xuân được giao mấy sản phẩm 4 sao?');
    await talk.say('thế còn 5 sao thì sao?');
    expect(previous).toEqual([undefined, 'Thọ Xuân được giao mấy sản phẩm 4 sao?']);
    const { snapshot } = (await talk.store.find('simulator', 'chi-hoa')) ?? {};
    expect(snapshot?.state.previousQuestion).toBeNull();
  });
});
