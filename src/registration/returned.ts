import { applies } from './next-field.ts';
import type { AnswerEntry, Answers, FieldId } from './types.ts';

export interface ReturnedField {
  readonly field: FieldId;
  /** The officer's words, shown to the producer as they are. */
  readonly reason: string;
}

/** What the office gave back to be completed. */
export interface Returned {
  readonly fields: readonly ReturnedField[];
  /** ISO date until which the office hopes to have it again. */
  readonly dueOn: string;
  /** Newest entry of the log at that moment: whatever is entered later answers the request. */
  readonly logSeq: number;
}

/** Fields given back that are not settled yet, in the officer's order. Nothing else of the form is asked again. */
export function stillReturned({ fields, logSeq }: Returned, log: readonly AnswerEntry[], answers: Answers): FieldId[] {
  const since = log.filter(({ seq }) => seq > logSeq);
  return fields
    .map(({ field }) => field)
    .filter((field) => {
      const newest = since.filter((entry) => entry.field === field).at(-1);
      return applies(field, answers) && (newest === undefined || newest.action === 'clear');
    });
}
