/**
 * A pressed button comes back as an ordinary text that holds its payload. The mark tells it from typed words; the payload
 * behind it is issued by the conversation and can't be guessed, so a typed mark presses nothing.
 */
const MARK = '#b:';

export const markPayload = (payload: string): string => `${MARK}${payload}`;

/** Null for words that a person typed. */
export function readPayload(text: string): string | null {
  const payload = text.startsWith(MARK) ? text.slice(MARK.length).trim() : '';
  return payload !== '' && new TextEncoder().encode(payload).length <= 64 ? payload : null;
}
