import pino, { type Logger } from 'pino';

export type Log = Logger;

/**
 * Fields that could carry something personal. They should never be logged; if one is, only its name stays. The rule
 * for callers: ids, codes, counts and durations only.
 */
const PERSONAL = [
  'text',
  'body',
  'words',
  'value',
  'answers',
  'phone',
  'email',
  'name',
  'externalId',
  'payload',
  'url',
];
const SECRET = [
  'password',
  'token',
  'secret',
  'authorization',
  'cookie',
  'apiKey',
  'secretKey',
  'databaseUrl',
  'redisUrl',
];

/** JSON lines on standard error: standard output belongs to what a command answers. */
export function createLog(
  level: string,
  destination: pino.DestinationStream = pino.destination({ dest: 2, sync: true }),
): Log {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: { paths: [...PERSONAL, ...SECRET].flatMap((field) => [field, `*.${field}`]), censor: '[removed]' },
      serializers: {
        err: describeError,
        error: describeError,
        // Fastify's own would log address and query.
        req: (request: { method?: string; id?: string }) => ({ method: request.method, id: request.id }),
        res: (reply: { statusCode?: number }) => ({ status: reply.statusCode }),
      },
    },
    destination,
  );
}

/**
 * Type, code and place of an error, but not its message: drivers like to put values into it ("Key (external_id)=…",
 * the arguments of a failed query). The catalogue's own errors may say their detail.
 */
function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return { type: typeof error };
  const { code, detail } = error as { code?: unknown; detail?: unknown };
  return {
    type: error.name,
    ...(typeof code === 'string' ? { code } : {}),
    ...(error.name === 'AppError' && typeof detail === 'string' ? { detail } : {}),
    at: (error.stack ?? '')
      .split('\n')
      .filter((line) => /^\s+at /.test(line))
      .slice(0, 8)
      .map((line) => line.trim()),
    ...(error.cause === undefined ? {} : { cause: describeError(error.cause) }),
  };
}

/** For commands whose standard error should stay quiet. */
export const silentLog: Log = pino({ level: 'silent' });
