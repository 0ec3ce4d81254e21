import { createHash } from 'node:crypto';
import { z } from 'zod';
import { classify, type Failure } from './failures.ts';
import { ask, type Result, type Transport, withoutEnvelope } from './http.ts';

/** The access token lives 25 hours, the refresh token 3 months and for one use; a new pair kills the old one at once. */
export interface TokenPair {
  readonly accessToken: string;
  readonly refreshToken: string;
  /** Seconds. */
  readonly expiresIn: number;
}

export interface OAuthOptions extends Transport {
  /** `https://oauth.zaloapp.com`. */
  readonly baseUrl: string;
  readonly appId: string;
  readonly appSecret: string;
}

export interface OAuthClient {
  /** Where an administrator of the account gives consent; comes back with `code`, `oa_id` and `state`. */
  consentUrl(consent: { redirectUri: string; state: string; verifier: string | null }): string;
  /** A code lives 10 minutes and for one use. `verifier` null: the consent was asked without a challenge. */
  exchange(code: string, verifier: string | null): Promise<Result<TokenPair>>;
  refresh(refreshToken: string): Promise<Result<TokenPair>>;
}

// `expires_in` comes as a string.
const Pair = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1),
  expires_in: z.coerce.number().positive(),
});
const Refused = z.object({
  error: z.coerce.number(),
  error_name: z.string().default(''),
  error_description: z.string().default(''),
});

/** RFC 7636 S256: base64url without padding of the SHA-256 of the verifier's ASCII. */
function challengeOf(verifier: string): string {
  return createHash('sha256').update(verifier, 'ascii').digest('base64url');
}

export function createOAuthClient({ baseUrl, appId, appSecret, ...transport }: OAuthOptions): OAuthClient {
  async function token(fields: Record<string, string>): Promise<Result<TokenPair>> {
    const answer = await ask(transport, {
      host: 'oauth',
      url: `${baseUrl}/v4/oa/access_token`,
      method: 'POST',
      headers: { secret_key: appSecret },
      body: new URLSearchParams({ app_id: appId, ...fields }),
    });
    if ('kind' in answer) return { ok: false, failure: answer, rate: null };
    const pair = Pair.safeParse(answer.body);
    if (!pair.success) return { ok: false, failure: refusal(answer.body, answer.status), rate: null };
    const { access_token, refresh_token, expires_in } = pair.data;
    return {
      ok: true,
      value: { accessToken: access_token, refreshToken: refresh_token, expiresIn: expires_in },
      rate: null,
    };
  }

  return {
    consentUrl({ redirectUri, state, verifier }) {
      const url = new URL(`${baseUrl}/v4/oa/permission`);
      url.searchParams.set('app_id', appId);
      url.searchParams.set('redirect_uri', redirectUri);
      if (verifier) url.searchParams.set('code_challenge', challengeOf(verifier));
      url.searchParams.set('state', state);
      return url.href;
    },
    exchange: (code, verifier) =>
      token({ code, grant_type: 'authorization_code', ...(verifier ? { code_verifier: verifier } : {}) }),
    refresh: (refreshToken) => token({ refresh_token: refreshToken, grant_type: 'refresh_token' }),
  };
}

/** An answer with an error number, or one from which no pair can be read: the old pair may be dead. */
function refusal(body: unknown, status: number): Failure {
  const refused = Refused.safeParse(body);
  if (refused.success && refused.data.error !== 0) {
    const { error, error_name, error_description } = refused.data;
    return classify('oauth', error, error_name || error_description);
  }
  return status >= 400
    ? withoutEnvelope('oauth', status)
    : { kind: 'lost', host: 'oauth', code: null, message: 'no pair' };
}
