import { countCharacters } from '../language/text.ts';
import type { Button, ChannelLimits } from './types.ts';

/** What is said at once; `T` is whatever stands for its file. */
export interface FittingMessage<T> {
  readonly text: string;
  readonly buttons: readonly Button[];
  readonly file: T | null;
  readonly requestContact?: string;
}

/**
 * Cuts one message into those that the channel takes, in the order of reading. Buttons stand under the last of them.
 * - Text: at empty lines, else at line breaks, else after sentences, else between words.
 * - More buttons than the channel has, or labels longer than it shows whole: every choice is listed with its number, which
 *   works typed; as many buttons as fit carry the numbers too.
 * - A file goes with the text where its caption may be that long, else behind it.
 * Lengths are characters of the NFC text.
 */
export function fitMessage<T>(message: FittingMessage<T>, limits: ChannelLimits): FittingMessage<T>[] {
  const { text, buttons } = numbered(message.text.normalize('NFC'), message.buttons, limits);
  const contact = message.requestContact === undefined ? {} : { requestContact: message.requestContact };
  const withFile = message.file !== null && limits.caption > 0 && countCharacters(text) <= limits.caption;
  const texts = withFile || text === '' ? [text] : split(text, limits.text);
  const parts: FittingMessage<T>[] = texts.map((part, index) =>
    index === texts.length - 1
      ? { text: part, buttons, file: withFile ? message.file : null, ...contact }
      : { text: part, buttons: [], file: null },
  );
  if (message.file === null || withFile) return parts;
  // The file before the text that asks what to do with it: the buttons stay at the end.
  const alone = { text: '', buttons: [], file: message.file };
  return text === '' ? [alone] : buttons.length > 0 ? [alone, ...parts] : [...parts, alone];
}

function numbered(
  text: string,
  buttons: readonly Button[],
  limits: ChannelLimits,
): { readonly text: string; readonly buttons: readonly Button[] } {
  const tooLong = buttons.some(({ label }) => countCharacters(label) > limits.buttonLabel);
  if (buttons.length <= limits.buttons && !tooLong) return { text, buttons };
  const list = buttons.map(({ label }, index) => `${index + 1}. ${label}`);
  return {
    text: [text, ...list].filter(Boolean).join('\n'),
    buttons: buttons
      .slice(0, limits.buttons)
      .map(({ payload }, index) => ({ label: cutLabel(list[index] ?? '', limits.buttonLabel), payload })),
  };
}

/** Between words where that leaves more than half of the room, with an ellipsis. */
function cutLabel(label: string, most: number): string {
  if (countCharacters(label) <= most) return label;
  const cut = [...label].slice(0, most - 1).join('');
  const space = cut.lastIndexOf(' ');
  return `${(space > cut.length / 2 ? cut.slice(0, space) : cut).trimEnd()}…`;
}

const BREAKS = [/\n{2,}/gu, /\n/gu, /(?<=[.!?;:…])\s+/gu, /\s+/gu];

function split(text: string, most: number): string[] {
  const parts: string[] = [];
  let rest = text.trim();
  while (countCharacters(rest) > most) {
    const head = [...rest].slice(0, most + 1).join('');
    const end = breakIn(head) ?? {
      at: [...head].slice(0, most).join('').length,
      next: [...head].slice(0, most).join('').length,
    };
    parts.push(rest.slice(0, end.at).trimEnd());
    rest = rest.slice(end.next).trimStart();
  }
  if (rest !== '') parts.push(rest);
  return parts;
}

/** The best place to break: of the strongest kind that leaves at least a third of the room in use. */
function breakIn(head: string): { readonly at: number; readonly next: number } | null {
  for (const pattern of BREAKS) {
    const last = [...head.matchAll(pattern)].filter(({ index }) => index > head.length / 3).at(-1);
    if (last) return { at: last.index, next: last.index + last[0].length };
  }
  return null;
}
