import type { BotServer, Failure, StoredFile } from './bot-server.ts';
import { badRequest, LIMITS, METHODS, type Method, type Parameters, Refusal } from './contract.ts';

/** What a method gives back, and whether its answer must get lost on the way. */
export interface Called {
  readonly result: unknown;
  readonly lost: boolean;
}

/**
 * One call of the Bot API on checked parameters. `getUpdates` waits in the HTTP layer and is answered from here at once.
 * @throws Refusal as the real API words it.
 */
export function callMethod(
  bot: BotServer,
  method: Method,
  raw: Record<string, unknown>,
  files: ReadonlyMap<string, StoredFile>,
): Called {
  const parsed = METHODS[method].safeParse(raw);
  if (!parsed.success) throw badRequest(parsed.error.issues[0]?.message ?? 'wrong parameters');
  const parameters: unknown = parsed.data;
  const chatId = (parameters as { chat_id?: string }).chat_id;
  const failure: Failure | null = chatId === undefined ? null : bot.admit(chatId, method);
  return { result: run(bot, method, parameters as never, files), lost: failure === 'lost' };
}

type Handlers = {
  [M in Method]: (bot: BotServer, parameters: Parameters<M>, files: ReadonlyMap<string, StoredFile>) => unknown;
};

function run<M extends Method>(
  bot: BotServer,
  method: M,
  parameters: Parameters<M>,
  files: ReadonlyMap<string, StoredFile>,
): unknown {
  return HANDLERS[method](bot, parameters, files);
}

const HANDLERS: Handlers = {
  getMe: (bot) => ({
    ...bot.me(),
    can_join_groups: false,
    can_read_all_group_messages: false,
    supports_inline_queries: false,
  }),
  getUpdates: (bot, { offset, limit }) => {
    if (bot.webhook) {
      throw new Refusal(
        409,
        "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
      );
    }
    return bot.waiting(offset, limit);
  },
  setWebhook: (bot, { url, secret_token, max_connections, drop_pending_updates }) => {
    if (drop_pending_updates) bot.dropWaiting();
    bot.webhook =
      url === '' ? null : { url: checkedUrl(url), secret: secret_token ?? null, maxConnections: max_connections };
    return true;
  },
  deleteWebhook: (bot, { drop_pending_updates }) => {
    if (drop_pending_updates) bot.dropWaiting();
    bot.webhook = null;
    return true;
  },
  getWebhookInfo: (bot) => ({
    url: bot.webhook?.url ?? '',
    has_custom_certificate: false,
    pending_update_count: bot.waiting(0, Number.MAX_SAFE_INTEGER).length,
    ...(bot.webhook ? { max_connections: bot.webhook.maxConnections } : {}),
  }),
  sendMessage: (bot, { chat_id, text, reply_markup }) =>
    bot.show(chat_id, { text, markup: reply_markup ?? null, file: null, location: null }),
  sendPhoto: (bot, { chat_id, photo, caption, reply_markup }, files) =>
    bot.show(chat_id, {
      text: caption ?? '',
      markup: reply_markup ?? null,
      file: attached(bot, photo, files),
      location: null,
    }),
  sendDocument: (bot, { chat_id, document, caption, reply_markup }, files) =>
    bot.show(chat_id, {
      text: caption ?? '',
      markup: reply_markup ?? null,
      file: attached(bot, document, files),
      location: null,
    }),
  sendLocation: (bot, { chat_id, latitude, longitude, reply_markup }) =>
    bot.show(chat_id, { text: '', markup: reply_markup ?? null, file: null, location: { latitude, longitude } }),
  sendChatAction: () => true,
  editMessageText: (bot, { chat_id, message_id, text, reply_markup }) =>
    bot.edit(chat_id, message_id, { text, markup: reply_markup ?? null }),
  editMessageReplyMarkup: (bot, { chat_id, message_id, reply_markup }) =>
    bot.edit(chat_id, message_id, { markup: reply_markup ?? null }),
  answerCallbackQuery: (bot, { callback_query_id, text }) => {
    bot.answerQuery(callback_query_id, text ?? null);
    return true;
  },
  setMyCommands: (bot, { commands }) => {
    bot.commands = commands;
    return true;
  },
  getFile: (bot, { file_id }) => {
    const file = bot.file(file_id);
    if (!file) throw badRequest('wrong file_id or the file is temporarily unavailable');
    if (file.bytes.length > LIMITS.download) throw badRequest('file is too big');
    return {
      file_id,
      file_unique_id: file_id.slice(0, 12),
      file_size: file.bytes.length,
      file_path: `documents/${file_id}`,
    };
  },
  getChat: (bot, { chat_id }) => bot.chat(chat_id),
};

/** A file of this very call (`attach://name`), or one that Telegram already has. */
function attached(bot: BotServer, reference: string, files: ReadonlyMap<string, StoredFile>): StoredFile {
  const file = reference.startsWith('attach://') ? files.get(reference.slice('attach://'.length)) : bot.file(reference);
  if (!file) throw badRequest('wrong remote file identifier specified');
  if (file.bytes.length === 0) throw badRequest('file must be non-empty');
  if (file.bytes.length > LIMITS.upload) throw new Refusal(413, 'Request Entity Too Large');
  return file;
}

/** HTTPS on one of four ports; plain HTTP only on this machine, as a Bot API server of one's own allows. */
function checkedUrl(text: string): string {
  if (!URL.canParse(text)) throw badRequest('bad webhook: invalid URL');
  const url = new URL(text);
  if (url.protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname)) return text;
  if (url.protocol !== 'https:') throw badRequest('bad webhook: An HTTPS URL must be provided for webhook');
  if (!['', '443', '80', '88', '8443'].includes(url.port)) {
    throw badRequest('bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443');
  }
  return text;
}
