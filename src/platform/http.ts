import { createHash, timingSafeEqual } from 'node:crypto';
import Fastify, { type FastifyBaseLogger, type FastifyInstance, type FastifyRequest, LogController } from 'fastify';
import { AppError, ERRORS, type ErrorCode } from './errors.ts';
import type { Log } from './log.ts';

/** One line of /metrics. `help` and `type` as Prometheus wants them. */
export interface Metric {
  readonly name: string;
  readonly type: 'gauge' | 'counter';
  readonly help: string;
  readonly value: number;
  /** Metrics of one name follow each other, each with labels of its own. */
  readonly labels?: Readonly<Record<string, string>>;
}

export interface HttpOptions {
  readonly log: Log;
  /** What must answer before we take work: name → check. */
  readonly checks: Readonly<Record<string, () => Promise<boolean>>>;
  readonly metrics: () => Promise<readonly Metric[]>;
  /** Opens /metrics to other machines. Null or left out: only this machine itself reads them. */
  readonly metricsToken?: string | null;
  /** True when a proxy stands in front of us and tells who is asking. */
  readonly behindProxy: boolean;
  /** People reach us by https only. */
  readonly https?: boolean;
}

/** What is the asker's to mend; everything else is a 500. */
const STATUS: Partial<Record<ErrorCode, number>> = {
  'bad-request': 400,
  'not-found': 404,
  'too-many-requests': 429,
  'sign-in-needed': 401,
  'sign-in-refused': 401,
  'sign-in-locked': 429,
  'password-change-needed': 403,
  'second-factor-needed': 403,
  'code-refused': 400,
  'link-over': 404,
  'password-weak': 400,
  'password-guessable': 400,
  'second-factor-setup-needed': 403,
  'second-factor-required': 409,
  'other-site': 403,
  'not-allowed': 403,
  'not-in-scope': 404,
  'changed-meanwhile': 409,
  'wrong-status': 409,
  'paper-not-received': 409,
  'assessments-missing': 409,
  'product-set-missing': 409,
  'day-impossible': 400,
  'field-unknown': 400,
  'result-inconsistent': 400,
  'result-below-band': 400,
  'number-taken': 409,
  'email-taken': 409,
  'last-administrator': 409,
  'own-account': 409,
  'hand-over-impossible': 400,
  'staff-unknown': 404,
  'conversation-taken': 409,
  'conversation-not-held': 409,
  'message-too-long': 400,
  'person-unreachable': 409,
  'reply-window-closed': 409,
  'draft-wrong-status': 409,
  'reviewer-is-author': 403,
  'hours-unreadable': 400,
  'quiet-hours-unfit': 400,
  'document-unfit': 400,
  'import-refused': 409,
  'import-changed': 409,
  'member-unknown': 404,
  'broadcast-unknown': 404,
  'broadcast-wrong-status': 409,
  'data-request-unknown': 404,
  'data-request-wrong-status': 409,
  'event-not-found': 404,
  'event-wrong-status': 409,
  'event-impossible': 400,
  'door-code-unknown': 404,
  'export-empty': 400,
  'export-too-large': 400,
  'export-busy': 409,
  'export-gone': 404,
  'broadcast-unfit': 409,
  'approver-is-author': 403,
  'no-chat-account': 409,
  'chat-window-closed': 409,
};

