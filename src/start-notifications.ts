import { randomUUID } from 'node:crypto';
import type { Channel } from './channels/types.ts';
import type { ZaloAccount } from './channels/zalo/open-zalo.ts';
import type { TemplatePurpose } from './channels/zalo/templates/purposes.ts';
import type { Config } from './config.ts';
import { accountOf, type SendingAccount } from './notifications/dispatch/accounts.ts';
import { type DispatcherParts, startDispatcher } from './notifications/dispatch/dispatcher.ts';
import { limitsOf, type SendingRates } from './notifications/dispatch/limits.ts';
import type { DeliverySettings, Notice } from './notifications/policy/types.ts';
import { createAudienceReader } from './notifications/store/audience-reader.ts';
import { createLimiter, type Limiter } from './notifications/store/limiter.ts';
import type { LiveSettings } from './office/store/live-settings.ts';
import type { Clock } from './platform/clock.ts';
import type { Crypto } from './platform/crypto.ts';
import type { Database } from './platform/database/database.ts';
import type { Metric } from './platform/http.ts';
import type { Log } from './platform/log.ts';
import type { Queue } from './platform/queue/queue.ts';

export interface NotificationParts {
  readonly config: Config;
  readonly database: Pick<Database, 'client'>;
  readonly crypto: Crypto;
  readonly clock: Clock;
  readonly channels: readonly Channel[];
  readonly zalo: ZaloAccount | null;
  readonly queue: Pick<Queue, 'ringNotices' | 'hearNotices'>;
  readonly log: Log;
  /** Whose quiet hours hold; left out: the operator's. */
  readonly office?: Pick<LiveSettings, 'current'>;
  /** Left out: the program's own. */
  readonly timing?: Pick<DispatcherParts, 'pace' | 'leaseMs' | 'everyMs'>;
}

const ZALO_PER_MINUTE = 100;
/** What Zalo says of a template changes by the day. */
const PRICES_HOLD_MS = 60_000;

/** What the accounts may send, replies and notices together, for all processes. */
export function openLimiter(config: Config, { client }: Pick<Database, 'client'>): Limiter {
  return createLimiter(client, limitsOf(sendingRates(config)));
}

export function sendingRates({ zalo, telegram }: Config): SendingRates {
  return {
    zaloPerMinute: zalo?.requestsPerMinute ?? ZALO_PER_MINUTE,
    telegramPerSecond: telegram.messagesPerSecond,
  };
}

/** As the operator set it, with the ways whose channel is open. */
export function deliverySettings(
  { delivery }: Config,
  { channels, zalo }: Pick<NotificationParts, 'channels' | 'zalo'>,
): DeliverySettings {
  const open = new Set<SendingAccount>([...channels.map(({ id }) => id), ...(zalo ? (['zbs'] as const) : [])]);
  return { ...delivery, order: delivery.order.filter((way) => open.has(accountOf(way))) };
}

/** The same settings with the quiet hours that hold at the moment they are asked. */
export function withLiveQuiet(
  settings: DeliverySettings,
  { current }: Pick<LiveSettings, 'current'>,
): DeliverySettings {
  return {
    ...settings,
    get quiet() {
      return current().quiet;
    },
  };
}

/** Sends what campaigns, events and reminders have to tell; in as many processes as there are. */
export function startNotifications(parts: NotificationParts): { stop(): Promise<void> } {
  const { config, database, crypto, clock, channels, zalo, queue, log, office, timing } = parts;
  const settings = deliverySettings(config, { channels, zalo });
  const dispatcher = startDispatcher({
    client: database.client,
    crypto,
    channels: new Map(channels.map((channel) => [channel.id, channel])),
    templates: zalo?.templates ?? null,
    prices: priceList(zalo, clock),
    settings: office ? withLiveQuiet(settings, office) : settings,
    limiter: openLimiter(config, database),
    concurrency: config.noticeConcurrency,
    chance: Math.random,
    holder: randomUUID(),
    audiences: createAudienceReader(database.client),
    now: () => clock.now(),
    ring: (campaignId) => void queue.ringNotices(campaignId),
    log,
    ...timing,
  });
  const bell = queue.hearNotices(dispatcher.wake);
  return {
    async stop() {
      await bell.stop();
      await dispatcher.stop();
    },
  };
}

function priceList(zalo: ZaloAccount | null, clock: Clock): (purpose: TemplatePurpose) => Promise<Notice['template']> {
  const known = new Map<TemplatePurpose, { readonly prices: Promise<Notice['template']>; readonly at: number }>();
  const ask = async (purpose: TemplatePurpose) => ({
    uid: (await zalo?.templates.price(purpose, 'uid')) ?? null,
    phone: (await zalo?.templates.price(purpose, 'phone')) ?? null,
  });
  return (purpose) => {
    const at = clock.now().getTime();
    const before = known.get(purpose);
    if (before && at - before.at < PRICES_HOLD_MS) return before.prices;
    const prices = ask(purpose);
    prices.catch(() => known.delete(purpose));
    known.set(purpose, { prices, at });
    return prices;
  };
}

const HELP = 'Rows of the ledger by status, and by the reason of those that were not sent.';
const STATUSES = ['waiting', 'sending', 'sent', 'delivered', 'read', 'uncertain'] as const;
/** Their reasons are codes of the policy or words of a channel: few, and nobody's. */
const WITH_REASON = ['failed', 'skipped', 'callList'] as const;

export async function notificationMetrics({ client }: Pick<Database, 'client'>): Promise<Metric[]> {
  const rows = await client.delivery.groupBy({
    by: ['status'],
    _count: true,
    where: { status: { in: [...STATUSES] } },
  });
  const counts = new Map(rows.map(({ status, _count }) => [status, _count]));
  const unsent = await client.delivery.groupBy({
    by: ['status', 'reason'],
    _count: true,
    where: { status: { in: [...WITH_REASON] } },
  });
  const metric = (value: number, labels: Record<string, string>): Metric => ({
    name: 'ocop_notices',
    type: 'gauge',
    help: HELP,
    value,
    labels,
  });
  return [
    ...STATUSES.map((status) => metric(counts.get(status) ?? 0, { status })),
    ...unsent.map(({ status, reason, _count }) => metric(_count, { status, reason: reason ?? '' })),
  ];
}
