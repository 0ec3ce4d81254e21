import path from 'node:path';
import { z } from 'zod';
import type { IncomingContent } from '../../channels/types.ts';
import { readDuration } from './duration.ts';

/** A line of `chat --json`: something the person sends, or time that passes. */
export type ChatLine =
  | { readonly kind: 'content'; readonly content: IncomingContent }
  | { readonly kind: 'advance'; readonly milliseconds: number }
  | { readonly kind: 'unreadable'; readonly problem: string };

const schema = z.union([
  z.object({ text: z.string() }),
  z.object({ button: z.string() }),
  z.object({ contact: z.string(), own: z.boolean().default(true) }),
  z.object({ photo: z.string(), caption: z.string().optional() }),
  z.object({ file: z.string(), caption: z.string().optional() }),
  z.object({ location: z.object({ latitude: z.number(), longitude: z.number() }) }),
  z.object({ voice: z.unknown() }),
  z.object({ sticker: z.unknown() }),
  z.object({ advance: z.string() }),
]);

export function readChatLine(line: string): ChatLine {
  let json: unknown;
  try {
    json = JSON.parse(line);
  } catch {
    return { kind: 'unreadable', problem: 'not JSON' };
  }
  const read = schema.safeParse(json);
  if (!read.success) return { kind: 'unreadable', problem: 'unknown kind of line' };
  const said = read.data;
  if ('advance' in said) {
    const milliseconds = readDuration(said.advance);
    return milliseconds === null
      ? { kind: 'unreadable', problem: 'not an ISO 8601 duration' }
      : { kind: 'advance', milliseconds };
  }
  return { kind: 'content', content: contentOf(said) };
}

function contentOf(said: Exclude<z.infer<typeof schema>, { advance: string }>): IncomingContent {
  if ('text' in said) return { kind: 'text', text: said.text };
  if ('button' in said) return { kind: 'button', payload: said.button };
  if ('contact' in said) return { kind: 'contact', phone: said.contact, own: said.own };
  if ('photo' in said) return fileAt('photo', said.photo, said.caption);
  if ('file' in said) return fileAt('file', said.file, said.caption);
  if ('location' in said) return { kind: 'location', ...said.location };
  return { kind: 'voice' in said ? 'voice' : 'sticker' };
}

function fileAt(kind: 'photo' | 'file', place: string, caption: string | undefined): IncomingContent {
  return { kind, ref: place, name: path.basename(place), ...(caption === undefined ? {} : { caption }) };
}
