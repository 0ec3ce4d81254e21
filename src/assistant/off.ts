import type { LanguageModel } from './types.ts';

/** No model configured: everything works by rules alone. */
export const noLanguageModel: LanguageModel = {
  compose: async () => ({ kind: 'off' }),
  understand: async () => ({ kind: 'off' }),
  embed: async () => ({ kind: 'off' }),
};
