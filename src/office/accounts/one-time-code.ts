import { createHash } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import { readableSecret } from './readable-secret.ts';

/** RFC 6238 with what every authenticator app expects: SHA-1, six digits, 30 seconds. */
const STEP_MS = 30_000;
/** Of a telephone's clock, in steps to either side. */
const DRIFT = 1;
const ISSUER = 'OCOP Thanh Hoa';
/** 160 bits (RFC 4226 §4). */
const SECRET_BYTES = 20;

export function newSecret(): string {
  return new Secret({ size: SECRET_BYTES }).base32;
}

/** What the QR code of the app carries. */
export function secretAddress(secret: string, email: string): string {
  return totp(secret, email).toString();
}

/** The 30-second step that the code belongs to; null for a wrong one. */
export function stepOf(secret: string, code: string, now: Date): number | null {
  const token = code.replace(/\s/g, '');
  if (!/^\d{6}$/.test(token)) return null;
  const delta = totp(secret, '').validate({ token, window: DRIFT, timestamp: now.getTime() });
  return delta === null ? null : Math.floor(now.getTime() / STEP_MS) + delta;
}

function totp(secret: string, label: string): TOTP {
  return new TOTP({ issuer: ISSUER, label, secret: Secret.fromBase32(secret) });
}

const RECOVERY_CODES = 10;

/** To be written down: "k7mp-2xqa-9dfe-…". */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: RECOVERY_CODES }, () => readableSecret(6));
}

export function recoveryHash(staffId: string, code: string): string {
  return createHash('sha256')
    .update(`${staffId} ${code.toLowerCase().replace(/[^a-z0-9]/g, '')}`)
    .digest('hex');
}
