import path from 'node:path';
import cookie from '@fastify/cookie';
import type { FastifyInstance } from 'fastify';
import type { App } from './app.ts';
import { registerConnect } from './channels/zalo/connect/register-connect.ts';
import { openZalo, type ZaloAccount } from './channels/zalo/open-zalo.ts';
import { registerZaloWebhook, type WebhookCounts } from './channels/zalo/register-webhook.ts';
import type { Config } from './config.ts';
import { demandSession } from './office/http/guard.ts';
import { recordAudit } from './office/store/audit.ts';
import { accountRulesOf } from './open-office.ts';
import type { Clock } from './platform/clock.ts';
import type { Crypto } from './platform/crypto.ts';
import type { Database } from './platform/database/database.ts';
import { every } from './platform/every.ts';
import { createFileLinks, type FileLinks } from './platform/file-links.ts';
import type { Metric } from './platform/http.ts';
import type { Log } from './platform/log.ts';
import { createSpool } from './platform/spool.ts';
import { openLimiter } from './start-notifications.ts';

/** Of the 2 seconds that Zalo waits for its answer: the rest is for the disk. */
const ACCEPT_BUDGET_MS = 1_200;
/** While events of a person lie in the spool their next ones queue behind them: they all wait for this. */
const DRAIN_EVERY_MS = 2_000;
const TEND_EVERY_MS = 10 * 60_000;

export interface ZaloService {
  /** Webhook and `/connect/zalo`. */
  registerRoutes(server: FastifyInstance): Promise<void>;
  metrics(): Promise<Metric[]>;
  /** Takes what lies in the spool, keeps the tokens young. */
  start(): { stop(): Promise<void> };
}

export interface ZaloServiceParts {
  /** For files that Zalo refuses; null without an address at which people reach us. */
  readonly links: FileLinks | null;
  readonly config: Config;
  readonly database: Pick<Database, 'client'>;
  readonly crypto: Crypto;
  readonly clock: Clock;
  readonly log: Log;
}

export function openLinks({ publicUrl, dataDir }: Config, crypto: Crypto, clock: Clock): FileLinks | null {
  if (publicUrl === null) return null;
  const folder = path.join(dataDir, 'links');
  return createFileLinks({ folder, crypto, publicUrl: publicUrl.replace(/\/+$/, ''), now: () => clock.now() });
}

/** Null where no account is configured, or the office that answers for the data is not named yet: nobody is asked for consent in no one's name. */
export function openConfiguredZalo({
  config,
  database,
  crypto,
  clock,
  log,
  links,
}: ZaloServiceParts): ZaloAccount | null {
  if (config.zalo === null) return null;
  if (config.office === null) {
    log.warn({}, 'zalo stays closed until OFFICE_NAME and OFFICE_CONTACT are set');
    return null;
  }
  const { dataDir } = config;
  const limiter = openLimiter(config, database);
  return openZalo(config.zalo, {
    database,
    crypto,
    clock,
    dataDir,
    log,
    linkTo: links?.linkTo ?? null,
    calls: {
      take: (now) => limiter.takeReply('zalo', now),
      count: (calls, now) => limiter.countCalls('zalo', calls, now),
    },
  });
}

export function createZaloService(
  zalo: ZaloAccount,
  settings: NonNullable<Config['zalo']>,
  app: Pick<App, 'receive'>,
  { config, database, crypto, clock, log, links }: ZaloServiceParts,
): ZaloService {
  const { client } = database;
  const intake = zalo.hear(app.receive);
  const spool = createSpool(path.join(config.dataDir, 'spool', 'zalo'), crypto);
  const counts: WebhookCounts = { accepted: 0, refused: 0, probes: 0, spooled: 0 };
  const publicUrl = config.publicUrl?.replace(/\/+$/, '') ?? `http://localhost:${config.port}`;
  const origin = { publicUrl: config.publicUrl };
  const now = () => clock.now();

  return {
    async registerRoutes(server) {
      const { appId, oaSecretKey, oaId, codeVerifier } = settings;
      const { accept } = intake;
      links?.registerRoutes(server);
      await registerZaloWebhook(server, {
        appId,
        oaSecretKey,
        oaId,
        accept,
        spool,
        budgetMs: ACCEPT_BUDGET_MS,
        counts,
      });
      await server.register(async (scope) => {
        await scope.register(cookie);
        await registerConnect(scope, {
          ...zalo,
          crypto,
          oaId,
          codeVerifier,
          publicUrl,
          now,
          async requireAdministrator(request) {
            const session = await demandSession(
              request,
              'channel.connect',
              { client, now, rules: accountRulesOf(config) },
              origin,
            );
            return session?.officer.id ?? '';
          },
          audit: (who) => recordAudit(client, { who, what: 'channel.connect', at: now() }),
        });
      });
    },

    async metrics() {
      const { pair, brokenReason } = await zalo.state();
      const connected = pair !== null && brokenReason === null ? 1 : 0;
      const counter = (name: string, help: string, value: number): Metric => ({ name, type: 'counter', help, value });
      return [
        { name: 'ocop_zalo_connected', type: 'gauge', help: '1 while tokens can be had.', value: connected },
        counter('ocop_zalo_webhook_accepted_total', 'Events taken.', counts.accepted),
        counter('ocop_zalo_webhook_refused_total', 'Calls without a right signature.', counts.refused),
        counter('ocop_zalo_webhook_spooled_total', 'Events kept on disk first.', counts.spooled),
      ];
    },

    start() {
      const onError = (error: unknown) => log.warn({ err: error }, 'Zalo upkeep failed');
      const drain = every({ milliseconds: DRAIN_EVERY_MS, work: () => spool.drain(intake.accept), onError });
      const upkeep = () => Promise.all([zalo.tend(), links?.sweep()]);
      const tend = every({ milliseconds: TEND_EVERY_MS, work: upkeep, onError });
      void announce(zalo, settings.oaId, log);
      return {
        async stop() {
          await Promise.all([drain.stop(), tend.stop()]);
        },
      };
    },
  };
}

/** Which account it is, once at the start: a state agency and a package without an interface explain many a refusal. */
async function announce(zalo: ZaloAccount, oaId: string, log: Log): Promise<void> {
  try {
    const token = await zalo.tokens.current();
    if (token.kind !== 'token') return log.warn({ state: token.kind }, 'Zalo account not connected');
    const account = await zalo.openapi.account(token.accessToken);
    if (!account.ok) return log.warn({ failure: account.failure }, 'Zalo account not read');
    const { type, packageName, verified } = account.value;
    if (account.value.oaId !== oaId) log.error({}, 'the connected Zalo account is not the one of ZALO_OA_ID');
    const quota = await zalo.openapi.messageQuota(token.accessToken);
    const left = quota.ok ? quota.value : quota.failure;
    log.info({ type, package: packageName, verified, quota: left }, 'Zalo account connected');
  } catch (error) {
    log.warn({ err: error }, 'Zalo account not read');
  }
}
