import { maskedModel } from './masked-model.ts';
import { noLanguageModel } from './off.ts';
import { registeredModel, type Transfer } from './registered-model.ts';
import { restingModel } from './resting-model.ts';
import type { LanguageModel } from './types.ts';

/** As `readConfig` gives it. */
export interface ModelSettings {
  readonly apiKey: string | null;
  readonly baseUrl: string | null;
  readonly chatModel: string | null;
  readonly embeddingModel: string | null;
  readonly dataLocation: Transfer['location'];
  /** False only where the endpoint is the office's own or in the country. */
  readonly masking: boolean;
}

export interface ModelParts {
  readonly now: () => Date;
  /** Writes the register of transfers. Must not throw. */
  readonly record: (transfer: Transfer) => Promise<void>;
}

/** The model as everything else sees it: masked, registered, left alone while it is down. Off without a key. */
export async function createLanguageModel(settings: ModelSettings, parts: ModelParts): Promise<LanguageModel> {
  const { apiKey, baseUrl, chatModel, embeddingModel } = settings;
  if (apiKey === null || (chatModel === null && embeddingModel === null)) return noLanguageModel;
  // The client is large; without a key nobody waits for it.
  const { createOpenAiModel, TIMEOUTS } = await import('./openai.ts');
  const endpoint = createOpenAiModel({
    apiKey,
    timeouts: TIMEOUTS,
    ...(baseUrl === null ? {} : { baseUrl }),
    ...(chatModel === null ? {} : { chatModel }),
    ...(embeddingModel === null ? {} : { embeddingModel }),
  });
  const masked = settings.masking || settings.dataLocation === 'foreign';
  const registered = registeredModel(
    restingModel(endpoint, () => parts.now().getTime()),
    {
      chatModel: chatModel ?? '',
      embeddingModel: embeddingModel ?? '',
      location: settings.dataLocation,
      masked,
      now: () => parts.now().toISOString(),
      record: parts.record,
    },
  );
  return masked ? maskedModel(registered) : registered;
}
