import type { Failure } from './client/failures.ts';
import type { OAuthClient, TokenPair } from './client/oauth.ts';

/** The connection as it is stored; `version` rises with every pair. */
export interface StoredAccount {
  readonly version: number;
  /** Null before the first consent. */
  readonly pair: Omit<TokenPair, 'expiresIn'> | null;
  readonly issuedAt: Date | null;
  readonly expiresAt: Date | null;
  /** A refresh of this version was begun and has no end. */
  readonly refreshingSince: Date | null;
  /** Why an administrator must consent again; null while all is well. */
  readonly brokenReason: string | null;
  readonly brokenSince: Date | null;
}

/** Where the pair lives. Every write names the version it was decided on; false: somebody was faster. */
export interface TokenStore {
  read(): Promise<StoredAccount>;
  beginRefresh(version: number, now: Date): Promise<boolean>;
  /** The refresh certainly did not happen. */
  endRefresh(version: number): Promise<void>;
  savePair(version: number, pair: TokenPair, now: Date): Promise<boolean>;
  markBroken(version: number, reason: string, now: Date): Promise<void>;
  takeLease(holder: string, now: Date, until: Date): Promise<boolean>;
  releaseLease(holder: string): Promise<void>;
}

/** A place outside the database for a pair that is won and not yet saved. */
export interface Rescue {
  write(saved: { version: number; pair: TokenPair }): Promise<void>;
  read(): Promise<{ version: number; pair: TokenPair } | null>;
  clear(): Promise<void>;
}

export type TokenAlert =
  /** Nobody but an administrator can go on: consent again under /connect/zalo. */
  | { readonly kind: 'consent-needed'; readonly reason: string }
  /** A process died, or the network was cut, between asking for a new pair and having it saved. */
  | { readonly kind: 'refresh-interrupted' }
  | { readonly kind: 'refresh-refused'; readonly failure: Failure };

export interface TokenParts {
  readonly oauth: Pick<OAuthClient, 'refresh'>;
  readonly store: TokenStore;
  readonly rescue: Rescue;
  /** From the API Explorer, for the first start only. */
  readonly firstRefreshToken: string | null;
  /** Names this process among those that share the account. */
  readonly holder: string;
  /** Of the client: the lease lasts longer. */
  readonly timeoutMs: number;
  readonly now: () => Date;
  readonly pause: (milliseconds: number) => Promise<void>;
  readonly alert: (alert: TokenAlert) => void;
}

export type Token =
  | { readonly kind: 'token'; readonly accessToken: string; readonly version: number }
  /** Not until an administrator consents. */
  | { readonly kind: 'broken'; readonly reason: string }
  /** Perhaps a little later. */
  | { readonly kind: 'unavailable'; readonly reason: string };

export interface Tokens {
  /** A token that should work now, renewed when it is old. */
  current(): Promise<Token>;
  /** The token of this version was refused: a newer one. */
  renew(version: number): Promise<Token>;
  /** A pair won by an administrator's consent. */
  accept(pair: TokenPair): Promise<void>;
}

/** An access token lives 25 hours; a clock that is off and a night without traffic must not matter. */
const RENEW_AFTER_MS = 20 * 3_600_000;
const SPARE_MS = 60_000;
const WAIT_MS = 200;
const SAVE_TRIES = 3;

const REASONS = {
  never: 'Tài khoản Zalo OA chưa được kết nối. Quản trị viên mở /connect/zalo để kết nối.',
  dead: 'Zalo không còn nhận mã làm mới. Quản trị viên mở /connect/zalo để kết nối lại.',
  busy: 'Mã truy cập Zalo đang được làm mới ở tiến trình khác.',
  away: 'Chưa gọi được máy chủ cấp mã của Zalo.',
  refused: 'Zalo từ chối cấp mã mới; xem nhật ký.',
};

