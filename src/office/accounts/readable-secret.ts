import { randomInt } from 'node:crypto';

/** Without those that look alike: to be written down or read out over the telephone. */
const SIGNS = 'abcdefghjkmnpqrstuvwxyz23456789';

/** At least 118 bits: 24 signs of 31, "k7mp2x-qa9dfe-…". Enough to be kept under a plain hash (ASVS 5.0 6.5.2: 112). */
export function readableSecret(groups: 4 | 6): string {
  const each = 24 / groups;
  const sign = () => SIGNS[randomInt(SIGNS.length)];
  return Array.from({ length: groups }, () => Array.from({ length: each }, sign).join('')).join('-');
}
