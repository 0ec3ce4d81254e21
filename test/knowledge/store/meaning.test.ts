import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createOpenAiModel } from '../../../src/assistant/openai.ts';
import { answeringWithModel } from '../../../src/knowledge/answer-with-model.ts';
import { createMeaning, likenessOf } from '../../../src/knowledge/meaning.ts';
import { createVectorCache } from '../../../src/knowledge/store/vector-cache.ts';
import { type Database, openEphemeralDatabase } from '../../../src/platform/database/database.ts';
import { silentLog } from '../../../src/platform/log.ts';
import { type OpenAiSimulator, startOpenAiSimulator } from '../../simulators/openai/server.ts';
import { ask, knowledge, sources, TODAY } from '../shared.ts';

/** "The shining golden board": how long a certificate lasts, without a word of the rule. */
const PARAPHRASE = 'Bảng vàng ngời sáng xài bền cỡ nào?';
const CONTEXT = { today: TODAY };
const MODEL = 'vec-to-thu';

let database: Database;
let simulator: OpenAiSimulator;
/** A status that refuses every embedding while it is set. */
let refusing: number | undefined;
beforeAll(async () => {
  database = await openEphemeralDatabase();
  simulator = await startOpenAiSimulator({
    apiKey: 'sk-test',
    behaviour: () => ({ status: 404 }),
    refuseEmbedding: () => refusing,
  });
});
afterAll(async () => {
  await simulator.close();
  await database.close();
});

/** A process that has just started, on the same database. */
function start(embeddingModel = MODEL, closing = new AbortController().signal) {
  const model = createOpenAiModel({
    apiKey: 'sk-test',
    baseUrl: simulator.baseUrl,
    embeddingModel,
    timeouts: { chat: 5_000, query: 5_000, index: 20_000 },
  });
  const cache = createVectorCache(database.client, embeddingModel);
  const meaning = createMeaning({ embed: model.embed, cache, closing, log: silentLog });
  return { meaning, port: answeringWithModel({ current: () => knowledge, model, meaning }) };
}

const embeddedBy = async (work: () => Promise<unknown>): Promise<number> => {
  const before = simulator.embedded.length;
  await work();
  return simulator.embedded.length - before;
};

describe('search by meaning', () => {
  it('finds what shares no word with the question, which words alone do not', async () => {
    expect(ask(PARAPHRASE).kind).toBe('refusal');
    const { meaning, port } = start();
    await meaning.prepare(knowledge);
    const answer = await port.answer(PARAPHRASE, CONTEXT);
    expect(answer.kind).toBe('answer');
    expect(answer.text).toContain('36 tháng');
    expect(sources(answer)[0]).toBe('qd-26-2026:Đ.4');

    const dense = await meaning.likeness(knowledge, PARAPHRASE, CONTEXT);
    const found = knowledge.search(PARAPHRASE, { ...CONTEXT, ...(dense ? { dense } : {}) })[0];
    expect(found?.evidence).toBeLessThan(0.1);
  });

  it('a restart embeds nothing again, another model everything', async () => {
    const first = start();
    await first.meaning.prepare(knowledge);
    const again = start();
    expect(await embeddedBy(() => again.meaning.prepare(knowledge))).toBe(0);
    expect((await again.port.answer(PARAPHRASE, CONTEXT)).kind).toBe('answer');
    const texts = new Set(knowledge.passages.map(({ article, statement }) => `${article.title} ${statement.text}`));
    const other = start('vec-to-khac');
    expect(await embeddedBy(() => other.meaning.prepare(knowledge))).toBeGreaterThanOrEqual(texts.size);
  });

  it('nobody waits for the embedding of the documents', async () => {
    const { port } = start('vec-to-cham');
    expect(await port.answer(PARAPHRASE, CONTEXT)).toEqual(ask(PARAPHRASE));
  });

  it.each([
    ['the endpoint refuses to embed the documents', 'vec-to-loi', true],
    ['the endpoint goes away after the documents are embedded', MODEL, false],
  ])('by words alone when %s', async (_name, model, fromTheStart) => {
    const { meaning, port } = start(model);
    refusing = fromTheStart ? 400 : undefined;
    expect(await meaning.prepare(knowledge)).toBe(!fromTheStart);
    refusing = 400;
    for (const question of [PARAPHRASE, 'Giấy chứng nhận OCOP có giá trị bao lâu?'])
      expect(await port.answer(question, CONTEXT)).toEqual(ask(question));
    refusing = undefined;
    expect(await meaning.prepare(knowledge)).toBe(true);
    expect((await port.answer(PARAPHRASE, CONTEXT)).kind).toBe('answer');
  });

  it('what was embedded before the endpoint gave up is kept, and a service that stops sends nothing more', async () => {
    const closing = new AbortController();
    const { meaning } = start('vec-to-dung', closing.signal);
    const work = meaning.prepare(knowledge);
    closing.abort();
    const sent = simulator.embedded.length;
    expect(await work).toBe(false);
    expect(simulator.embedded.length - sent).toBeLessThanOrEqual(64);
  });

  it('what says nothing about meaning changes nothing: no vectors, equal vectors, vectors of another length', async () => {
    const questions = ['Nộp hồ sơ ở đâu?', 'dat 4 sao can bao nhieu diem', 'Thọ Xuân có mấy sản phẩm 4 sao?'];
    for (const question of questions)
      expect(knowledge.answer(question, { ...CONTEXT, dense: new Map() })).toEqual(ask(question));
  });

  it('the question is sent whole: what it leaves out comes from the one before', async () => {
    const { meaning } = start();
    await meaning.prepare(knowledge);
    await meaning.likeness(knowledge, 'thế còn 5 sao?', {
      today: TODAY,
      previousQuestion: '3 sao cần bao nhiêu điểm?',
    });
    expect(simulator.embedded.at(-1)).toBe('5 sao cần bao nhiêu điểm?');
  });
});

describe('likeness', () => {
  it('is how far a passage stands out, not the cosine itself', async () => {
    const crowd = Array.from({ length: 100 }, (_, at) => Float32Array.of(1, (at % 10) / 100));
    const question = Float32Array.of(0, 1);
    expect(likenessOf(crowd, question)).toEqual(new Map());
    const found = likenessOf([...crowd, Float32Array.of(0, 1)], question);
    expect([...found.keys()]).toEqual([100]);
    expect(found.get(100)).toBe(1);
    expect(likenessOf([Float32Array.of(1, 0), Float32Array.of(1, 0)], question)).toEqual(new Map());
    expect(likenessOf(crowd, Float32Array.of(1, 2, 3))).toEqual(new Map());
  });
});
