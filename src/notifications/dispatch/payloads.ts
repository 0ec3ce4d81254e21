import type { Crypto } from '../../platform/crypto.ts';

/** Which button of which delivery was pressed. */
export interface PressedNotice {
  /** Of the Delivery. */
  readonly seq: bigint;
  /** Place of the button in the notice. */
  readonly index: number;
}

const SHAPE = /^n\.([0-9a-z]{1,13})\.(\d{1,2})\.([0-9a-f]{20})$/;

/**
 * Payload of a notice's button, at most 39 bytes. Nothing of it is stored: it names its delivery, and a keyed sum keeps
 * anybody from making one. It works for as long as the ledger has the row.
 */
export function noticePayload(crypto: Crypto, { seq, index }: PressedNotice): string {
  return `n.${seq.toString(36)}.${index}.${sumOf(crypto, seq, index)}`;
}

/** Null for whatever we did not issue. */
export function readNoticePayload(crypto: Crypto, payload: string): PressedNotice | null {
  const [, digits = '', place = '', sum] = SHAPE.exec(payload) ?? [];
  if (sum === undefined) return null;
  const seq = BigInt(Number.parseInt(digits, 36));
  const index = Number(place);
  return sumOf(crypto, seq, index) === sum ? { seq, index } : null;
}

const sumOf = (crypto: Crypto, seq: bigint, index: number) =>
  crypto.conversationKey('notice', `${seq} ${index}`).slice(0, 20);
