import { describe, expect, it } from 'vitest';
import { noLanguageModel } from '../../src/assistant/off.ts';
import { registeredModel, type Transfer } from '../../src/assistant/registered-model.ts';
import { restingModel } from '../../src/assistant/resting-model.ts';
import type { LanguageModel, ModelOutcome } from '../../src/assistant/types.ts';

const MINUTE = 60_000;
const TASK = {
  question: 'q',
  known: [],
  today: '2026-11-23',
  evidence: [{ number: 1, source: 's', text: 'bằng chứng' }],
};

/** A model whose outcomes are given; a clock that is set. */
function resting(outcome: () => ModelOutcome<never[]>) {
  let calls = 0;
  let now = 0;
  const endpoint: LanguageModel = {
    ...noLanguageModel,
    async compose() {
      calls += 1;
      return outcome();
    },
  };
  const model = restingModel(endpoint, () => now);
  return {
    compose: () => model.compose(TASK),
    calls: () => calls,
    wait: (milliseconds: number) => {
      now += milliseconds;
    },
  };
}

describe('an endpoint that is down', () => {
  it('is left alone for a minute after three failures in a row, then tried once', async () => {
    const { compose, calls, wait } = resting(() => ({ kind: 'failed', reason: 'timeout' }));
    for (let i = 0; i < 5; i += 1) await compose();
    expect(calls()).toBe(3);
    expect(await compose()).toEqual({ kind: 'off' });
    wait(MINUTE);
    await compose();
    await compose();
    expect(calls()).toBe(4);
  });

  it('that answers now and then is not', async () => {
    let count = 0;
    const { compose, calls } = resting(() => {
      count += 1;
      return count % 3 === 0 ? { kind: 'done', value: [] } : { kind: 'failed', reason: 'timeout' };
    });
    for (let i = 0; i < 9; i += 1) await compose();
    expect(calls()).toBe(9);
  });
});

describe('the register', () => {
  it('holds a call that failed, for its text may have arrived, and none that was not made', async () => {
    const transfers: Transfer[] = [];
    const register = (model: LanguageModel) =>
      registeredModel(model, {
        chatModel: 'm',
        embeddingModel: 'v',
        location: 'vietnam',
        masked: true,
        now: () => '2026-11-23T02:00:00.000Z',
        record: async (transfer) => void transfers.push(transfer),
      });
    await register(noLanguageModel).compose(TASK);
    expect(transfers).toEqual([]);
    await register({ ...noLanguageModel, compose: async () => ({ kind: 'failed', reason: 'timeout' }) }).compose(TASK);
    expect(transfers).toEqual([
      {
        at: '2026-11-23T02:00:00.000Z',
        purpose: 'compose',
        model: 'm',
        location: 'vietnam',
        masked: true,
        characters: 'qbằng chứng'.length,
        outcome: 'failed',
      },
    ]);
  });
});
