import type { AnswerEntry, FieldId, FieldValue } from './types.ts';

/** An entry of the log as a database gives it back. */
export interface StoredEntry {
  readonly seq: number;
  readonly field: string;
  readonly action: AnswerEntry['action'];
  /** JSON; null with `leave` and `clear`. */
  readonly value: unknown;
  readonly words: string;
  readonly rule: string;
  readonly channel: string;
  readonly at: Date;
}

export function entryOf({ seq, field, action, value, words, rule, channel, at }: StoredEntry): AnswerEntry {
  return {
    seq,
    field: field as FieldId,
    action,
    ...(value === null ? {} : { value: value as FieldValue }),
    words,
    rule,
    channel,
    at: at.toISOString(),
  };
}
