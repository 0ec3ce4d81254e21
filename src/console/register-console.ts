import cookie from '@fastify/cookie';
import formbody from '@fastify/formbody';
import multipart from '@fastify/multipart';
import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Session } from '../office/accounts/sessions.ts';
import { sendFile } from '../office/http/answers.ts';
import { calledBy, demandSameOrigin, demandSession, lacksSecondFactor } from '../office/http/guard.ts';
import { recordDenial } from '../office/http/record-denial.ts';
import type { Access } from '../office/http/route.ts';
import { AppError } from '../platform/errors.ts';
import { codeOf, statusOf } from '../platform/http.ts';
import { answerAsset } from '../web/page-assets.ts';
import { ASSETS_ROOT, loadConsoleAssets } from './assets.ts';
import { CSRF_FIELD, csrfToken, demandCsrf } from './csrf.ts';
import { errorPage } from './error-page.tsx';
import { noticeOf } from './notices.ts';
import type { ConsoleRoute, Outcome, Visit } from './page.ts';
import { CONSOLE_ROUTES } from './pages.ts';
import type { ConsoleParts } from './parts.ts';
import { problemOf } from './problem.ts';
import { renderPage } from './render-page.tsx';
import { readUpload } from './upload.ts';
import type { Problem, View } from './view.ts';

const PREFIX = '/console';

const HEADERS = {
  'cache-control': 'no-store',
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "font-src 'self'",
    "img-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'x-content-type-options': 'nosniff',
  // Not `no-referrer`: with it browsers hide the origin of our own forms.
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=()',
};
/** Requests a minute of one address; an office may share one. */
const LIMIT = 600;
/** Password checks cost memory and time. */
const PUBLIC_FORM_LIMIT = 20;
const BODY_LIMIT = 256 * 1024;

/** The coordinators' pages under `/console`. */
export async function registerConsole(server: FastifyInstance, parts: ConsoleParts): Promise<void> {
  await server.register(
    async (scope) => {
      await scope.register(cookie);
      await scope.register(formbody, { bodyLimit: BODY_LIMIT });
      // What is too long is told at its field.
      await scope.register(multipart, { throwFileSizeLimit: false });
      await scope.register(rateLimit, {
        max: LIMIT,
        timeWindow: '1 minute',
        errorResponseBuilder: () => new AppError('too-many-requests', 'console'),
      });
      addPages(scope, parts);
    },
    { prefix: PREFIX },
  );
}

