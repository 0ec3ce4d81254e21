import { createHash } from 'node:crypto';
import { text } from './texts.ts';

/** Raised whenever the wording of the consent message changes. */
const CONSENT_VERSION = 'dang-ky-4';

/** The wording, and what a receipt keeps as proof of it (Luật 91/2025/QH15: informed, provable). */
export interface ConsentWording {
  /** Fits one screen of a telephone, with all that the law wants said before the answer. */
  readonly core: string;
  /** Behind a button. */
  readonly details: string;
  /** Both. */
  readonly text: string;
  readonly version: string;
  /** SHA-256 of the text, hex. */
  readonly hash: string;
}

export function consentWording(controller: string): ConsentWording {
  const core = text('consent', { controller });
  const details = text('consentDetails', { controller });
  const whole = `${core}\n${details}`;
  const hash = createHash('sha256').update(whole).digest('hex');
  return { core, details, text: whole, version: CONSENT_VERSION, hash };
}
