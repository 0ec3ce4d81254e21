import { compile, PHRASES } from './phrases.ts';
import type { Said } from './said.ts';

const PATTERNS = compile(PHRASES.privacy);
/** A longer message tells a story in which such words may stand. */
const MOST_WORDS = 20;

/** "Thông tin của em có bị lộ không", "ai xem được thông tin của tôi": about what we keep, which no OCOP document tells. */
export function asksOfPrivacy({ plain }: Said): boolean {
  return plain.split(' ').length <= MOST_WORDS && PATTERNS.some((pattern) => pattern.test(plain));
}
