import type { LanguageModel, ModelOutcome } from './types.ts';

/** One line of the register of transfers: that something was sent, where to and how much, never what. */
export interface Transfer {
  /** ISO instant, UTC, at which it was sent. */
  readonly at: string;
  readonly purpose: 'compose' | 'understand' | 'query' | 'index';
  readonly model: string;
  readonly location: 'local' | 'vietnam' | 'foreign';
  /** True when personal parts had been replaced before. */
  readonly masked: boolean;
  /** Characters of the texts that were sent, without the prompt. */
  readonly characters: number;
  readonly outcome: 'done' | 'failed';
}

export interface Registering {
  readonly chatModel: string;
  readonly embeddingModel: string;
  readonly location: Transfer['location'];
  readonly masked: boolean;
  readonly now: () => string;
  /** Must not throw. */
  readonly record: (transfer: Transfer) => Promise<void>;
}

/** Writes down every call that left the house, also one that failed: the text may have arrived. */
export function registeredModel(model: LanguageModel, how: Registering): LanguageModel {
  async function call<T>(
    purpose: Transfer['purpose'],
    texts: readonly string[],
    work: () => Promise<ModelOutcome<T>>,
  ): Promise<ModelOutcome<T>> {
    const at = how.now();
    const outcome = await work();
    if (outcome.kind === 'off') return outcome;
    await how.record({
      at,
      purpose,
      model: purpose === 'query' || purpose === 'index' ? how.embeddingModel : how.chatModel,
      location: how.location,
      masked: how.masked,
      characters: texts.reduce((sum, text) => sum + [...text].length, 0),
      outcome: outcome.kind,
    });
    return outcome;
  }

  return {
    compose: (task) =>
      call('compose', [task.question, ...task.evidence.map(({ text }) => text)], () => model.compose(task)),
    understand: (task) => call('understand', [task.text], () => model.understand(task)),
    embed: (texts, purpose, options) => call(purpose, texts, () => model.embed(texts, purpose, options)),
  };
}
