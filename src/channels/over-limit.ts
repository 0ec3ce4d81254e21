import { countCharacters } from '../language/text.ts';
import type { ChannelLimits, OutgoingMessage } from './types.ts';

/** What of the message the channel does not take, in Vietnamese; null when it fits. Asked before anything is sent. */
export function overLimit({ text, buttons, file }: OutgoingMessage, limits: ChannelLimits): string | null {
  const most = file ? limits.caption : limits.text;
  if (countCharacters(text) > most) return `Tin dài quá ${most} ký tự.`;
  if (buttons.length > limits.buttons) return `Tin có quá ${limits.buttons} nút.`;
  if (buttons.some(({ label }) => countCharacters(label) > limits.buttonLabel)) {
    return `Nhãn nút dài quá ${limits.buttonLabel} ký tự.`;
  }
  return null;
}
