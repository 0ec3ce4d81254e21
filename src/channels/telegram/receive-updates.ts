import { timingSafeEqual } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { type Telegram, TelegramError } from 'telegraf';
import type { IncomingEvent } from '../types.ts';
import { COMMANDS, readUpdate } from './read-update.ts';

export interface Receiving {
  /** With `webhookReply: false`. */
  readonly telegram: Telegram;
  /** Resolves when the event is safe: written down, whatever happens next. A known key has no effect. */
  readonly receive: (event: IncomingEvent) => Promise<unknown>;
  /** Somebody has blocked the bot, or has come back. */
  readonly onReachable: (externalId: string, reachable: boolean, at: string) => Promise<void>;
  readonly now: () => Date;
  readonly log: {
    warn(context: object, message: string): void;
    info(context: object, message: string): void;
  };
}

/** What we ask Telegram for; everything else would be thrown away. */
export const ALLOWED = ['message', 'callback_query', 'my_chat_member'] as const;

/** Takes one update: durable first, then the spinning button stops. Throws when it could not be made durable. */
export async function take(update: unknown, { telegram, receive, onReachable, now, log }: Receiving): Promise<void> {
  const read = readUpdate(update, now().toISOString());
  switch (read.kind) {
    case 'message':
      await receive(read.event);
      break;
    case 'press':
      await receive(read.event);
      // Cosmetic, and too late after a while: its failure changes nothing.
      telegram
        .answerCbQuery(read.query)
        .catch((error: unknown) => log.info({ code: codeOf(error) }, 'press not answered'));
      break;
    case 'reachable':
      await onReachable(read.externalId, read.reachable, read.at);
      break;
    case 'ignored':
      break;
    default:
      read satisfies never;
  }
}

/**
 * POST /webhooks/telegram. Telegram sends the secret that `setWebhook` was given in a header; without it 401 and nothing
 * is read. 200 once the event is safe; a failure is answered 500, and Telegram sends it again.
 */
export function registerTelegramWebhook(
  server: FastifyInstance,
  receiving: Receiving & { readonly secret: string; readonly onRefused: () => void },
): void {
  server.post('/webhooks/telegram', async (request, reply) => {
    if (!isSecret(request.headers['x-telegram-bot-api-secret-token'], receiving.secret)) {
      receiving.onRefused();
      return reply.status(401).send();
    }
    await take(request.body, receiving);
    return reply.status(200).send();
  });
}

/** Tells Telegram where to send to. Idempotent; call at every start. */
export async function announceWebhook(telegram: Telegram, url: string, secret: string): Promise<void> {
  await telegram.setWebhook(url, { secret_token: secret, allowed_updates: [...ALLOWED], max_connections: 40 });
}

/** The menu of commands, in Vietnamese for everybody. */
export async function announceCommands(telegram: Telegram): Promise<void> {
  await telegram.setMyCommands(COMMANDS.map(({ command, description }) => ({ command, description })));
}

/** Compared in constant time; a length that differs tells nothing that the code does not say already. */
function isSecret(header: string | string[] | undefined, secret: string): boolean {
  const [given, expected] = [Buffer.from(typeof header === 'string' ? header : ''), Buffer.from(secret)];
  return given.length === expected.length && timingSafeEqual(given, expected);
}

/** Never the message of a network error: it holds the address, and the address the token. */
export function codeOf(error: unknown): string {
  if (error instanceof TelegramError) return `${error.code} ${error.description}`;
  const { code, name } = error as { readonly code?: unknown; readonly name?: unknown };
  return String(code ?? name ?? 'unknown');
}
