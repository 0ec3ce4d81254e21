import type { ModelSettings } from './create-model.ts';

const OPENAI_HOST = 'api.openai.com';

/** The host in another country that gets people's words, told to them before they consent; null where there is none. */
export function hostAbroad({ apiKey, baseUrl, chatModel, embeddingModel, dataLocation }: ModelSettings): string | null {
  const used = apiKey !== null && (chatModel !== null || embeddingModel !== null);
  if (!used || dataLocation !== 'foreign') return null;
  return baseUrl === null ? OPENAI_HOST : new URL(baseUrl).hostname;
}
