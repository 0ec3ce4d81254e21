import { fold } from '../../language/fold.ts';
import { isUnmarked } from '../../language/unmarked.ts';
import { contentWords, plainWords } from './phrases.ts';

/** "à không", "à nhầm", "à thôi", "ấy nhầm", "ý lộn" between two answers. */
const TURN = /[\s,.;]+(?:a|ay|y|o|u)[\s,]+(?:khong(?: phai)?|ko|k|nham|lon|quen|thoi)\b[\s,.:]*/gu;
const MARKED_TURN = /^(?:à|ấy|á|ý|ơ|ủa)(?=[\s,])/u;

/**
 * What somebody ends up saying who takes back the first half of the sentence ("9 nghìn cái, à không, 12 tấn" → "12 tấn").
 * Null when nothing is taken back, or nothing stands before or after the turn.
 */
export function correctedSelf(text: string): string | null {
  const unmarked = isUnmarked(text);
  let after: string | null = null;
  for (const match of fold(text).matchAll(TURN)) {
    const turn = text.slice(match.index, match.index + match[0].length).replace(/^[\s,.;]+/u, '');
    if (!unmarked && !MARKED_TURN.test(turn.toLowerCase())) continue;
    if (contentWords(plainWords(text.slice(0, match.index))).length === 0) continue;
    const rest = text.slice(match.index + match[0].length).trim();
    if (contentWords(plainWords(rest)).length > 0) after = rest;
  }
  return after;
}
