import { randomBytes } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { tidy } from '../../../language/text.ts';
import { answerAsset } from '../../../web/page-assets.ts';
import type { IncomingContent, IncomingEvent, OutgoingFile } from '../../types.ts';
import type { SimulatorChannel } from '../simulator-channel.ts';
import { type Assets, loadAssets } from './assets.ts';
import { type EventStream, openEventStream } from './event-stream.ts';
import { renderChatPage } from './page.tsx';
import { ChatProblem, PROBLEMS, type ProblemCode } from './problems.ts';
import { isMessageId, readMessage } from './read-message.ts';
import { TokenBuckets } from './token-bucket.ts';
import { newVisitorCookie, readVisitor } from './visitor.ts';

const MAX_FILE_BYTES = 10 * 1024 * 1024;
const MAX_STREAMS_PER_VISITOR = 6;
const MAX_STREAMS = 5_000;
/** A person types a few messages a minute; a whole village may share one address behind the carrier. */
const PER_VISITOR = { burst: 20, perSecond: 0.5 };
const PER_ADDRESS = { burst: 300, perSecond: 10 };

const PAGE_HEADERS = {
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "font-src 'self'",
    "img-src 'self' blob:",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=()',
};

export interface ChatPageOptions {
  readonly receive: (event: IncomingEvent) => Promise<'accepted' | 'duplicate'>;
  readonly channel: SimulatorChannel;
  readonly clock: { now(): Date };
  /** A file that this visitor sent and that is kept; null for anybody else's. */
  readonly attachment: (externalId: string, id: string) => Promise<OutgoingFile | null>;
  /** True when people reach the page over https: the cookie is then never sent in the clear. */
  readonly secure: boolean;
}

/** The chat page at `/` and what it talks to under `/chat/`. */
export async function registerChatPage(server: FastifyInstance, options: ChatPageOptions): Promise<void> {
  await server.register(async (scope) => addRoutes(scope, options));
}

function addRoutes(server: FastifyInstance, { receive, channel, clock, attachment, secure }: ChatPageOptions): void {
  const assets = loadAssets();
  const perVisitor = new TokenBuckets(PER_VISITOR);
  const perAddress = new TokenBuckets(PER_ADDRESS);
  const streams = new Map<string, Set<EventStream>>();

  server.addHook('onRequest', async (request, reply) => {
    reply.headers(PAGE_HEADERS);
    const site = request.headers['sec-fetch-site'];
    if (request.method === 'POST' && site !== undefined && site !== 'same-origin')
      throw new ChatProblem('chat-other-site');
  });
  // Open streams would keep the server from stopping; the pages reconnect to the next one.
  server.addHook('preClose', async () => {
    for (const mine of streams.values()) for (const stream of mine) stream.close();
  });
  server.setErrorHandler((error: Error & { code?: string; statusCode?: number }, request, reply) => {
    const problem = asProblem(error, request);
    if (problem.code === 'chat-broken') request.log.error({ err: error, code: problem.code }, 'chat page');
    return replyWith(reply, problem);
  });
  server.addContentTypeParser(
    'application/octet-stream',
    { parseAs: 'buffer', bodyLimit: MAX_FILE_BYTES },
    (_request, body, done) => done(null, body),
  );

  function visitorOf(request: FastifyRequest): string {
    const visitor = readVisitor(request.headers.cookie, secure);
    if (!visitor) throw new ChatProblem('chat-no-visitor');
    return visitor.externalId;
  }

  function limit(request: FastifyRequest, externalId: string): void {
    const now = clock.now().getTime();
    for (const taken of [perAddress.take(request.ip, now), perVisitor.take(externalId, now)]) {
      if (!taken.ok) throw new ChatProblem('chat-too-often', taken.retryAfter);
    }
  }

  async function accept(externalId: string, id: string, shown: string, content: IncomingContent) {
    const key = `${externalId}:${id}`;
    // Shown before it is handed on, so that an answer never stands above its question.
    channel.echo(externalId, { key: id, text: shown });
    const outcome = await receive({ channel: 'simulator', key, externalId, at: clock.now().toISOString(), content });
    return { outcome };
  }

  /** The bytes wait in memory for their turn, which alone knows whether they may be kept. */
  async function acceptUpload(externalId: string, id: string, name: string, bytes: Buffer) {
    const ref = `upload-${id}`;
    channel.hold(externalId, ref, bytes);
    try {
      return await accept(externalId, id, name, { kind: isPictureName(name) ? 'photo' : 'file', ref, name });
    } catch (error) {
      channel.release(externalId, ref);
      throw error;
    }
  }

  server.get('/', async (request, reply) => {
    const visitor = readVisitor(request.headers.cookie, secure);
    if (!visitor) reply.header('set-cookie', newVisitorCookie(randomBytes(32), secure));
    reply.header('cache-control', 'no-store').type('text/html; charset=utf-8');
    return renderChatPage({ assets, returning: visitor !== null });
  });

  server.get('/chat/assets/*', async (request, reply) => sendAsset(assets, request, reply));

  server.post('/chat/messages', { bodyLimit: 64 * 1024 }, async (request, reply) => {
    const externalId = visitorOf(request);
    limit(request, externalId);
    const message = readMessage(request.body);
    switch (message.kind) {
      case 'malformed':
        throw new ChatProblem('chat-malformed');
      case 'empty':
        throw new ChatProblem('chat-empty');
      case 'too-long':
        throw new ChatProblem('chat-text-too-long');
      case 'message': {
        const { id, content } = message;
        const shown =
          content.kind === 'button'
            ? (channel.buttonLabel(externalId, content.payload) ?? 'Đã chọn')
            : wordsOf(content);
        return reply.code(202).send(await accept(externalId, id, shown, content));
      }
      default:
        return message satisfies never;
    }
  });

  /** The body is the file itself; `x-message-id` and the percent-encoded `x-file-name` stand in the headers. */
  server.post('/chat/files', async (request, reply) => {
    const externalId = visitorOf(request);
    limit(request, externalId);
    const id = request.headers['x-message-id'];
    if (!isMessageId(id) || !Buffer.isBuffer(request.body)) throw new ChatProblem('chat-malformed');
    if (request.body.byteLength === 0) throw new ChatProblem('chat-file-empty');
    const name = showableName(decodeName(request.headers['x-file-name']));
    return reply.code(202).send(await acceptUpload(externalId, id, name, request.body));
  });

  server.get('/chat/events', (request, reply) => {
    const externalId = visitorOf(request);
    if (streams.size >= MAX_STREAMS) throw new ChatProblem('chat-too-many-pages');
    const mine = streams.get(externalId) ?? new Set<EventStream>();
    const [oldest] = mine;
    if (oldest && mine.size >= MAX_STREAMS_PER_VISITOR) oldest.close();
    reply.hijack();
    const stream = openEventStream(reply.raw, () => {
      unsubscribe();
      mine.delete(stream);
      if (mine.size === 0) streams.delete(externalId);
    });
    streams.set(externalId, mine.add(stream));
    const lastSeen = request.headers['last-event-id'];
    for (const entry of channel.replay(externalId, typeof lastSeen === 'string' ? lastSeen : null)) {
      stream.entry(channel.position(entry), entry);
    }
    stream.ready();
    const unsubscribe = channel.subscribe(externalId, (entry) => stream.entry(channel.position(entry), entry));
  });

  server.get<{ Params: { id: string } }>('/chat/files/:id', async (request, reply) =>
    sendFile(reply, channel.file(visitorOf(request), request.params.id)),
  );

  /** What the visitor sent and we keep, for nobody but them. */
  server.get<{ Params: { id: string } }>('/chat/attachments/:id', async (request, reply) =>
    sendFile(reply, await attachment(visitorOf(request), request.params.id)),
  );
}

