import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';
import { conceptVector } from './concept-vector.ts';

/**
 * A real HTTP server that speaks the part of the OpenAI wire protocol we use: POST /v1/chat/completions with a JSON
 * schema as response format, and POST /v1/embeddings. Strict: a missing key, an unknown field type or a missing schema
 * is refused as the real one refuses it.
 */

const ChatRequest = z.object({
  model: z.string().min(1),
  messages: z.array(z.object({ role: z.enum(['system', 'user', 'assistant']), content: z.string() })).min(1),
  temperature: z.number().optional(),
  stream: z.boolean().optional(),
  response_format: z
    .object({
      type: z.literal('json_schema'),
      json_schema: z.object({ name: z.string(), schema: z.record(z.string(), z.unknown()) }),
    })
    .optional(),
});
const EmbeddingRequest = z.object({
  model: z.string().min(1),
  input: z.union([z.string(), z.array(z.string()).min(1)]),
  encoding_format: z.enum(['float', 'base64']).optional(),
});

export interface ChatCall {
  readonly system: string;
  readonly user: string;
  /** Name of the JSON schema asked for: `cau_tra_loi` or `lenh`. */
  readonly schema: string;
}

/** What the simulated model does with a call: an object answers, a string is sent as it is (even if not JSON), a status fails. */
export type ModelBehaviour = (call: ChatCall) => object | string | { readonly status: number };

export interface OpenAiSimulator {
  readonly baseUrl: string;
  readonly calls: readonly ChatCall[];
  /** Every text that was to be embedded. */
  readonly embedded: readonly string[];
  behave(behaviour: ModelBehaviour): void;
  close(): Promise<void>;
}

export async function startOpenAiSimulator(options: {
  apiKey: string;
  behaviour: ModelBehaviour;
  /** Any free port when left out. */
  port?: number;
  /** A status to refuse the embedding of these texts with. */
  refuseEmbedding?: (texts: readonly string[]) => number | undefined;
}): Promise<OpenAiSimulator> {
  const calls: ChatCall[] = [];
  const embedded: string[] = [];
  let behaviour = options.behaviour;
  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => fail(response, 500, String(error)));
  });

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.headers.authorization !== `Bearer ${options.apiKey}`)
      return fail(response, 401, 'Incorrect API key provided');
    const body: unknown = JSON.parse(await readBody(request));
    if (request.url === '/v1/embeddings') {
      const embedding = EmbeddingRequest.parse(body);
      const inputs = typeof embedding.input === 'string' ? [embedding.input] : embedding.input;
      embedded.push(...inputs);
      const refused = options.refuseEmbedding?.(inputs);
      return refused ? fail(response, refused, 'simulated failure') : embed(response, embedding, inputs);
    }
    if (request.url !== '/v1/chat/completions') return fail(response, 404, 'Unknown request URL');
    const parsed = ChatRequest.safeParse(body);
    if (!parsed.success) return fail(response, 400, parsed.error.message);
    const text = (role: string) =>
      parsed.data.messages
        .filter((m) => m.role === role)
        .map((m) => m.content)
        .join('\n');
    const call: ChatCall = {
      system: text('system'),
      user: text('user'),
      schema: parsed.data.response_format?.json_schema.name ?? '',
    };
    calls.push(call);
    const outcome = behaviour(call);
    if (typeof outcome === 'object' && 'status' in outcome)
      return fail(response, outcome.status as number, 'simulated failure');
    send(response, 200, completion(parsed.data.model, typeof outcome === 'string' ? outcome : JSON.stringify(outcome)));
  }

  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    calls,
    embedded,
    behave: (next) => {
      behaviour = next;
    },
    close: () => closeServer(server),
  };
}

function embed(response: ServerResponse, request: z.infer<typeof EmbeddingRequest>, inputs: readonly string[]): void {
  const data = inputs.map((text, index) => ({ object: 'embedding', index, embedding: conceptVector(text) }));
  send(response, 200, { object: 'list', model: request.model, data, usage: { prompt_tokens: 1, total_tokens: 1 } });
}

function completion(model: string, content: string): object {
  return {
    id: 'chatcmpl-simulated',
    object: 'chat.completion',
    created: 1_700_000_000,
    model,
    choices: [
      { index: 0, message: { role: 'assistant', content, refusal: null }, logprobs: null, finish_reason: 'stop' },
    ],
    usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
  };
}

function readBody(request: IncomingMessage): Promise<string> {
  return new Promise((resolve, reject) => {
    let body = '';
    request.setEncoding('utf8');
    request.on('data', (chunk: string) => {
      body += chunk;
    });
    request.on('end', () => resolve(body));
    request.on('error', reject);
  });
}

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

function fail(response: ServerResponse, status: number, message: string): void {
  send(response, status, { error: { message, type: 'invalid_request_error', param: null, code: null } });
}

function closeServer(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve, reject) => server.close((error) => (error ? reject(error) : resolve())));
}
