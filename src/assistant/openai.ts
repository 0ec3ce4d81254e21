import { ChatOpenAI } from '@langchain/openai';
import OpenAI from 'openai';
import { z } from 'zod';
import { loadPrompt } from './prompts.ts';
import type {
  ComposedSentence,
  ComposeTask,
  LanguageModel,
  ModelOutcome,
  ProposedCommand,
  UnderstandTask,
} from './types.ts';

export interface OpenAiOptions {
  readonly apiKey: string;
  /** Any endpoint that speaks the OpenAI wire protocol, e.g. a vLLM on the office's own machine. */
  readonly baseUrl?: string;
  readonly chatModel?: string;
  readonly embeddingModel?: string;
  /** Milliseconds from the call to its outcome, the retry included; after that the rules go on alone. */
  readonly timeouts: { readonly chat: number; readonly query: number; readonly index: number };
}

/** What a person can be kept waiting for, and what indexing may take for one batch. */
export const TIMEOUTS: OpenAiOptions['timeouts'] = { chat: 8_000, query: 1_500, index: 60_000 };

const Composed = z.object({
  sentences: z.array(z.object({ text: z.string(), evidence: z.array(z.number().int()) })),
});

const Understood = z.object({
  commands: z.array(
    z.discriminatedUnion('type', [
      z.object({ type: z.literal('setField'), field: z.string(), words: z.string() }),
      z.object({ type: z.literal('correctField'), field: z.string(), words: z.string() }),
      z.object({ type: z.literal('ask'), words: z.string() }),
      z.object({ type: z.literal('go'), to: z.string() }),
      z.object({ type: z.literal('handoff') }),
      z.object({ type: z.literal('unclear') }),
    ]),
  ),
});

/** One vector a text, all of one length. */
const Embedded = z
  .object({ wanted: z.number(), vectors: z.array(z.array(z.number()).min(1)) })
  .refine(({ wanted, vectors }) => vectors.length === wanted)
  .refine(({ vectors }) => vectors.every((vector) => vector.length === vectors[0]?.length));

const ANSWER = loadPrompt(new URL('../../prompts/answer.md', import.meta.url));
const UNDERSTAND = loadPrompt(new URL('../../prompts/understand.md', import.meta.url));

/**
 * The port over an OpenAI-compatible endpoint. Never throws: an endpoint that is away, slow, or answers outside the
 * schema is a `failed` outcome, and the rules go on alone. One retry, then the person is answered without it.
 */
export function createOpenAiModel(options: OpenAiOptions): LanguageModel {
  const configuration = options.baseUrl === undefined ? {} : { baseURL: options.baseUrl };
  const chat = options.chatModel
    ? new ChatOpenAI({
        model: options.chatModel,
        apiKey: options.apiKey,
        configuration,
        temperature: 0,
        timeout: options.timeouts.chat,
        maxRetries: 1,
        useResponsesApi: false,
      })
    : null;
  // The plain client: it lets go of a call that took too long or is not waited for any more.
  const client = new OpenAI({ apiKey: options.apiKey, ...configuration, maxRetries: 1 });

  return {
    async compose(task) {
      if (!chat) return { kind: 'off' };
      return attempt(options.timeouts.chat, async (signal): Promise<readonly ComposedSentence[]> => {
        const model = chat.withStructuredOutput(Composed, { name: 'cau_tra_loi', method: 'jsonSchema' });
        const answer = await ANSWER.template.pipe(model).invoke(composeVariables(task), { signal });
        return answer.sentences;
      });
    },
    async understand(task) {
      if (!chat) return { kind: 'off' };
      return attempt(options.timeouts.chat, async (signal): Promise<readonly ProposedCommand[]> => {
        const model = chat.withStructuredOutput(Understood, { name: 'lenh', method: 'jsonSchema' });
        const understood = await UNDERSTAND.template.pipe(model).invoke(understandVariables(task), { signal });
        return understood.commands;
      });
    },
    async embed(texts, purpose, { closing } = {}) {
      const { embeddingModel } = options;
      if (!embeddingModel) return { kind: 'off' };
      return attempt(
        options.timeouts[purpose],
        async (signal) => {
          const request = { model: embeddingModel, input: [...texts], encoding_format: 'float' as const };
          const { data } = await client.embeddings.create(request, { signal });
          return Embedded.parse({ wanted: texts.length, vectors: data.map(({ embedding }) => embedding) }).vectors;
        },
        closing,
      );
    },
  };
}

function composeVariables(task: ComposeTask): { today: string; evidence: string; question: string } {
  const evidence = task.evidence.map((piece) => `[${piece.number}] (${piece.source}) ${piece.text}`).join('\n');
  return { today: task.today, evidence, question: task.question };
}

function understandVariables(task: UnderstandTask): { asking: string; fields: string; text: string } {
  return {
    asking: task.asking ? `${task.asking.field}: ${task.asking.question}` : 'không hỏi mục nào',
    fields: task.openFields.map((field) => `${field.field}: ${field.label}`).join('\n'),
    text: task.text,
  };
}

/** The time limit holds over retries and waits, whatever the client's own limits do. */
async function attempt<T>(
  timeout: number,
  work: (signal: AbortSignal) => Promise<T>,
  closing?: AbortSignal,
): Promise<ModelOutcome<T>> {
  const limit = AbortSignal.timeout(timeout);
  const signal = closing ? AbortSignal.any([limit, closing]) : limit;
  const late = new Promise<never>((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason));
  });
  try {
    return { kind: 'done', value: await Promise.race([work(signal), late]) };
  } catch (error) {
    // Only the kind of failure is kept: a message could carry the person's words back into a log.
    const status = (error as { status?: number }).status;
    const name = error instanceof Error ? error.name : 'unknown';
    return { kind: 'failed', reason: status === undefined ? name : `${name} ${status}` };
  }
}
