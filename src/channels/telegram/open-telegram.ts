import type { FastifyInstance } from 'fastify';
import { Telegram } from 'telegraf';
import type { Channel } from '../types.ts';
import { startPolling } from './poll-updates.ts';
import {
  announceCommands,
  announceWebhook,
  codeOf,
  type Receiving,
  registerTelegramWebhook,
} from './receive-updates.ts';
import { createTelegramChannel, type TelegramParts } from './telegram-channel.ts';

export interface TelegramSettings {
  readonly botToken: string;
  readonly apiRoot: string;
  /** With it, and an address to be reached at, Telegram sends; without, we ask. */
  readonly webhook: { readonly secret: string; readonly publicUrl: string } | null;
}

export type TelegramHearing = Omit<Receiving, 'telegram'> & {
  readonly onRefused: () => void;
  readonly mayPoll: () => Promise<boolean>;
};

export interface TelegramAccount {
  readonly channel: Channel;
  /** Registers the webhook's route, where there is a webhook. */
  registerRoutes(server: FastifyInstance, hearing: TelegramHearing): void;
  /**
   * Starts to hear: announces the webhook, or asks for updates. Never fails: where Telegram can't be reached (Vietnamese
   * networks block it at times) it is tried again, and everything else works.
   */
  start(hearing: TelegramHearing, role: { readonly mayPoll: boolean }): { stop(): Promise<void> };
}

export function openTelegram(
  settings: TelegramSettings,
  { log, untilChatIsFree }: Pick<Receiving, 'log'> & Pick<TelegramParts, 'untilChatIsFree'>,
): TelegramAccount {
  const telegram = new Telegram(settings.botToken, { apiRoot: settings.apiRoot, webhookReply: false });
  const { webhook } = settings;
  return {
    channel: createTelegramChannel({
      telegram,
      onFailure: (failure) => log.warn(failure, 'telegram refused a message'),
      ...(untilChatIsFree ? { untilChatIsFree } : {}),
    }),
    registerRoutes(server, hearing) {
      if (webhook) registerTelegramWebhook(server, { ...hearing, telegram, secret: webhook.secret });
    },
    start(hearing, { mayPoll }) {
      const announcing = keepTrying(async () => {
        await announceCommands(telegram);
        if (webhook) await announceWebhook(telegram, `${webhook.publicUrl}/webhooks/telegram`, webhook.secret);
      }, log);
      const polling = webhook || !mayPoll ? null : startPolling({ ...hearing, telegram });
      return {
        async stop() {
          await Promise.all([announcing.stop(), polling?.stop()]);
        },
      };
    },
  };
}

const AGAIN_MS = 60_000;

/** Now, and every minute until it has worked once. */
function keepTrying(work: () => Promise<void>, log: Receiving['log']): { stop(): Promise<void> } {
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  const attempt = async (): Promise<void> => {
    try {
      await work();
    } catch (error) {
      log.warn({ code: codeOf(error) }, 'telegram not announced');
      if (!stopped) {
        timer = setTimeout(() => {
          running = attempt();
        }, AGAIN_MS);
      }
    }
  };
  let running = attempt();
  return {
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
