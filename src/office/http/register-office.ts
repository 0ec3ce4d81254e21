import cookie from '@fastify/cookie';
import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ZodError, type z } from 'zod';
import { AppError, ERRORS } from '../../platform/errors.ts';
import type { Session } from '../accounts/sessions.ts';
import { XLSX } from '../documents/types.ts';
import { accountRoutes } from './account-routes.ts';
import { behalfRoutes } from './behalf-routes.ts';
import { broadcastRoutes } from './broadcast-routes.ts';
import { conversationRoutes } from './conversation-routes.ts';
import { dataRequestRoutes } from './data-request-routes.ts';
import { eventRoutes } from './event-routes.ts';
import { demandJson, demandSameOrigin, demandSession } from './guard.ts';
import { importRoutes } from './import-routes.ts';
import { ledgerRoutes } from './ledger-routes.ts';
import { listRoutes } from './list-routes.ts';
import { memberRoutes } from './member-routes.ts';
import type { OfficeHttp } from './parts.ts';
import { recordDenial } from './record-denial.ts';
import { registrationRoutes } from './registration-routes.ts';
import type { Route } from './route.ts';
import { staffRoutes } from './staff-routes.ts';

const PREFIX = '/api/office';

const HEADERS = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
};
const BODY_LIMIT = 256 * 1024;
/** A little more than an import takes, so that one that is too large is told so in words. */
const WORKBOOK_LIMIT = 6 * 1024 * 1024;
/** Requests a minute of one address; an office may share one. */
const LIMIT = 600;
/** Password checks cost memory and time, so they have a limit of their own. */
const PASSWORD_LIMIT = 20;
const PASSWORD_PATHS: ReadonlySet<string> = new Set(['/password', '/sessions', '/session/code']);

export function officeRoutes(parts: OfficeHttp): Route[] {
  return [
    ...accountRoutes(parts),
    ...registrationRoutes(parts),
    ...behalfRoutes(parts),
    ...listRoutes(parts),
    ...eventRoutes(parts),
    ...conversationRoutes(parts),
    ...dataRequestRoutes(parts),
    ...memberRoutes(parts),
    ...importRoutes(parts),
    ...broadcastRoutes(parts),
    ...ledgerRoutes(parts),
    ...staffRoutes(parts),
  ];
}

/** The office's side as JSON under `/api/office`. */
export async function registerOffice(server: FastifyInstance, parts: OfficeHttp): Promise<void> {
  const sessions = new WeakMap<FastifyRequest, Session | null>();
  await server.register(
    async (scope) => {
      await scope.register(cookie);
      await scope.register(rateLimit, {
        max: LIMIT,
        timeWindow: '1 minute',
        errorResponseBuilder: () => new AppError('too-many-requests', 'office'),
      });
      scope.addHook('onRequest', async (request, reply) => {
        reply.headers(HEADERS);
        demandSameOrigin(request, parts.origin);
        if (!sendsWorkbook(request)) demandJson(request);
      });
      scope.addContentTypeParser(XLSX, { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
      scope.setErrorHandler(async (error: Error, request, reply) => {
        await recordDenial(parts, request, error, sessions.get(request) ?? null);
        return answerError(error, request, reply);
      });
      for (const one of officeRoutes(parts)) addRoute(scope, one, parts, sessions);
    },
    { prefix: PREFIX },
  );
}

function addRoute(
  scope: FastifyInstance,
  { method, path, access, handle, workbook, ...schemas }: Route,
  parts: OfficeHttp,
  sessions: WeakMap<FastifyRequest, Session | null>,
): void {
  const checksPassword = access === 'public' || PASSWORD_PATHS.has(path);
  scope.route({
    method,
    url: path,
    bodyLimit: workbook ? WORKBOOK_LIMIT : BODY_LIMIT,
    config: { workbook: workbook === true, ...(checksPassword ? { rateLimit: { max: PASSWORD_LIMIT } } : {}) },
    // Before the body is read: a stranger's is not worth parsing.
    async onRequest(request) {
      sessions.set(request, await demandSession(request, access, parts.accounts, parts.origin));
    },
    async handler(request, reply) {
      const session = sessions.get(request) ?? null;
      const params = read(schemas.params, request.params);
      const query = read(schemas.query, request.query);
      const body = read(schemas.body, request.body);
      return handle({ params, query, body, session, request, reply });
    },
  });
}

/** No form of another site can send that type either. */
function sendsWorkbook({ headers, routeOptions }: FastifyRequest): boolean {
  return (routeOptions.config as { workbook?: boolean }).workbook === true && headers['content-type'] === XLSX;
}

function read<T extends z.ZodType>(schema: T, given: unknown): z.output<T> {
  return schema.parse(given);
}

/** Only paths of what was wrong go back: what was sent is the sender's to see, not the log's. */
function answerError(error: Error, _request: FastifyRequest, reply: FastifyReply) {
  if (error instanceof ZodError) {
    const fields = [...new Set(error.issues.map(({ path }) => path.join('.')))];
    return reply.status(400).send({ code: 'bad-request', text: ERRORS['bad-request'].text, fields });
  }
  throw error;
}
