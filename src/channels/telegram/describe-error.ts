import { TelegramError } from 'telegraf';

/**
 * - `recipient`: this person does not take it (blocked, deactivated, never wrote); others do.
 * - `transient`: the same call may succeed later; `retryAfter` seconds when Telegram says so.
 * - `configuration`: the bot's token is wrong or taken back.
 * - `permanent`: the call itself is wrong; the same one fails for ever.
 * - `unreachable`: nothing was sent. `lost`: it was sent and the answer is unknown.
 */
export type TelegramFailure =
  | { readonly kind: 'recipient' | 'configuration' | 'permanent' | 'unreachable' | 'lost'; readonly message: string }
  | { readonly kind: 'transient'; readonly retryAfter: number | null; readonly message: string };

/** Connections that never came to be: no byte of the call has left. */
const NOT_SENT: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
]);

const RECIPIENT =
  /bot was blocked|user is deactivated|bot was kicked|chat not found|can't initiate conversation|PEER_ID_INVALID|not enough rights to send/i;

/** What went wrong with a call, by https://core.telegram.org/api/errors and the wording of the Bot API. Never holds what was sent. */
export function describeError(error: unknown): TelegramFailure {
  if (error instanceof TelegramError)
    return ofAnswer(error.code, error.description, error.parameters?.retry_after ?? null);
  const { code, message } = error as { readonly code?: unknown; readonly message?: unknown };
  // The address holds the token, and a library's message the address.
  const words = typeof code === 'string' ? code : String(message ?? error).replace(/https?:\/\/\S+/g, '…');
  return { kind: typeof code === 'string' && NOT_SENT.has(code) ? 'unreachable' : 'lost', message: words };
}

function ofAnswer(code: number, description: string, retryAfter: number | null): TelegramFailure {
  const message = `${code} ${description}`;
  if (code === 429) return { kind: 'transient', retryAfter, message };
  if (code >= 500) return { kind: 'transient', retryAfter: null, message };
  if (code === 401 || code === 404) return { kind: 'configuration', message };
  if (RECIPIENT.test(description) || code === 403) return { kind: 'recipient', message };
  return { kind: 'permanent', message };
}
