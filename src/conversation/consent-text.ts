import { createHash } from 'node:crypto';
import { text } from './texts.ts';

/** Raised whenever the wording of the consent message changes. */
const CONSENT_VERSION = 'dang-ky-4';

/** Who has to do with the data, as the message names them. */
export interface ConsentParties {
  readonly controller: string;
  /** Host of a language model in another country, which gets what people write once names and numbers are covered; null: none. */
  readonly abroad: string | null;
}

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

export function consentWording({ controller, abroad }: ConsentParties): ConsentWording {
  const told = abroad === null ? '' : `${text('consentAbroad', { host: abroad })}\n`;
  const core = text('consent', { controller, abroad: told });
  const details = text('consentDetails', { controller, abroad: told });
  const whole = `${core}\n${details}`;
  const hash = createHash('sha256').update(whole).digest('hex');
  return {
    core,
    details,
    text: whole,
    version: abroad === null ? CONSENT_VERSION : `${CONSENT_VERSION}+${abroad}`,
    hash,
  };
}
