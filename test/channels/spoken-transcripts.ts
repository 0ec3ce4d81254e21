import { readdirSync, readFileSync } from 'node:fs';
import { fitMessage } from '../../src/channels/fit-message.ts';
import type { ChannelLimits, IncomingContent, OutgoingMessage } from '../../src/channels/types.ts';
import type { createTalk } from '../conversation/talk.ts';

const FOLDER = new URL('../conversations/', import.meta.url);
/** A second channel is none of the one that is played on. */
const ELSEWHERE = /^> \(/m;

/** Every path that a person can take on one channel. */
export const TRANSCRIPTS = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.txt'))
  .filter((name) => !ELSEWHERE.test(readFileSync(new URL(name, FOLDER), 'utf8')));

/** The lines of a transcript that somebody says; what comes of them is played beside it. */
export function spoken(name: string): string[] {
  const lines = readFileSync(new URL(name, FOLDER), 'utf8').split('\n');
  return lines.filter((line) => line.startsWith('> ')).map((line) => line.slice(2));
}

/** A line as what the person does: a press of this label, or what the channel hands to the conversation. */
export type Act =
  | { readonly kind: 'press'; readonly label: string }
  | Exclude<IncomingContent, { kind: 'button' | 'office' | 'officer' }>;

/** `nameOfPhotos`: whether the channel tells the name of a picture. */
export function readAct(said: string, { nameOfPhotos }: { readonly nameOfPhotos: boolean }): Act {
  const label = /^\[(.+)\]$/.exec(said)?.[1];
  if (label) return { kind: 'press', label };
  const [, media, name = 'anh.jpg', words] = /^\*(\w+)(?: ([^|]+?)(?: \| (.+))?)?$/.exec(said) ?? [];
  const caption = words ? { caption: words } : {};
  switch (media) {
    case 'photo':
      return { kind: media, ref: name, name: nameOfPhotos ? name : '', ...caption };
    case 'file':
      return { kind: media, ref: name, name, ...caption };
    case 'voice':
    case 'sticker':
    case 'erase':
      return { kind: media };
    case 'location':
      return { kind: media, latitude: 19.8, longitude: 105.7 };
    case 'contact':
    case 'card':
      return { kind: 'contact', phone: name, own: media === 'contact' };
    default:
      return { kind: 'text', text: said };
  }
}

/** What the same act brings in memory. */
export async function inMemory(talk: ReturnType<typeof createTalk>, act: Act): Promise<readonly OutgoingMessage[]> {
  return (act.kind === 'press' ? await talk.press(act.label) : await talk.send(act)).replies;
}

export interface Seen {
  readonly text: string;
  readonly buttons: readonly string[];
  readonly file: string | null;
}

/** A reference number is longer than its place holder, so the conversation leaves room for it. */
const ROOM = 40;

/** A message as the person sees it on the channel. */
export function fitted({ text, buttons, file }: OutgoingMessage, limits: ChannelLimits): Seen[] {
  const room = { ...limits, text: limits.text - ROOM, caption: Math.max(0, limits.caption - ROOM) };
  return fitMessage({ text, buttons, file: file ?? null }, room).map((part) => ({
    text: part.text,
    buttons: part.buttons.map(({ label }) => label),
    file: part.file?.name ?? null,
  }));
}

/** Of a numbered list the button carries the number too, and may be cut or missing: then its number is typed. */
export function pressOrType(
  shown: readonly Seen[],
  label: string,
): { readonly press: string } | { readonly type: string } {
  const labels = shown.toReversed().flatMap(({ buttons }) => buttons);
  const button = labels.find((one) => one === label || one.replace(/^\d+\. /, '') === label);
  if (button) return { press: button };
  const lines = (shown.at(-1)?.text ?? '').split('\n').filter((line) => line.replace(/^\d+\. /, '') === label);
  return { type: /^\d+/.exec(lines[0] ?? '')?.[0] ?? label };
}
