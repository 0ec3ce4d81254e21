import { randomBytes } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Crypto } from '../../../platform/crypto.ts';
import type { OAuthClient } from '../client/oauth.ts';
import type { OpenApiClient } from '../client/openapi.ts';
import type { Tokens } from '../tokens.ts';
import { openConsentState, sealConsentState } from './consent-state.ts';
import { renderConnectPage } from './page.tsx';

export interface ConnectParts {
  readonly oauth: OAuthClient;
  readonly openapi: OpenApiClient;
  readonly tokens: Tokens;
  readonly crypto: Crypto;
  readonly oaId: string;
  /** Of the console's fixed challenge; null: a new verifier for each consent. */
  readonly codeVerifier: string | null;
  /** As people and Zalo reach us, without a slash at the end. */
  readonly publicUrl: string;
  readonly now: () => Date;
  /** Id of the administrator who asks. @throws AppError for anybody else. */
  readonly requireAdministrator: (request: FastifyRequest) => Promise<string>;
  /** Keeps who connected the account. */
  readonly audit: (staffId: string) => Promise<void>;
}

const Callback = z.object({ code: z.string().min(1), oa_id: z.string(), state: z.string() });
/** Zalo's code itself lives 10 minutes. */
const CONSENT_MS = 15 * 60_000;
const PAGE_HEADERS = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'; base-uri 'none'",
  'x-content-type-options': 'nosniff',
  // The code of a consent stands in the address.
  'referrer-policy': 'no-referrer',
};
const NOTICES = {
  connected: 'Đã kết nối.',
  unreadable: 'Zalo trả về thiếu thông tin. Anh/chị bấm Kết nối lại giúp tôi.',
  stale: 'Lần kết nối này đã quá lâu hoặc không phải do anh/chị bắt đầu. Anh/chị bấm Kết nối lại giúp tôi.',
  otherAccount: 'Anh/chị vừa chọn một OA khác với OA đã khai ở ZALO_OA_ID nên chưa kết nối.',
  refused: 'Zalo từ chối cấp mã truy cập. Kiểm tra ZALO_APP_ID, ZALO_APP_SECRET và Callback URL rồi thử lại.',
  unreachable: 'Chưa gọi được máy chủ của Zalo. Anh/chị thử lại sau ít phút.',
};

/** `/connect/zalo`: the state of the connection and the way through Zalo's consent, for administrators. */
export async function registerConnect(server: FastifyInstance, parts: ConnectParts): Promise<void> {
  const redirectUri = `${parts.publicUrl}/connect/zalo/callback`;

  async function page(reply: FastifyReply, notice: string | null) {
    const token = await parts.tokens.current();
    const account = token.kind === 'token' ? await parts.openapi.account(token.accessToken) : null;
    const problem = token.kind === 'token' ? null : token.reason;
    return reply
      .headers(PAGE_HEADERS)
      .type('text/html; charset=utf-8')
      .send(
        renderConnectPage({
          notice,
          problem,
          account: account?.ok ? account.value : null,
          callbackUrl: redirectUri,
          webhookUrl: `${parts.publicUrl}/webhooks/zalo`,
        }),
      );
  }

  async function exchange(staffId: string, query: unknown): Promise<keyof typeof NOTICES> {
    const callback = Callback.safeParse(query);
    if (!callback.success) return 'unreadable';
    const { code, oa_id, state: sealed } = callback.data;
    const state = openConsentState(parts.crypto, sealed);
    if (!state || state.staffId !== staffId || state.until < parts.now().getTime()) return 'stale';
    if (oa_id !== parts.oaId) return 'otherAccount';
    const pair = await parts.oauth.exchange(code, state.verifier);
    if (!pair.ok) return ['unreachable', 'lost'].includes(pair.failure.kind) ? 'unreachable' : 'refused';
    await parts.tokens.accept(pair.value);
    await parts.audit(staffId);
    return 'connected';
  }

  server.get('/connect/zalo', async (request, reply) => {
    await parts.requireAdministrator(request);
    const { done } = request.query as { done?: string };
    return page(
      reply,
      done !== undefined && Object.hasOwn(NOTICES, done) ? NOTICES[done as keyof typeof NOTICES] : null,
    );
  });

  server.get('/connect/zalo/start', async (request, reply) => {
    const staffId = await parts.requireAdministrator(request);
    const verifier = parts.codeVerifier ?? randomBytes(32).toString('base64url');
    const until = parts.now().getTime() + CONSENT_MS;
    const state = sealConsentState(parts.crypto, { staffId, verifier, until });
    return reply.headers(PAGE_HEADERS).redirect(parts.oauth.consentUrl({ redirectUri, state, verifier }), 303);
  });

  server.get('/connect/zalo/callback', async (request, reply) => {
    const staffId = await parts.requireAdministrator(request);
    const done = await exchange(staffId, request.query);
    return reply.headers(PAGE_HEADERS).redirect(`/connect/zalo?done=${done}`, 303);
  });
}
