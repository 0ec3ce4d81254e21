import { createOAuthClient } from '../../../src/channels/zalo/client/oauth.ts';
import { createAccountStore } from '../../../src/channels/zalo/store/account-store.ts';
import { createRescueFile } from '../../../src/channels/zalo/store/rescue-file.ts';
import { createTokens, type TokenAlert } from '../../../src/channels/zalo/tokens.ts';
import { createSettableClock } from '../../../src/platform/clock.ts';
import { createCrypto } from '../../../src/platform/crypto.ts';
import { openDatabase } from '../../../src/platform/database/database.ts';

/** What the process is started with, as JSON in its first argument. */
export interface RefresherOptions {
  readonly databaseUrl: string;
  readonly oauthUrl: string;
  readonly appId: string;
  readonly appSecret: string;
  readonly oaId: string;
  readonly secretKey: string;
  readonly timeoutMs: number;
  /** Of the machine that it stands for. */
  readonly folder: string;
  /** Planted: the new pair is thrown away and said to be saved. */
  readonly forgetsPair: boolean;
}

/** Renew the pair of this version; `at`: ISO instant that the leases go by. */
export interface RenewOrder {
  readonly version: number;
  readonly at: string;
}

export type RefresherReport =
  | { readonly ready: true }
  | { readonly alert: TokenAlert['kind'] }
  | { readonly end: string };

/** A process that renews Zalo's tokens when it is told to, made of the same parts as the service. */
const options = JSON.parse(process.argv[2] ?? '') as RefresherOptions;
const { oaId, timeoutMs } = options;
const report = (said: RefresherReport) => process.send?.(said);
const database = await openDatabase({ databaseUrl: options.databaseUrl, dataDir: '' });
const crypto = createCrypto(options.secretKey);
const clock = createSettableClock(new Date());
const account = createAccountStore(database.client, crypto, oaId);
const rescue = createRescueFile(options.folder, crypto, oaId);
const nothing = async () => {};
const tokens = createTokens({
  oauth: createOAuthClient({ ...options, fetch, baseUrl: options.oauthUrl }),
  store: options.forgetsPair ? { ...account, savePair: async () => true } : account,
  rescue: options.forgetsPair ? { ...rescue, write: nothing } : rescue,
  firstRefreshToken: null,
  holder: String(process.pid),
  timeoutMs,
  now: clock.now,
  // Waiting for another process takes little real time; the clock of the leases stands.
  pause: () => new Promise((resolve) => setTimeout(resolve, 5)),
  alert: ({ kind }) => report({ alert: kind }),
});

process.on('message', ({ version, at }: RenewOrder) => {
  clock.advance(Date.parse(at) - clock.now().getTime());
  tokens.renew(version).then(
    ({ kind }) => report({ end: kind }),
    () => report({ end: 'thrown' }),
  );
});
report({ ready: true });