/** Always as a download: nothing that a stranger sent is ever shown inside our own site. */
function sendFile(reply: FastifyReply, file: OutgoingFile | null) {
  if (!file) throw new ChatProblem('chat-file-gone');
  return reply
    .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`)
    .header('cache-control', 'private, no-store')
    .type(file.mime)
    .send(Buffer.from(file.bytes));
}

function sendAsset({ all }: Assets, request: FastifyRequest, reply: FastifyReply) {
  const found = answerAsset(all, request.url, request.headers['accept-encoding']);
  if (!found) return reply.code(404).type('text/plain; charset=utf-8').send('Không có tệp này.');
  return reply.headers(found.headers).send(found.body);
}

function asProblem(error: Error & { code?: string; statusCode?: number }, request: FastifyRequest): ChatProblem {
  if (error instanceof ChatProblem) return error;
  if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE') {
    return new ChatProblem(request.url.startsWith('/chat/files') ? 'chat-file-too-large' : 'chat-text-too-long');
  }
  if ((error.statusCode ?? 500) < 500) return new ChatProblem('chat-malformed');
  return new ChatProblem('chat-broken');
}

function replyWith(reply: FastifyReply, { code, retryAfter }: ChatProblem) {
  const { status, text }: { status: number; text: string } = PROBLEMS[code satisfies ProblemCode];
  if (retryAfter !== undefined) reply.header('retry-after', String(retryAfter));
  return reply.code(status).type('application/json; charset=utf-8').send({ code, text });
}

function decodeName(header: string | string[] | undefined): string {
  if (typeof header !== 'string') return '';
  try {
    return decodeURIComponent(header);
  } catch {
    return '';
  }
}

/** The last part of the person's file name without control characters, at most 120 characters, as their bubble shows it. */
function showableName(name: string): string {
  const last = tidy(name)
    .replace(/\p{Cc}/gu, '')
    .split(/[/\\]/)
    .at(-1);
  return last ? [...last].slice(-120).join('') : 'tep-gui-len';
}

/** Only for the words of the answer; what a file is, its bytes tell. */
function isPictureName(name: string): boolean {
  return /\.(?:jpe?g|png|webp|heic|heif|gif)$/i.test(name);
}

function wordsOf(content: Extract<IncomingContent, { kind: 'text' | 'contact' }>): string {
  return content.kind === 'text' ? content.text : content.phone;
}
