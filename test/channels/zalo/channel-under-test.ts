import { createOAuthClient } from '../../../src/channels/zalo/client/oauth.ts';
import { type ApiVersion, createOpenApiClient } from '../../../src/channels/zalo/client/openapi.ts';
import { type CallCounter, createRateGate } from '../../../src/channels/zalo/rate-gate.ts';
import { createTokens, type StoredAccount, type TokenStore } from '../../../src/channels/zalo/tokens.ts';
import { createZaloChannel, type ZaloChannelParts } from '../../../src/channels/zalo/zalo-channel.ts';
import { countCalls, FRESH, grantReply } from '../../../src/notifications/dispatch/allowance.ts';
import type { ZaloSimulator } from '../../simulators/zalo/start.ts';

/** The account in memory: enough where nobody dies. */
function memoryStore(): TokenStore {
  let account: StoredAccount = {
    version: 0,
    pair: null,
    issuedAt: null,
    expiresAt: null,
    refreshingSince: null,
    brokenReason: null,
    brokenSince: null,
  };
  return {
    read: async () => account,
    async beginRefresh(_version, now) {
      account = { ...account, refreshingSince: now };
      return true;
    },
    async endRefresh() {
      account = { ...account, refreshingSince: null };
    },
    async savePair(version, { expiresIn, ...pair }, now) {
      const expiresAt = new Date(now.getTime() + expiresIn * 1000);
      account = { ...account, version: version + 1, pair, issuedAt: now, expiresAt, refreshingSince: null };
      return true;
    },
    async markBroken(_version, brokenReason) {
      account = { ...account, brokenReason };
    },
    takeLease: async () => true,
    releaseLease: async () => {},
  };
}

/** The minute's calls of one process. */
export function countInMemory(limit: number): CallCounter {
  let allowance = FRESH;
  return {
    async take(now) {
      const { at, next } = grantReply(allowance, limit, now);
      allowance = next;
      return at.getTime() - now.getTime();
    },
    async count(calls, now) {
      allowance = countCalls(allowance, calls, now);
    },
  };
}

export interface Noted {
  readonly unreachable: string[];
  readonly logged: string[];
  readonly pinned: ApiVersion[];
}

/** The real channel over HTTP against the simulator, with its notes kept for the test. */
export function zaloChannelOn(zalo: ZaloSimulator, change: Partial<ZaloChannelParts> = {}) {
  const noted: Noted = { unreachable: [], logged: [], pinned: [] };
  const transport = { fetch, timeoutMs: 5_000, baseUrl: zalo.url };
  const { appId, appSecret } = zalo.world.settings;
  const now = () => new Date(zalo.world.now());
  const log = { warn: () => {}, error: (_fields: object, message: string) => void noted.logged.push(message) };
  const tokens = createTokens({
    oauth: createOAuthClient({ ...transport, appId, appSecret }),
    store: memoryStore(),
    rescue: { write: async () => {}, read: async () => null, clear: async () => {} },
    firstRefreshToken: zalo.world.issuePair().refresh_token,
    holder: 'test',
    timeoutMs: transport.timeoutMs,
    now,
    pause: async () => {},
    alert: ({ kind }) => noted.logged.push(kind),
  });
  const channel = createZaloChannel({
    openapi: createOpenApiClient({ ...transport, proofSecret: null }),
    tokens,
    account: {
      sendVersion: async () => 'v3.0',
      pinSendVersion: async (version) => void noted.pinned.push(version),
    },
    gate: createRateGate({ counter: countInMemory(zalo.world.settings.ratePerMinute), now, log }),
    files: { fetch, alsoFrom: zalo.url },
    linkTo: null,
    formImageUrl: null,
    findEcho: async () => null,
    noteUnreachable: async (_who, reason) => void noted.unreachable.push(reason),
    now,
    log,
    ...change,
  });
  return { channel, tokens, noted };
}
