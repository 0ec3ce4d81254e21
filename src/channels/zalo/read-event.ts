import { createHash } from 'node:crypto';
import { z } from 'zod';
import { tidy } from '../../language/text.ts';
import type { IncomingContent, IncomingEvent } from '../types.ts';
import { readPayload } from './button-payload.ts';

/** Only what we read of an event (docs.zaloplatforms.com, OA, webhook); everything else is let through unread. */
const Party = z.object({ id: z.string().min(1), admin_id: z.string().optional() });
const Attachment = z.object({ type: z.string(), payload: z.record(z.string(), z.unknown()).default({}) });
const Event = z.object({
  event_name: z.string(),
  timestamp: z.coerce.string(),
  sender: Party.optional(),
  recipient: Party.optional(),
  oa_id: z.string().optional(),
  user_id: z.string().optional(),
  follower: z.object({ id: z.string().min(1) }).optional(),
  message: z
    .object({
      msg_id: z.string().optional(),
      msg_ids: z.array(z.string()).optional(),
      text: z.string().optional(),
      attachments: z.array(Attachment).optional(),
      tracking_id: z.string().optional(),
      delivery_time: z.coerce.string().optional(),
    })
    .optional(),
  info: z.object({ phone: z.union([z.string(), z.number()]).optional() }).optional(),
  template_id: z.union([z.string(), z.number()]).optional(),
  status: z.unknown().optional(),
});
type ZaloEvent = z.output<typeof Event>;

/** What an event means to us. `at` is an ISO instant, UTC. */
export type ReadEvent =
  /** Something a person did that the conversation hears of. */
  | { readonly kind: 'heard'; readonly events: readonly IncomingEvent[] }
  /** They no longer follow the account. */
  | { readonly kind: 'left'; readonly externalId: string; readonly at: string }
  /** A message of the account: our own, or another program's. */
  | {
      readonly kind: 'echo';
      readonly externalId: string;
      readonly messageId: string;
      readonly text: string;
      readonly at: string;
    }
  /** Somebody of the office typed in the account's own chat. */
  | {
      readonly kind: 'officer';
      readonly externalId: string;
      readonly messageId: string;
      readonly text: string;
      readonly at: string;
    }
  /** A message of the account, or a template, arrived. */
  | { readonly kind: 'delivered'; readonly messageId: string; readonly at: string }
  /** The person opened the chat with these in it. */
  | { readonly kind: 'seen'; readonly messageIds: readonly string[]; readonly at: string }
  | { readonly kind: 'template-changed'; readonly templateId: string }
  | { readonly kind: 'ignored'; readonly name: string };

const MOST_CHARACTERS = 4_000;
const GREETING = 'xin chào';

/**
 * @param body As JSON.parse gave it.
 * @param oaId Events of other accounts of the same app are ignored.
 */
export function readEvent(body: unknown, oaId: string): ReadEvent {
  const parsed = Event.safeParse(body);
  if (!parsed.success) return { kind: 'ignored', name: 'unreadable' };
  const event = parsed.data;
  const { event_name: name, sender, recipient, message } = event;
  const ignored: ReadEvent = { kind: 'ignored', name };
  const at = instant(event.timestamp);
  if (at === null) return ignored;
  const heard = (externalId: string, contents: readonly IncomingContent[]): ReadEvent => {
    const key = keyOf(event, externalId);
    const events = contents.map((content, index): IncomingEvent => {
      const own = index === 0 ? key : `${key}#${index}`;
      return { channel: 'zalo', key: own, externalId, at, content };
    });
    return events.length > 0 ? { kind: 'heard', events } : ignored;
  };

  if (name.startsWith('user_send_') && sender && recipient?.id === oaId) return heard(sender.id, contentsOf(event));
  if (name === 'user_submit_info' && sender && recipient?.id === oaId) {
    const phone = String(event.info?.phone ?? '');
    return heard(sender.id, phone === '' ? [] : [{ kind: 'contact', phone, own: true }]);
  }
  if (name === 'follow' && event.follower && event.oa_id === oaId) {
    return heard(event.follower.id, [{ kind: 'text', text: GREETING }]);
  }
  if (name === 'user_click_chatnow' && event.user_id && event.oa_id === oaId) {
    return heard(event.user_id, [{ kind: 'text', text: GREETING }]);
  }
  if (name === 'user_withdraw' && event.user_id) {
    return heard(event.user_id, [{ kind: 'erase' }]);
  }
  if (name === 'unfollow' && event.follower && event.oa_id === oaId) {
    return { kind: 'left', externalId: event.follower.id, at };
  }
  if (/^oa_send_(text|image|gif|list|file|sticker)$/.test(name) && sender?.id === oaId && recipient) {
    const messageId = message?.msg_id ?? '';
    const text = (message?.text ?? '').normalize('NFC');
    return { kind: sender.admin_id ? 'officer' : 'echo', externalId: recipient.id, messageId, text, at };
  }
  // Only templates tell their own time.
  if (name === 'user_received_message' && message?.msg_id) {
    return { kind: 'delivered', messageId: message.msg_id, at: instant(message.delivery_time ?? '') ?? at };
  }
  if (name === 'user_seen_message' && message?.msg_ids?.length) {
    return { kind: 'seen', messageIds: message.msg_ids, at };
  }
  if (name === 'change_template_status' && event.template_id !== undefined) {
    return { kind: 'template-changed', templateId: String(event.template_id) };
  }
  return ignored;
}

