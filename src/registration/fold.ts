import type { AnswerEntry, Answers, FieldId, FieldValue } from './types.ts';

/**
 * The state of a registration: for each field its last entry wins.
 * `open` holds the fields that the person left for later and has not answered since.
 */
export function foldAnswers(log: readonly AnswerEntry[]): { answers: Answers; open: ReadonlySet<FieldId> } {
  const answers: { [K in FieldId]?: FieldValue } = {};
  const open = new Set<FieldId>();
  for (const entry of [...log].sort((a, b) => a.seq - b.seq)) {
    switch (entry.action) {
      case 'set':
        if (entry.value !== undefined) answers[entry.field] = entry.value;
        open.delete(entry.field);
        break;
      case 'leave':
        delete answers[entry.field];
        open.add(entry.field);
        break;
      case 'clear':
        delete answers[entry.field];
        open.delete(entry.field);
        break;
      default:
        entry.action satisfies never;
    }
  }
  return { answers, open };
}
