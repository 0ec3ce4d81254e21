import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '../../platform/clock.ts';
import type { Crypto } from '../../platform/crypto.ts';
import type { Database } from '../../platform/database/database.ts';
import type { Log } from '../../platform/log.ts';
import type { Channel, IncomingEvent, OutgoingFile } from '../types.ts';
import { createEventIntake, type EventIntake } from './accept-event.ts';
import { createBusinessClient } from './client/business.ts';
import { createOAuthClient, type OAuthClient } from './client/oauth.ts';
import { createOpenApiClient, type OpenApiClient } from './client/openapi.ts';
import { type CallCounter, createRateGate } from './rate-gate.ts';
import { createAccountStore } from './store/account-store.ts';
import { createEventStore } from './store/event-store.ts';
import { createRescueFile } from './store/rescue-file.ts';
import { createTemplateLedger, readTemplates } from './store/template-ledger.ts';
import { readTemplateIds } from './templates/purposes.ts';
import { createTemplateSender, type TemplateSender } from './templates/template-sender.ts';
import { createTokens, type StoredAccount, type TokenAlert, type Tokens } from './tokens.ts';
import { createZaloChannel } from './zalo-channel.ts';

export interface ZaloSettings {
  readonly appId: string;
  readonly appSecret: string;
  readonly oaId: string;
  readonly oaSecretKey: string;
  /** For the first start only. */
  readonly refreshToken: string | null;
  /** Set in the console beside a fixed challenge; null: a new one for each consent. */
  readonly codeVerifier: string | null;
  /** The app's setting "appsecret_proof". */
  readonly proof: boolean;
  readonly requestsPerMinute: number;
  /** Template number by what it is for. */
  readonly templates: Readonly<Record<string, string>>;
  readonly formImageUrl: string | null;
  readonly oauthUrl: string;
  readonly openapiUrl: string;
  readonly businessUrl: string;
}

export interface ZaloAccount {
  readonly channel: Channel;
  readonly tokens: Tokens;
  readonly oauth: OAuthClient;
  readonly openapi: OpenApiClient;
  /** For people whom no message of consultation reaches any more. */
  readonly templates: TemplateSender;
  state(): Promise<StoredAccount>;
  /** What is done with a signed event. */
  hear(receive: (event: IncomingEvent) => Promise<unknown>): EventIntake;
  /** Keeps the pair young, reads the templates anew, forgets what is old. */
  tend(): Promise<void>;
}

export interface ZaloParts {
  readonly database: Pick<Database, 'client'>;
  readonly crypto: Crypto;
  readonly clock: Clock;
  readonly dataDir: string;
  readonly log: Log;
  readonly linkTo: ((file: OutgoingFile) => Promise<string>) | null;
  readonly calls: CallCounter;
}

const TIMEOUT_MS = 20_000;

export function openZalo(settings: ZaloSettings, parts: ZaloParts): ZaloAccount {
  const { appId, appSecret, oaId, openapiUrl } = settings;
  const { database, crypto, clock, log } = parts;
  const transport = { fetch, timeoutMs: TIMEOUT_MS };
  const oauth = createOAuthClient({ ...transport, baseUrl: settings.oauthUrl, appId, appSecret });
  const proofSecret = settings.proof ? appSecret : null;
  const openapi = createOpenApiClient({ ...transport, baseUrl: openapiUrl, proofSecret });
  const business = createBusinessClient({ ...transport, baseUrl: settings.businessUrl });
  const account = createAccountStore(database.client, crypto, oaId);
  const events = createEventStore(database.client, crypto);
  const now = () => clock.now();
  const tokens = createTokens({
    oauth,
    store: account,
    rescue: createRescueFile(parts.dataDir, crypto, oaId),
    firstRefreshToken: settings.refreshToken,
    holder: randomUUID(),
    timeoutMs: TIMEOUT_MS,
    now,
    pause: (milliseconds) => sleep(milliseconds),
    alert: (alert) => logAlert(alert, log),
  });

  const configured = readTemplateIds(settings.templates);
  if (configured.unknown.length > 0)
    log.warn({ unknown: configured.unknown }, 'ZALO_TEMPLATES names what we do not send');

  return {
    tokens,
    oauth,
    openapi,
    templates: createTemplateSender({
      openapi,
      business,
      tokens,
      ledger: createTemplateLedger(database.client, now),
      now,
    }),
    state: account.read,
    channel: createZaloChannel({
      openapi,
      tokens,
      account,
      gate: createRateGate({ counter: parts.calls, now, log }),
      files: { fetch, alsoFrom: isLocal(openapiUrl) ? new URL(openapiUrl).origin : null },
      linkTo: parts.linkTo,
      formImageUrl: settings.formImageUrl,
      findEcho: events.findEcho,
      noteUnreachable: (externalId, reason) => events.noteUnreachable(externalId, reason, now().toISOString()),
      now,
      log,
    }),
    hear: (receive) => createEventIntake(oaId, { ...events, receive }, log),
    async tend() {
      await events.sweep(now());
      const token = await tokens.current();
      if (token.kind !== 'token') return;
      const readings = await readTemplates(database.client, business, token.accessToken, configured.ids, now());
      for (const { purpose, problem } of readings) {
        if (problem) log.warn({ purpose, problem }, 'template of Zalo not ready');
      }
    },
  };
}

/** A Zalo that runs on this machine keeps its files there too. */
function isLocal(url: string): boolean {
  return ['localhost', '127.0.0.1', '[::1]'].includes(new URL(url).hostname);
}

const ALERTS: Record<TokenAlert['kind'], string> = {
  'consent-needed': 'Zalo is not connected: an administrator must consent under /connect/zalo',
  'refresh-interrupted': 'a refresh of the Zalo tokens has no known end',
  'refresh-refused': 'Zalo refused new tokens',
};

function logAlert(alert: TokenAlert, log: Log): void {
  const code = alert.kind === 'refresh-refused' ? { code: alert.failure.code } : {};
  log.error({ alert: alert.kind, ...code }, ALERTS[alert.kind]);
}
