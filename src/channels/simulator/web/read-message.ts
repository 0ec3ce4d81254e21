import { z } from 'zod';
import { countCharacters, tidy } from '../../../language/text.ts';
import type { IncomingContent } from '../../types.ts';

const MAX_TEXT = 4_000;

const Id = z.string().regex(/^[A-Za-z0-9_-]{8,64}$/);
const Body = z.union([
  z.strictObject({ id: Id, text: z.string() }),
  z.strictObject({
    id: Id,
    button: z.string().refine((payload) => byteLength(payload) >= 1 && byteLength(payload) <= 64),
  }),
  z.strictObject({ id: Id, contact: z.string().regex(/^[+\d][\d .-]{5,24}$/) }),
]);

/** What a page sent. `id` was made by the page and stays the same when it sends the message again. */
export type PageMessage =
  | {
      readonly kind: 'message';
      readonly id: string;
      readonly content: Extract<IncomingContent, { kind: 'text' | 'button' | 'contact' }>;
    }
  | { readonly kind: 'empty' }
  | { readonly kind: 'too-long'; readonly characters: number }
  | { readonly kind: 'malformed' };

export function readMessage(body: unknown): PageMessage {
  const parsed = Body.safeParse(body);
  if (!parsed.success) return { kind: 'malformed' };
  if ('button' in parsed.data) {
    return { kind: 'message', id: parsed.data.id, content: { kind: 'button', payload: parsed.data.button } };
  }
  if ('contact' in parsed.data) {
    const { id, contact } = parsed.data;
    return { kind: 'message', id, content: { kind: 'contact', phone: contact, own: true } };
  }
  const text = tidy(parsed.data.text);
  const characters = countCharacters(text);
  if (characters === 0) return { kind: 'empty' };
  if (characters > MAX_TEXT) return { kind: 'too-long', characters };
  return { kind: 'message', id: parsed.data.id, content: { kind: 'text', text } };
}

export function isMessageId(value: unknown): value is string {
  return Id.safeParse(value).success;
}

function byteLength(text: string): number {
  return new TextEncoder().encode(text).byteLength;
}
