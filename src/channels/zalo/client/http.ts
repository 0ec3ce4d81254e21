import { z } from 'zod';
import { classify, type Failure, type Host } from './failures.ts';

export interface Transport {
  readonly fetch: typeof fetch;
  /** Milliseconds until an answer is given up as lost. */
  readonly timeoutMs: number;
}

/** Calls of the running minute, from the answer's headers. */
export interface Rate {
  readonly limit: number;
  readonly remaining: number;
}

export type Result<T> =
  | { readonly ok: true; readonly value: T; readonly rate: Rate | null }
  | { readonly ok: false; readonly failure: Failure; readonly rate: Rate | null };

export interface Call<T> {
  readonly host: Host;
  readonly url: string;
  readonly method: 'GET' | 'POST';
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | FormData | URLSearchParams;
  /** Of `data`. */
  readonly schema: z.ZodType<T>;
}

const Envelope = z.object({ error: z.coerce.number(), message: z.string().default(''), data: z.unknown().optional() });

/** The call never left this machine, so it may be made again. */
const NOT_SENT = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'UND_ERR_CONNECT_TIMEOUT']);

export interface Answer {
  readonly status: number;
  /** Undefined when it is not JSON. */
  readonly body: unknown;
  readonly rate: Rate | null;
}

/** A failed request carries an HTTP status of 200 and an `error` that is not 0: the body decides, never the status. */
export async function call<T>(transport: Transport, request: Call<T>): Promise<Result<T>> {
  const { host } = request;
  const answer = await ask(transport, request);
  if ('kind' in answer) return { ok: false, failure: answer, rate: null };
  const { rate } = answer;
  const fail = (failure: Failure): Result<T> => ({ ok: false, failure, rate });
  const envelope = Envelope.safeParse(answer.body);
  if (!envelope.success) return fail(withoutEnvelope(host, answer.status));
  const { error, message, data } = envelope.data;
  if (error !== 0) return fail(classify(host, error, message));
  const value = request.schema.safeParse(data);
  if (!value.success) return fail({ kind: 'lost', host, code: 0, message: 'answer of an unknown shape' });
  return { ok: true, value: value.data, rate };
}

export async function ask(
  { fetch, timeoutMs }: Transport,
  { host, url, method, headers, body }: Omit<Call<unknown>, 'schema'>,
): Promise<Answer | Failure> {
  try {
    const signal = AbortSignal.timeout(timeoutMs);
    const response = await fetch(url, { method, headers, signal, redirect: 'error', ...(body ? { body } : {}) });
    return { status: response.status, body: parse(await response.text()), rate: rateOf(response.headers) };
  } catch (error) {
    const kind = NOT_SENT.has(codeOf(error)) ? 'unreachable' : 'lost';
    return { kind, host, code: null, message: codeOf(error) || (error as Error).name };
  }
}

/** An answer that is not Zalo's: an unknown path, or a gateway on the way. */
export function withoutEnvelope(host: Host, status: number): Failure {
  const kind = status === 429 ? 'transient' : status >= 400 && status < 500 ? 'configuration' : 'lost';
  return { kind, host, code: null, message: `HTTP ${status} without an answer of Zalo's` };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function rateOf(headers: Headers): Rate | null {
  const limit = Number(headers.get('x-ratelimit-limit') ?? Number.NaN);
  const remaining = Number(headers.get('x-ratelimit-remain') ?? Number.NaN);
  return Number.isFinite(limit) && Number.isFinite(remaining) ? { limit, remaining } : null;
}

function codeOf(error: unknown): string {
  const code = (error as { cause?: { code?: unknown } }).cause?.code;
  return typeof code === 'string' ? code : '';
}