/** A server with the routes that operators need; everything else is registered on it by the channels. */
export function createHttpServer({
  log,
  checks,
  metrics,
  metricsToken = null,
  behindProxy,
  https = false,
}: HttpOptions): FastifyInstance {
  const server = Fastify({
    loggerInstance: log as FastifyBaseLogger,
    // Addresses and query strings can hold personal data; what is worth a line is logged below.
    logController: new LogController({ disableRequestLogging: true }),
    // The nearest proxy alone is believed: what stands before its word in `X-Forwarded-For` was written by whoever asks.
    trustProxy: behindProxy ? (_address, hop) => hop === 0 : false,
    bodyLimit: 1024 * 1024,
    forceCloseConnections: 'idle',
  });
  let stopping = false;
  server.addHook('preClose', async () => {
    stopping = true;
  });

  if (https) {
    server.addHook('onRequest', async (_request, reply) => {
      reply.header('strict-transport-security', 'max-age=31536000; includeSubDomains');
    });
  }

  server.addHook('onResponse', async (request, reply) => {
    request.log.debug(
      {
        method: request.method,
        route: request.routeOptions.url ?? null,
        status: reply.statusCode,
        ms: reply.elapsedTime,
      },
      'answered',
    );
  });

  server.setErrorHandler((error: Error & { statusCode?: number }, request, reply) => {
    const code = codeOf(error);
    if (code === 'internal')
      request.log.error({ err: error, route: request.routeOptions.url ?? null }, 'request failed');
    return reply.status(statusOf(error, code)).send({ code, text: ERRORS[code].text, request: request.id });
  });
  server.setNotFoundHandler((_request, reply) =>
    reply.status(404).send({ code: 'not-found', text: ERRORS['not-found'].text }),
  );

  server.get('/health/live', async () => ({ status: 'live' }));

  server.get('/health/ready', async (_request, reply) => {
    const results = await Promise.all(
      Object.entries(checks).map(async ([name, check]) => [name, await withinSeconds(check, 3)] as const),
    );
    const ready = !stopping && results.every(([, ok]) => ok);
    return reply
      .status(ready ? 200 : 503)
      .send({ status: stopping ? 'stopping' : ready ? 'ready' : 'waiting', checks: Object.fromEntries(results) });
  });

  server.get('/metrics', async (request, reply) => {
    if (!mayReadMetrics(request, metricsToken)) throw new AppError('not-found', 'metrics');
    const lines = (await metrics()).flatMap(({ name, type, help, value, labels }, index, all) => [
      ...(all[index - 1]?.name === name ? [] : [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`]),
      `${name}${showLabels(labels)} ${value}`,
    ]);
    return reply.type('text/plain; version=0.0.4; charset=utf-8').send(`${lines.join('\n')}\n`);
  });

  return server;
}

const FORWARDING = ['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip'];

/** With the token; without one from this machine, and not through a proxy on it. */
function mayReadMetrics({ headers, socket }: FastifyRequest, token: string | null): boolean {
  if (token !== null) {
    const [given, right] = [headers.authorization ?? '', `Bearer ${token}`].map((text) =>
      createHash('sha256').update(text).digest(),
    );
    if (given && right && timingSafeEqual(given, right)) return true;
  }
  const local = /^(?:::ffff:)?127\.|^::1$/.test(socket.remoteAddress ?? '');
  return local && FORWARDING.every((name) => headers[name] === undefined);
}

/** Which entry of the catalogue tells the asker what went wrong. */
export function codeOf(error: Error & { statusCode?: number }): ErrorCode {
  if (error instanceof AppError && STATUS[error.code] !== undefined) return error.code;
  if (error.statusCode === 404) return 'not-found';
  if (error.statusCode === 429) return 'too-many-requests';
  if (error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500) return 'bad-request';
  return 'internal';
}

export function statusOf({ statusCode }: Error & { statusCode?: number }, code: ErrorCode): number {
  return statusCode !== undefined && statusCode >= 400 && statusCode < 500 ? statusCode : (STATUS[code] ?? 500);
}

/** False when the check fails or keeps us waiting: a probe must get an answer. */
async function withinSeconds(check: () => Promise<boolean>, seconds: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(resolve, seconds * 1000, false);
  });
  try {
    return await Promise.race([check().catch(() => false), late]);
  } finally {
    clearTimeout(timer);
  }
}

/** @throws AppError `port-taken`. */
export async function listen(server: FastifyInstance, { host, port }: { host: string; port: number }): Promise<string> {
  try {
    const address = await server.listen({ host, port });
    // Fastify names the number behind it; people know the name.
    return host === 'localhost' ? `http://localhost:${new URL(address).port}` : address;
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw cause;
    throw new AppError('port-taken', `PORT=${port}, HOST=${host}`, { cause });
  }
}

function showLabels(labels: Metric['labels']): string {
  if (!labels) return '';
  return `{${Object.entries(labels)
    .map(([name, value]) => `${name}=${JSON.stringify(value)}`)
    .join(',')}}`;
}
