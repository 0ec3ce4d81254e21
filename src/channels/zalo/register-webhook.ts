import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type EventSecret, isSigned } from './verify-event.ts';

export interface WebhookCounts {
  accepted: number;
  /** Without a signature of ours: 401. */
  refused: number;
  /** Unsigned and without an event: the console's own check. */
  probes: number;
  /** Written to disk because the database did not answer in time, or others of the same person lay there. */
  spooled: number;
}

export interface WebhookParts extends EventSecret {
  /** Durable once it resolves; doing it again changes nothing. */
  readonly accept: (body: string) => Promise<void>;
  readonly oaId: string;
  /** A durable place that needs no database. What lies in it goes first: an event never overtakes one of the same person. */
  readonly spool: { put(body: string, person: string): Promise<void>; isEmpty(person: string): Promise<boolean> };
  /** Milliseconds that `accept` may take: Zalo wants its answer within 2 seconds. */
  readonly budgetMs: number;
  readonly counts: WebhookCounts;
}

const BODY_LIMIT = 1024 * 1024;
const BYTES = 'application/octet-stream';

/** `/webhooks/zalo`: every event is answered with 200 once it cannot be lost any more. */
export async function registerZaloWebhook(server: FastifyInstance, parts: WebhookParts): Promise<void> {
  const { counts } = parts;
  await server.register(async (scope) => {
    // The signature is over the bytes, whatever they call themselves, even by no name that HTTP knows.
    scope.addHook('onRequest', async (request) => {
      request.headers['content-type'] = BYTES;
    });
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser(BYTES, { parseAs: 'buffer', bodyLimit: BODY_LIMIT }, (_request, body, done) =>
      done(null, body),
    );

    // Saving the address in the console asks for it.
    scope.get('/webhooks/zalo', async () => ({ ok: true }));

    scope.post('/webhooks/zalo', { bodyLimit: BODY_LIMIT }, async (request, reply) => {
      const bytes = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
      const event = readHead(bytes, parts.oaId);
      if (!isSigned(bytes, event?.timestamp ?? '', signatureOf(request), parts)) return refuse(reply, bytes, event);
      await keep(request, bytes.toString('utf8'), event?.person ?? '');
      counts.accepted += 1;
      return { ok: true };
    });
  });

  function refuse(reply: FastifyReply, bytes: Buffer, event: EventHead | null) {
    const probe = bytes.length === 0 || (event !== null && event.name === null);
    counts[probe ? 'probes' : 'refused'] += 1;
    return probe ? { ok: true } : reply.code(401).send({ ok: false });
  }

  /** A database that is slow counts as away: the event may then be in both places, and counts once. */
  async function keep(request: FastifyRequest, body: string, person: string): Promise<void> {
    if ((await parts.spool.isEmpty(person)) && (await acceptInTime(request, body))) return;
    await parts.spool.put(body, person);
    counts.spooled += 1;
  }

  async function acceptInTime(request: FastifyRequest, body: string): Promise<boolean> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<'late'>((resolve) => {
      timer = setTimeout(resolve, parts.budgetMs, 'late' as const);
    });
    try {
      const outcome = await Promise.race([
        parts.accept(body).then(
          () => 'kept' as const,
          (error: unknown) => {
            request.log.warn({ err: error }, 'event not stored, spooling');
            return 'failed' as const;
          },
        ),
        late,
      ]);
      return outcome === 'kept';
    } finally {
      clearTimeout(timer);
    }
  }
}

interface EventHead {
  readonly timestamp: string;
  readonly name: string | null;
  /** Whose conversation it belongs to. */
  readonly person: string;
}

/** Null when it is no JSON object. */
function readHead(bytes: Buffer, oaId: string): EventHead | null {
  try {
    const body: unknown = JSON.parse(bytes.toString('utf8'));
    if (typeof body !== 'object' || body === null || Array.isArray(body)) return null;
    const { timestamp, event_name, sender, recipient, follower, user_id } = body as Record<string, unknown>;
    const ids = [idOf(sender), idOf(recipient), idOf(follower), user_id];
    const person = String(ids.find((id) => typeof id === 'string' && id !== oaId) ?? '');
    return { timestamp: String(timestamp ?? ''), name: typeof event_name === 'string' ? event_name : null, person };
  } catch {
    return null;
  }
}

const idOf = (party: unknown): unknown => (party as { id?: unknown } | null | undefined)?.id;

function signatureOf(request: FastifyRequest): string | undefined {
  const header = request.headers['x-zevent-signature'];
  return typeof header === 'string' ? header : undefined;
}
