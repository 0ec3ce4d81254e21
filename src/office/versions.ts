import { foldAnswers } from '../registration/fold.ts';
import type { Form } from '../registration/form.ts';
import type { AnswerEntry, Answers, FieldId, FieldValue } from '../registration/types.ts';

/** The registration as it was sent for the n-th time. */
export interface Version {
  /** From 1. */
  readonly number: number;
  /** ISO instant. */
  readonly at: string;
  readonly answers: Answers;
}

export interface Sending {
  readonly at: string;
  /** Newest entry of the log at that moment. */
  readonly logSeq: number;
}

/** One version per sending: the fold of the log up to it. Nothing is stored twice. */
export function versionsOf(log: readonly AnswerEntry[], sendings: readonly Sending[]): Version[] {
  return sendings.map(({ at, logSeq }, index) => ({
    number: index + 1,
    at,
    answers: foldAnswers(log.filter(({ seq }) => seq <= logSeq)).answers,
  }));
}

export interface Difference {
  readonly field: FieldId;
  readonly before: FieldValue | null;
  readonly after: FieldValue | null;
}

/** Fields whose answers differ, in the order of the form by which the registration was filled in. */
export function differences(before: Answers, after: Answers, { fields }: Form): Difference[] {
  return fields
    .map(({ id }) => ({ field: id, before: before[id] ?? null, after: after[id] ?? null }))
    .filter((one) => stable(one.before) !== stable(one.after));
}

/** Records come out of the database with their keys in another order. */
function stable(value: FieldValue | null): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
