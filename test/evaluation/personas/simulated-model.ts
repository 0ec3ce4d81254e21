import { createLanguageModel } from '../../../src/assistant/create-model.ts';
import type { LanguageModel } from '../../../src/assistant/types.ts';
import { INVENTED } from '../../simulators/openai/invented.ts';
import { type Mood, modelOf } from '../../simulators/openai/moods.ts';
import { startOpenAiSimulator } from '../../simulators/openai/server.ts';
import { agrees, plain } from './judge.ts';
import type { Played } from './play.ts';

export interface SimulatedModel {
  /** As the program itself builds it: masked, registered, over HTTP. */
  readonly model: LanguageModel;
  /** The same for a program in a process of its own. */
  readonly environment: Readonly<Record<string, string>>;
  /** Messages that the model was asked to understand, and questions that it was asked to word. */
  counts(): { readonly understand: number; readonly compose: number };
  close(): Promise<void>;
}

export async function startSimulatedModel(mood: Mood): Promise<SimulatedModel> {
  const apiKey = 'sk-simulated';
  const simulator = await startOpenAiSimulator({ apiKey, behaviour: modelOf(mood) });
  const { baseUrl } = simulator;
  const model = await createLanguageModel(
    { apiKey, baseUrl, chatModel: mood, embeddingModel: null, dataLocation: 'foreign', masking: true },
    { now: () => new Date(), record: async () => {} },
  );
  return {
    model,
    environment: { OPENAI_BASE_URL: baseUrl, OPENAI_API_KEY: apiKey, OPENAI_CHAT_MODEL: mood },
    counts() {
      const compose = simulator.calls.filter(({ schema }) => schema === 'cau_tra_loi').length;
      return { compose, understand: simulator.calls.length - compose };
    },
    close: simulator.close,
  };
}

/** Fields that hold what only the lying model said: neither the persona, in any word, nor anybody's expectation. */
export function inventedIn({ persona, log }: Pick<Played, 'persona' | 'log'>): string[] {
  const said = plain(log.map(({ said }) => ('text' in said ? said.text : '')).join('\n'));
  const answers = (log.at(-1)?.turn.registration?.answers ?? {}) as Readonly<Record<string, unknown>>;
  return Object.entries(INVENTED).flatMap(([field, { words, value }]) => {
    const stored = answers[field];
    if (stored === undefined || !agrees(value, stored) || said.includes(plain(words))) return [];
    return field in persona.expected && agrees(persona.expected[field], stored) ? [] : [field];
  });
}
