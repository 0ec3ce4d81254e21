import { randomUUID } from 'node:crypto';
import type { App } from './app.ts';
import { openTelegram, type TelegramAccount, type TelegramHearing } from './channels/telegram/open-telegram.ts';
import type { Config } from './config.ts';
import { untilChatIsFree as untilFree } from './notifications/store/chat-turn.ts';
import { createInteractionNotes, noteUnreachable } from './people/reachability.ts';
import { type Clock, systemClock } from './platform/clock.ts';
import type { Database } from './platform/database/database.ts';
import { takeLease } from './platform/database/lease.ts';
import type { Log } from './platform/log.ts';

/** Longer than one request for updates; a process that died is followed by another after this. */
const POLL_LEASE_MS = 60_000;

interface TelegramServiceParts {
  readonly database: Pick<Database, 'client'>;
  readonly clock: Clock;
  readonly log: Log;
}

/** Null where no bot is configured, or the office that answers for the data is not named yet: nobody is asked for consent in no one's name. */
export function openConfiguredTelegram(
  config: Config,
  { database: { client }, clock, log }: TelegramServiceParts,
): TelegramAccount | null {
  const { botToken, webhookSecret, apiRoot } = config.telegram;
  if (botToken === null) return null;
  if (config.office === null) {
    log.warn({}, 'telegram stays closed until OFFICE_NAME and OFFICE_CONTACT are set');
    return null;
  }
  const { publicUrl } = config;
  const webhook = webhookSecret !== null && publicUrl !== null ? { secret: webhookSecret, publicUrl } : null;
  const untilChatIsFree = (externalId: string) =>
    untilFree(client, externalId, clock.now()).catch((error: unknown) => {
      // Telegram itself says when a chat takes no more: nobody waits for our count of it.
      log.warn({ err: error }, 'not known whether a chat is free');
      return 0;
    });
  return openTelegram({ botToken, apiRoot, webhook }, { log, untilChatIsFree });
}

export function telegramHearing(
  app: Pick<App, 'receive'>,
  { client }: Pick<Database, 'client'>,
  { clock, log }: { readonly clock: Clock; readonly log: Log },
  onRefused: () => void,
): TelegramHearing {
  const holder = randomUUID();
  const noteInteraction = createInteractionNotes(client);
  return {
    async receive(event) {
      await Promise.all([app.receive(event), noteInteraction('telegram', event.externalId, event.at)]);
    },
    async onReachable(externalId, reachable, at) {
      if (reachable) await noteInteraction('telegram', externalId, at);
      else await noteUnreachable(client, 'telegram', externalId, 'Người nhận đã chặn trợ lý trên Telegram.', at);
    },
    mayPoll() {
      const now = systemClock.now();
      return takeLease(client, 'telegram-polling', holder, now, new Date(now.getTime() + POLL_LEASE_MS));
    },
    now: () => clock.now(),
    log,
    onRefused,
  };
}
