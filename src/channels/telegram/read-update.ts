import { z } from 'zod';
import { tidy } from '../../language/text.ts';
import type { IncomingContent, IncomingEvent } from '../types.ts';

/** Only what we read of https://core.telegram.org/bots/api#update; everything else is let through unread. */
const Person = z.object({ id: z.number().int(), is_bot: z.boolean() });
const Chat = z.object({ id: z.number().int(), type: z.string() });
const FileRef = z.object({ file_id: z.string().min(1), file_name: z.string().optional() });
const Message = z.object({
  date: z.number().int(),
  chat: Chat,
  from: Person.optional(),
  text: z.string().optional(),
  caption: z.string().optional(),
  photo: z.array(FileRef).optional(),
  document: FileRef.optional(),
  contact: z.object({ phone_number: z.string(), user_id: z.number().int().optional() }).optional(),
  location: z.object({ latitude: z.number(), longitude: z.number() }).optional(),
  voice: z.unknown().optional(),
  audio: z.unknown().optional(),
  video_note: z.unknown().optional(),
  sticker: z.unknown().optional(),
  animation: z.unknown().optional(),
  video: z.unknown().optional(),
  poll: z.unknown().optional(),
  dice: z.unknown().optional(),
  story: z.unknown().optional(),
});
const Update = z.object({
  update_id: z.number().int(),
  message: Message.optional(),
  callback_query: z.object({ id: z.string(), from: Person, data: z.string().optional() }).optional(),
  my_chat_member: z
    .object({ chat: Chat, from: Person, date: z.number().int(), new_chat_member: z.object({ status: z.string() }) })
    .optional(),
});

/** What an update means to us. */
export type ReadUpdate =
  | { readonly kind: 'message'; readonly event: IncomingEvent }
  /** A pressed button spins until its query is answered. */
  | { readonly kind: 'press'; readonly event: IncomingEvent; readonly query: string }
  /** Somebody blocked or deleted the bot, or took that back. */
  | { readonly kind: 'reachable'; readonly externalId: string; readonly reachable: boolean; readonly at: string }
  /** Groups, channels, other bots, edits and kinds that we do not know. */
  | { readonly kind: 'ignored' };

const IGNORED: ReadUpdate = { kind: 'ignored' };

/**
 * Reads one update. `now` dates presses, which carry no time of their own (ISO, UTC).
 * @param body As JSON.parse gave it. What is no update at all is `ignored`: sending it again would not make it one.
 */
export function readUpdate(body: unknown, now: string): ReadUpdate {
  const parsed = Update.safeParse(body);
  if (!parsed.success) return IGNORED;
  const { update_id, message, callback_query, my_chat_member } = parsed.data;
  const key = String(update_id);
  if (message) {
    const content = message.chat.type === 'private' && message.from?.is_bot === false ? readContent(message) : null;
    if (!content) return IGNORED;
    const at = instant(message.date);
    return { kind: 'message', event: { channel: 'telegram', key, externalId: String(message.chat.id), at, content } };
  }
  if (callback_query?.data !== undefined) {
    const content = { kind: 'button', payload: callback_query.data } as const;
    const externalId = String(callback_query.from.id);
    return {
      kind: 'press',
      query: callback_query.id,
      event: { channel: 'telegram', key, externalId, at: now, content },
    };
  }
  if (my_chat_member?.chat.type === 'private') {
    const { chat, date, new_chat_member } = my_chat_member;
    const reachable = !['kicked', 'left'].includes(new_chat_member.status);
    return { kind: 'reachable', externalId: String(chat.id), reachable, at: instant(date) };
  }
  return IGNORED;
}

function readContent(message: z.output<typeof Message>): IncomingContent | null {
  if (message.text !== undefined) return { kind: 'text', text: readCommand(tidy(message.text)) };
  const caption = message.caption === undefined ? {} : { caption: tidy(message.caption) };
  // The sizes of a photo come smallest first.
  const photo = message.photo?.at(-1);
  if (photo) return { kind: 'photo', ref: photo.file_id, name: '', ...caption };
  if (message.document && !message.animation) {
    return { kind: 'file', ref: message.document.file_id, name: tidy(message.document.file_name ?? ''), ...caption };
  }
  if (message.contact) {
    const own = message.contact.user_id === message.from?.id;
    return { kind: 'contact', phone: message.contact.phone_number, own };
  }
  if (message.location) return { kind: 'location', ...message.location };
  const { voice, audio, video_note, video, sticker, animation, poll, dice, story } = message;
  if ([voice, audio, video_note, video].some((one) => one !== undefined)) return { kind: 'voice' };
  if ([sticker, animation, poll, dice, story].some((one) => one !== undefined)) return { kind: 'sticker' };
  return null;
}

/** What each command of the bot's menu says in the words of people. */
export const COMMANDS = [
  { command: 'start', description: 'Bắt đầu', says: 'xin chào' },
  { command: 'dangky', description: 'Đăng ký sản phẩm OCOP', says: 'tôi muốn đăng ký sản phẩm' },
  { command: 'tieptuc', description: 'Làm tiếp phiếu đang dở', says: 'tiếp tục' },
  { command: 'conthieu', description: 'Phiếu của tôi còn thiếu gì', says: 'tôi còn thiếu gì' },
  { command: 'gapcanbo', description: 'Nhắn cho cán bộ', says: 'gặp cán bộ' },
  { command: 'huongdan', description: 'Trợ lý giúp được gì', says: 'hướng dẫn' },
  { command: 'huy', description: 'Hủy phiếu đang làm', says: 'hủy' },
] as const;

/** What our own deep links carry: the code of a commune, a member or an officer. */
const DEEP_LINK = /^(?:xa|m|cb)-[a-z0-9]+$/i;

/** `/dangky` and `/dangky@bot` are words; of `/start xa-14758` the code is what counts. */
function readCommand(text: string): string {
  const [, name, rest = ''] = /^\/([a-z0-9_]{1,32})(?:@\w+)?(?:\s+([\s\S]*))?$/i.exec(text) ?? [];
  const command = COMMANDS.find((one) => one.command === name?.toLowerCase());
  if (!command) return text;
  if (command.command === 'start') return DEEP_LINK.test(rest) ? rest : command.says;
  return rest === '' ? command.says : rest;
}

function instant(seconds: number): string {
  return new Date(seconds * 1000).toISOString();
}