function contentsOf({ event_name: name, message }: ZaloEvent): IncomingContent[] {
  const attachments = message?.attachments ?? [];
  // A link may come without words: then the address is what they sent.
  const linked = name === 'user_send_link' ? attachments[0]?.payload.url : undefined;
  const said = message?.text || (typeof linked === 'string' ? linked : '');
  const text = tidy([...said].slice(0, MOST_CHARACTERS).join(''));
  switch (name) {
    case 'user_send_text':
    case 'user_send_link': {
      const payload = readPayload(text);
      if (payload !== null) return [{ kind: 'button', payload }];
      return text === '' ? [] : [{ kind: 'text', text }];
    }
    case 'user_send_image':
    case 'user_send_file':
      return attachments.flatMap(({ payload }, index) => {
        const ref = payload.url;
        if (typeof ref !== 'string') return [];
        const kind = name === 'user_send_image' ? 'photo' : 'file';
        const caption = index === 0 && text !== '' ? { caption: text } : {};
        return [{ kind, ref, name: typeof payload.name === 'string' ? tidy(payload.name) : '', ...caption }];
      });
    case 'user_send_location':
      return attachments.slice(0, 1).flatMap(({ payload }) => {
        const place = Coordinates.safeParse(payload.coordinates);
        return place.success ? [{ kind: 'location' as const, ...place.data }] : [];
      });
    case 'user_send_business_card':
      return attachments.slice(0, 1).flatMap(({ payload }) => {
        const phone = phoneOnCard(payload.description);
        return phone === null ? [] : [{ kind: 'contact' as const, phone, own: false }];
      });
    case 'user_send_audio':
    case 'user_send_video':
      return [{ kind: 'voice' }];
    case 'user_send_sticker':
    case 'user_send_gif':
      return [{ kind: 'sticker' }];
    default:
      return [];
  }
}

/** They come as strings. */
const Coordinates = z.object({
  latitude: z.coerce.number().min(-90).max(90),
  longitude: z.coerce.number().min(-180).max(180),
});

const Card = z.object({ phone: z.union([z.string(), z.number()]) });

/** The description of a card is JSON in a string. */
function phoneOnCard(description: unknown): string | null {
  if (typeof description !== 'string') return null;
  try {
    return String(Card.parse(JSON.parse(description)).phone);
  } catch {
    return null;
  }
}

/** Events without a message id are known by name, time and person; the person stands there as a sum, keys are kept for long. */
function keyOf({ event_name, timestamp, message }: ZaloEvent, externalId: string): string {
  if (message?.msg_id) return message.msg_id;
  const sum = createHash('sha256').update(`${event_name} ${timestamp} ${externalId}`).digest('base64url');
  return `${event_name}:${sum.slice(0, 22)}`;
}

/** 13-digit epoch milliseconds in a string. */
function instant(timestamp: string): string | null {
  if (!/^\d{13}$/.test(timestamp)) return null;
  return new Date(Number(timestamp)).toISOString();
}
