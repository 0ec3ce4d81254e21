import { createHash } from 'node:crypto';
import { text } from './texts.ts';

/** Raised whenever the wording of the consent message changes. */
const CONSENT_VERSION = 'dang-ky-3';

/** The wording shown, and what a receipt keeps as proof of it (Luật 91/2025/QH15: informed, provable). */
export interface ConsentWording {
  readonly text: string;
  readonly version: string;
  /** SHA-256 of the text, hex. */
  readonly hash: string;
}

export function consentWording(controller: string): ConsentWording {
  const shown = text('consent', { controller });
  return { text: shown, version: CONSENT_VERSION, hash: createHash('sha256').update(shown).digest('hex') };
}
