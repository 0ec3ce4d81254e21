import { createHash, timingSafeEqual } from 'node:crypto';

export interface EventSecret {
  readonly appId: string;
  /** Of the console's webhook page; not the app's secret. */
  readonly oaSecretKey: string;
}

/**
 * `X-ZEvent-Signature: mac=<hex>` over `appId + body + timestamp + OA secret key`: a plain SHA-256 of the bytes as they
 * came, where `timestamp` stands in the body itself.
 */
export function isSigned(
  body: Buffer,
  timestamp: string,
  header: string | undefined,
  { appId, oaSecretKey }: EventSecret,
): boolean {
  const given = /^\s*(?:mac\s*=\s*)?([0-9a-f]{64})\s*$/i.exec(header ?? '')?.[1];
  if (given === undefined) return false;
  const expected = createHash('sha256').update(appId).update(body).update(timestamp).update(oaSecretKey).digest();
  return timingSafeEqual(Buffer.from(given, 'hex'), expected);
}
