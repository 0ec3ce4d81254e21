import { z } from 'zod';

/**
 * What the Bot API (https://core.telegram.org/bots/api) lets through, as far as a bot of ours uses it: shapes, limits and
 * the wording of its refusals. Unknown fields are ignored, as the real server does.
 */

/** Characters of a message and of a caption, after entities are parsed; bytes of callback data. */
export const LIMITS = {
  text: 4096,
  caption: 1024,
  callbackData: 64,
  answer: 200,
  buttons: 100,
  upload: 50_000_000,
  download: 20_000_000,
};

/** A refusal as the API gives it. `status` is both `error_code` and the HTTP status. */
export class Refusal extends Error {
  readonly status: number;
  readonly retryAfter: number | null;
  constructor(status: number, description: string, retryAfter: number | null = null) {
    super(description);
    this.status = status;
    this.retryAfter = retryAfter;
  }
}

export const badRequest = (why: string) => new Refusal(400, `Bad Request: ${why}`);

const bytes = (text: string) => Buffer.byteLength(text, 'utf8');

const callbackData = z
  .string()
  .refine((data) => bytes(data) >= 1 && bytes(data) <= LIMITS.callbackData, 'BUTTON_DATA_INVALID');

const inlineButton = z
  .object({ text: z.string().min(1), callback_data: callbackData.optional(), url: z.url().optional() })
  .refine(
    (button) => [button.callback_data, button.url].filter((one) => one !== undefined).length === 1,
    'Text buttons are unallowed in the inline keyboard',
  );

const replyButton = z.union([
  z
    .string()
    .min(1)
    .transform((text) => ({ text, request_contact: false, request_location: false })),
  z.object({
    text: z.string().min(1),
    request_contact: z.boolean().default(false),
    request_location: z.boolean().default(false),
  }),
]);

const replyMarkup = z.union([
  z.object({
    inline_keyboard: z
      .array(z.array(inlineButton).min(1))
      .refine((rows) => rows.flat().length <= LIMITS.buttons, 'REPLY_MARKUP_TOO_LONG'),
  }),
  z.object({
    keyboard: z.array(z.array(replyButton).min(1)).min(1),
    input_field_placeholder: z.string().min(1).max(64).optional(),
  }),
  z.object({ remove_keyboard: z.literal(true) }),
  z.object({ force_reply: z.literal(true) }),
]);
export type ReplyMarkup = z.output<typeof replyMarkup>;

/** Forms carry objects as JSON text. */
const json = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value, context) => {
    if (typeof value !== 'string') return value;
    try {
      return JSON.parse(value) as unknown;
    } catch {
      context.addIssue("can't parse reply keyboard markup JSON object");
      return z.NEVER;
    }
  }, schema);

const chatId = z.union([z.number().int(), z.string().regex(/^-?\d+$/)], 'chat_id is empty').transform(String);
const flag = z.preprocess((value) => (value === 'true' ? true : value === 'false' ? false : value), z.boolean());
const whole = z.coerce.number().int();
const markup = { reply_markup: json(replyMarkup).optional() };

const messageText = z
  .string('message text is empty')
  .refine((text) => text.trim() !== '', 'message text is empty')
  .refine((text) => [...text].length <= LIMITS.text, 'message is too long');
const caption = z
  .string()
  .refine((text) => [...text].length <= LIMITS.caption, 'message caption is too long')
  .optional();

export const METHODS = {
  getMe: z.object({}),
  getUpdates: z.object({
    offset: whole.default(0),
    limit: whole.min(1).max(100).default(100),
    timeout: whole.min(0).default(0),
  }),
  setWebhook: z.object({
    url: z.string(),
    secret_token: z
      .string()
      .regex(/^[A-Za-z0-9_-]{1,256}$/, 'secret token contains unallowed characters')
      .optional(),
    max_connections: whole.min(1).max(100).default(40),
    allowed_updates: json(z.array(z.string())).optional(),
    drop_pending_updates: flag.default(false),
  }),
  deleteWebhook: z.object({ drop_pending_updates: flag.default(false) }),
  getWebhookInfo: z.object({}),
  sendMessage: z.object({ chat_id: chatId, text: messageText, ...markup }),
  sendPhoto: z.object({ chat_id: chatId, photo: z.string('there is no photo in the request'), caption, ...markup }),
  sendDocument: z.object({
    chat_id: chatId,
    document: z.string('there is no document in the request'),
    caption,
    ...markup,
  }),
  sendLocation: z.object({
    chat_id: chatId,
    latitude: z.coerce.number().min(-90).max(90),
    longitude: z.coerce.number().min(-180).max(180),
    ...markup,
  }),
  sendChatAction: z.object({ chat_id: chatId, action: z.enum(['typing', 'upload_photo', 'upload_document']) }),
  editMessageText: z.object({ chat_id: chatId, message_id: whole, text: messageText, ...markup }),
  editMessageReplyMarkup: z.object({ chat_id: chatId, message_id: whole, ...markup }),
  answerCallbackQuery: z.object({
    callback_query_id: z.string(),
    text: z.string().max(LIMITS.answer, 'MESSAGE_TOO_LONG').optional(),
  }),
  setMyCommands: z.object({
    commands: json(
      z
        .array(
          z.object({
            command: z.string().regex(/^[a-z0-9_]{1,32}$/, 'BOT_COMMAND_INVALID'),
            description: z
              .string()
              .min(1, 'BOT_COMMAND_DESCRIPTION_INVALID')
              .max(256, 'BOT_COMMAND_DESCRIPTION_INVALID'),
          }),
        )
        .max(100, 'BOT_COMMANDS_TOO_MUCH'),
    ),
    language_code: z.string().optional(),
  }),
  getFile: z.object({ file_id: z.string() }),
  getChat: z.object({ chat_id: chatId }),
} as const;

export type Method = keyof typeof METHODS;
export type Parameters<M extends Method> = z.output<(typeof METHODS)[M]>;

/** Methods are named in any case. */
export function methodNamed(name: string): Method | null {
  return (Object.keys(METHODS) as Method[]).find((one) => one.toLowerCase() === name.toLowerCase()) ?? null;
}