export function createTokens(parts: TokenParts): Tokens {
  const { store, rescue, now, alert } = parts;
  const leaseMs = 2 * parts.timeoutMs + 10_000;
  // The holder of a lease may take it again, so each renewal is a holder of its own.
  let renewals = 0;

  async function current(): Promise<Token> {
    const account = await store.read();
    if (account.brokenReason !== null) return { kind: 'broken', reason: account.brokenReason };
    const { pair, issuedAt, expiresAt, refreshingSince, version } = account;
    if (!pair || !issuedAt || !expiresAt) return renew(version);
    const usable = expiresAt.getTime() - SPARE_MS > now().getTime();
    const old = now().getTime() - issuedAt.getTime() >= RENEW_AFTER_MS;
    if (usable && !old && refreshingSince === null) return tokenOf(account);
    const renewed = await renew(version, usable ? 0 : leaseMs);
    return renewed.kind === 'unavailable' && usable ? tokenOf(account) : renewed;
  }

  /** @param patience Milliseconds to wait for another process that renews it now. */
  async function renew(version: number, patience = leaseMs): Promise<Token> {
    renewals += 1;
    const holder = `${parts.holder}/${renewals}`;
    for (let waited = 0; ; waited += WAIT_MS) {
      const account = await store.read();
      if (account.brokenReason !== null) return { kind: 'broken', reason: account.brokenReason };
      if (account.version > version) return tokenOf(account);
      if (await store.takeLease(holder, now(), new Date(now().getTime() + leaseMs))) break;
      if (waited >= patience) return { kind: 'unavailable', reason: REASONS.busy };
      await parts.pause(WAIT_MS);
    }
    try {
      return await renewAlone(version);
    } finally {
      await store.releaseLease(holder);
    }
  }

  /** Under the lease. */
  async function renewAlone(version: number): Promise<Token> {
    const account = await store.read();
    if (account.brokenReason !== null) return { kind: 'broken', reason: account.brokenReason };
    if (account.version > version) return tokenOf(account);
    if (account.refreshingSince !== null) {
      alert({ kind: 'refresh-interrupted' });
      const rescued = await rescue.read();
      if (rescued?.version === version) return keep(version, rescued.pair);
    }
    const refreshToken = account.pair?.refreshToken ?? parts.firstRefreshToken;
    if (!refreshToken) return { kind: 'broken', reason: REASONS.never };
    if (!(await store.beginRefresh(version, now()))) return { kind: 'unavailable', reason: REASONS.busy };

    const answer = await parts.oauth.refresh(refreshToken);
    if (answer.ok) {
      await rescue.write({ version, pair: answer.value });
      return keep(version, answer.value);
    }
    return refused(version, answer.failure);
  }

  async function refused(version: number, failure: Failure): Promise<Token> {
    switch (failure.kind) {
      case 'human':
        await store.markBroken(version, REASONS.dead, now());
        alert({ kind: 'consent-needed', reason: REASONS.dead });
        return { kind: 'broken', reason: REASONS.dead };
      case 'lost':
        // Whether the old pair still lives is unknown; the next try finds out and says so.
        alert({ kind: 'refresh-interrupted' });
        return { kind: 'unavailable', reason: REASONS.away };
      case 'unreachable':
        await store.endRefresh(version);
        return { kind: 'unavailable', reason: REASONS.away };
      default:
        await store.endRefresh(version);
        alert({ kind: 'refresh-refused', failure });
        return { kind: 'unavailable', reason: REASONS.refused };
    }
  }

  /** Saved before it is used: a pair used first and lost then would be gone unnoticed. */
  async function keep(version: number, pair: TokenPair): Promise<Token> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        await store.savePair(version, pair, now());
        await rescue.clear();
        return tokenOf(await store.read());
      } catch (error) {
        // It lies in the rescue; whoever renews next takes it from there.
        if (attempt >= SAVE_TRIES) throw error;
        await parts.pause(WAIT_MS * attempt);
      }
    }
  }

  return {
    current,
    renew,
    async accept(pair) {
      for (;;) {
        const { version } = await store.read();
        if (await store.savePair(version, pair, now())) break;
      }
      await rescue.clear();
    },
  };
}

function tokenOf({ pair, version }: StoredAccount): Token {
  if (!pair) return { kind: 'unavailable', reason: REASONS.busy };
  return { kind: 'token', accessToken: pair.accessToken, version };
}
