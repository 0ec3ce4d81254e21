import { z } from 'zod';
import type { Crypto } from '../../../platform/crypto.ts';

/** What comes back with the consent: who asked for it, until when it counts, and the verifier of its challenge. */
export interface ConsentState {
  readonly staffId: string;
  readonly verifier: string | null;
  /** Epoch milliseconds. */
  readonly until: number;
}

const State = z.object({ staffId: z.string(), verifier: z.string().nullable(), until: z.number() });
const CONTEXT = 'zalo consent';

/** Sealed, so that it can travel in the address without telling the verifier, and can't be made by anybody else. */
export function sealConsentState(crypto: Crypto, state: ConsentState): string {
  return Buffer.from(crypto.seal(JSON.stringify(state), CONTEXT)).toString('base64url');
}

/** Null for anything that we did not seal. */
export function openConsentState(crypto: Crypto, sealed: string): ConsentState | null {
  try {
    return State.parse(JSON.parse(crypto.open(Buffer.from(sealed, 'base64url'), CONTEXT)));
  } catch {
    return null;
  }
}