function addPages(scope: FastifyInstance, parts: ConsoleParts): void {
  const assets = loadConsoleAssets();
  const sessions = new WeakMap<FastifyRequest, Session | null>();

  function viewOf(request: FastifyRequest, problem: Problem | null = null): View {
    const session = sessions.get(request) ?? null;
    const { done } = request.query as { done?: unknown };
    return {
      assets,
      officer: session?.officer ?? null,
      csrf: session && csrfToken(parts.crypto, session),
      path: request.url.split('?')[0] ?? '',
      problem,
      notice: noticeOf(typeof done === 'string' ? done : null),
      restricted:
        session !== null &&
        (session.mustChangePassword || session.codeDue || lacksSecondFactor(session, parts.accounts)),
    };
  }

  function answer(request: FastifyRequest, reply: FastifyReply, outcome: Outcome, problem: Problem | null = null) {
    switch (outcome.kind) {
      case 'page':
        return reply
          .status(outcome.status ?? 200)
          .type('text/html; charset=utf-8')
          .send(renderPage(outcome, viewOf(request, problem)));
      case 'go':
        return reply.redirect(withNotice(outcome.to, outcome.done), 303);
      case 'file':
        return sendFile(reply, outcome.file);
      default:
        return outcome satisfies never;
    }
  }

  scope.addHook('onRequest', async (request, reply) => {
    reply.headers(HEADERS);
    demandSameOrigin(request, parts.origin, { links: true });
  });
  scope.setErrorHandler(async (error: Error & { statusCode?: number }, request, reply) => {
    const code = codeOf(error);
    await recordDenial(parts, request, error, sessions.get(request) ?? null);
    if (code === 'sign-in-needed' && request.method === 'GET') {
      return reply.redirect(`${PREFIX}/sign-in?next=${encodeURIComponent(request.url)}`, 303);
    }
    if (code === 'second-factor-needed') return reply.redirect(`${PREFIX}/sign-in/code`, 303);
    if (code === 'second-factor-setup-needed') return reply.redirect(`${PREFIX}/account/second-factor`, 303);
    if (code === 'password-change-needed') return reply.redirect(`${PREFIX}/account/password`, 303);
    if (code === 'internal') {
      request.log.error({ err: error, route: request.routeOptions.url ?? null }, 'page failed');
    }
    return answer(request, reply, { kind: 'page', ...errorPage(code, statusOf(error, code), request.id) });
  });
  scope.setNotFoundHandler((request, reply) =>
    answer(request, reply, { kind: 'page', ...errorPage('not-found', 404, request.id) }),
  );
  scope.get(`${ASSETS_ROOT.slice(PREFIX.length)}/*`, async (request, reply) => {
    const found = answerAsset(assets.all, request.url, request.headers['accept-encoding']);
    if (!found) throw new AppError('not-found', 'asset');
    return reply.headers(found.headers).send(found.body);
  });

  for (const route of CONSOLE_ROUTES) {
    scope.route({
      method: route.method,
      url: route.path,
      bodyLimit: BODY_LIMIT + (route.upload ?? 0),
      ...(route.method === 'POST' && isPublic(route.access)
        ? { config: { rateLimit: { max: PUBLIC_FORM_LIMIT } } }
        : {}),
      // Before the body is read: a stranger's is not worth parsing.
      async onRequest(request) {
        sessions.set(request, await demandSession(request, route.access, parts.accounts, parts.origin));
      },
      async preValidation(request) {
        if (!request.isMultipart()) return;
        if (route.upload === null) throw new AppError('bad-request', 'no file is taken here');
        request.body = await readUpload(request, route.upload);
      },
      async handler(request, reply) {
        const session = sessions.get(request) ?? null;
        if (route.method === 'GET') return answer(request, reply, await run(route, request, reply, session));
        demandCsrf(parts.crypto, session, request);
        try {
          return answer(request, reply, await run(route, request, reply, session));
        } catch (error) {
          const { back } = route;
          const problem = problemOf(error, request.url.split('?')[0] ?? '', request.body, route.body);
          if (!problem || !back) throw error;
          const shown = await run(back, request, reply, session, {
            params: route.backParams(request.params),
            query: route.backQuery((request.body ?? {}) as Record<string, unknown>),
          });
          const status = error instanceof AppError ? statusOf(error, codeOf(error)) : 400;
          return answer(request, reply, shown.kind === 'page' ? { ...shown, status } : shown, problem);
        }
      },
    });
  }

  /** @param of Other than the request's own: of the page that an action goes back to. */
  async function run(
    route: ConsoleRoute,
    request: FastifyRequest,
    reply: FastifyReply,
    session: Session | null,
    of: { readonly params: unknown; readonly query: unknown } = request,
  ): Promise<Outcome> {
    const { done: _done, ...query } = of.query as Record<string, unknown>;
    const { [CSRF_FIELD]: _csrf, ...body } = (request.body ?? {}) as Record<string, unknown>;
    const visit: Visit = {
      parts: { ...parts, accounts: calledBy(parts.accounts, request) },
      params: route.params.parse(of.params),
      query: route.query.parse(query),
      body: route.method === 'POST' ? route.body.parse(body) : undefined,
      session,
      request,
      reply,
      get officer() {
        if (!session) throw new AppError('sign-in-needed', route.path);
        return session.officer;
      },
    };
    return route.run(visit);
  }
}

const isPublic = (access: Access): boolean => access === 'public';

function withNotice(to: string, done: string | null): string {
  if (done === null) return to;
  return `${to}${to.includes('?') ? '&' : '?'}done=${done}`;
}
