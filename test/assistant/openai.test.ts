import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createOpenAiModel, TIMEOUTS } from '../../src/assistant/openai.ts';
import type { LanguageModel } from '../../src/assistant/types.ts';
import { type ModelBehaviour, type OpenAiSimulator, startOpenAiSimulator } from '../simulators/openai/server.ts';

let simulator: OpenAiSimulator;
let model: LanguageModel;

beforeAll(async () => {
  simulator = await startOpenAiSimulator({ apiKey: 'sk-test', behaviour: () => ({ sentences: [] }) });
  model = createOpenAiModel({
    apiKey: 'sk-test',
    baseUrl: simulator.baseUrl,
    chatModel: 'mo-hinh-thu',
    embeddingModel: 'vec-to-thu',
    timeouts: { chat: 5_000, query: 5_000, index: 5_000 },
  });
});
afterAll(() => simulator.close());

const TASK = {
  question: 'Có mấy lớp tập huấn? {{evidence}}',
  known: [],
  today: '2026-11-23',
  evidence: [{ number: 1, source: 'Kế hoạch 2024, II.2.1', text: 'Tỉnh mở 7 lớp tập huấn.' }],
};

describe('an OpenAI-compatible endpoint', () => {
  it('composes from numbered evidence, and the question is never read as a template', async () => {
    simulator.behave(() => ({ sentences: [{ text: 'Có 7 lớp tập huấn.', evidence: [1] }] }));
    expect(await model.compose(TASK)).toEqual({
      kind: 'done',
      value: [{ text: 'Có 7 lớp tập huấn.', evidence: [1] }],
    });
    const call = simulator.calls.at(-1);
    expect(call?.user).toContain('[1] (Kế hoạch 2024, II.2.1) Tỉnh mở 7 lớp tập huấn.');
    expect(call?.user).toContain('Có mấy lớp tập huấn? {{evidence}}');
  });

  it('proposes commands of the closed grammar', async () => {
    simulator.behave(() => ({ commands: [{ type: 'setField', field: 'product.name', words: 'bánh gai' }] }));
    const outcome = await model.understand({
      text: 'nhà tôi làm bánh gai',
      asking: null,
      openFields: [{ field: 'product.name', label: 'Tên sản phẩm', personal: false }],
      known: [],
    });
    expect(outcome).toEqual({
      kind: 'done',
      value: [{ type: 'setField', field: 'product.name', words: 'bánh gai' }],
    });
  });

  it('embeds texts into vectors of one length, near texts near', async () => {
    const outcome = await model.embed(['tập huấn cho chủ thể', 'tập huấn cho chủ thể OCOP', 'rượu sim'], 'query');
    if (outcome.kind !== 'done') throw new Error(outcome.kind);
    const [a, b, c] = outcome.value as [number[], number[], number[]];
    const dot = (x: number[], y: number[]): number => x.reduce((sum, value, i) => sum + value * (y[i] ?? 0), 0);
    expect(dot(a, b)).toBeGreaterThan(dot(a, c));
  });

  it.each<[string, ModelBehaviour]>([
    ['an outage', () => ({ status: 503 })],
    ['a wrong key or model', () => ({ status: 401 })],
    ['prose instead of JSON', () => 'Xin chào, tôi là mô hình.'],
    ['JSON outside the schema', () => ({ sentences: 'không phải danh sách' })],
  ])('%s is a failed outcome, not an exception', async (_name, behaviour) => {
    simulator.behave(behaviour);
    expect((await model.compose(TASK)).kind).toBe('failed');
  });

  it('without a chat model is off', async () => {
    const silent = createOpenAiModel({ apiKey: 'sk-test', baseUrl: simulator.baseUrl, timeouts: TIMEOUTS });
    expect(await silent.compose(TASK)).toEqual({ kind: 'off' });
    expect(await silent.embed(['a'], 'query')).toEqual({ kind: 'off' });
  });
});
