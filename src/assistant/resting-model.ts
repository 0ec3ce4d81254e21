import type { LanguageModel, ModelOutcome } from './types.ts';

/** Failures in a row after which a task is no longer tried, and for how long. */
const FAILURES = 3;
const REST_MS = 60_000;

/**
 * An endpoint that is down would cost everybody the whole time limit on every message. After three failures in a row of
 * one kind of task it rests for a minute, and the rules answer at once; then one call tries it again.
 */
export function restingModel(model: LanguageModel, now: () => number): LanguageModel {
  const compose = restingTask(now);
  const understand = restingTask(now);
  const query = restingTask(now);
  return {
    compose: (task) => compose(() => model.compose(task)),
    understand: (task) => understand(() => model.understand(task)),
    embed(texts, purpose, options) {
      const work = () => model.embed(texts, purpose, options);
      return purpose === 'query' ? query(work) : work();
    },
  };
}

function restingTask(now: () => number): <T>(work: () => Promise<ModelOutcome<T>>) => Promise<ModelOutcome<T>> {
  let failures = 0;
  let until = Number.NEGATIVE_INFINITY;
  return async (work) => {
    if (now() < until) return { kind: 'off' };
    const outcome = await work();
    if (outcome.kind === 'failed') {
      failures += 1;
      if (failures >= FAILURES) until = now() + REST_MS;
    } else if (outcome.kind === 'done') failures = 0;
    return outcome;
  };
}
