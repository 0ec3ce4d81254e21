import { createHash, randomBytes } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { World } from './world.ts';

const CODE_MS = 10 * 60_000;
const Consent = z.object({
  app_id: z.string(),
  redirect_uri: z.string(),
  code_challenge: z.string().optional(),
  state: z.string().optional(),
});
const Body = z.object({
  app_id: z.string().optional(),
  grant_type: z.string().optional(),
  code: z.string().optional(),
  code_verifier: z.string().optional(),
  refresh_token: z.string().optional(),
});

/** oauth.zaloapp.com/v4/oa: a refusal is HTTP 200 with `error`, a success has no `error` at all. */
export function addOAuthRoutes(server: FastifyInstance, world: World): void {
  server.get('/v4/oa/permission', async (request, reply) => {
    const query = Consent.parse(request.query);
    const { appId, callbackUrl } = world.settings;
    reply.type('text/html; charset=utf-8');
    if (query.app_id !== appId) return '<p>-14002 Invalid appId</p>';
    if (query.redirect_uri !== callbackUrl) return '<p>-14003 Invalid redirect uri</p>';
    const grant = new URLSearchParams(request.query as Record<string, string>);
    return `<h1>Zalo (mô phỏng)</h1><p>Ứng dụng muốn gửi tin và nhận sự kiện thay cho OA.</p>
      <a href="/v4/oa/permission/grant?${grant.toString().replaceAll('&', '&amp;')}">Cho phép</a>`;
  });

  server.get('/v4/oa/permission/grant', async (request, reply) => {
    const { redirect_uri, code_challenge, state } = Consent.parse(request.query);
    const code = randomBytes(16).toString('base64url');
    world.codes.set(code, { challenge: code_challenge ?? null, expiresAt: world.now() + CODE_MS, used: false });
    const back = new URL(redirect_uri);
    back.searchParams.set('code', code);
    back.searchParams.set('oa_id', world.settings.oaId);
    if (state !== undefined) back.searchParams.set('state', state);
    return reply.redirect(back.href);
  });

  server.post('/v4/oa/access_token', async (request, reply) => {
    const body = Body.parse(request.body ?? {});
    const { appId, appSecret } = world.settings;
    const fault = world.takeFault('oauth');
    if (fault?.drop === 'before') return reply.raw.destroy();
    if (fault?.status) return reply.code(fault.status).type('text/html').send('<html>gateway</html>');
    if (fault?.error) return refused(fault.error, 'Simulated');
    if (body.app_id !== appId) return refused(-14002, 'Invalid appId');
    if (request.headers.secret_key !== appSecret) return refused(-14004, 'Invalid secret key');
    const problem = body.grant_type === 'authorization_code' ? useCode(world, body) : useRefreshToken(world, body);
    if (problem) return problem;
    world.tokenCalls += 1;
    const pair = world.issuePair();
    if (fault?.drop === 'after') return reply.raw.destroy();
    return pair;
  });
}

function useCode(world: World, body: z.infer<typeof Body>) {
  const known = world.codes.get(body.code ?? '');
  if (!known || known.used || known.expiresAt <= world.now()) return refused(-14005, 'Invalid code');
  known.used = true;
  const challenge = createHash('sha256')
    .update(body.code_verifier ?? '')
    .digest('base64url');
  return known.challenge !== null && known.challenge !== challenge ? refused(-14005, 'Invalid code verifier') : null;
}

function useRefreshToken(world: World, body: z.infer<typeof Body>) {
  if (body.grant_type !== 'refresh_token') return refused(-14018, 'Invalid grant type');
  const known = world.refreshTokens.get(body.refresh_token ?? '');
  if (!known || known.used || known.expiresAt <= world.now()) return refused(-14014, 'Invalid refresh token.');
  known.used = true;
  return null;
}

function refused(error: number, name: string) {
  return { error, error_name: name, error_description: name, error_reason: '', ref_doc: '' };
}
