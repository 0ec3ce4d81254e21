import { foldAnswers } from './fold.ts';
import type { AnswerEntry, FieldId, FieldValue } from './types.ts';

/** What takes one turn's answers back, to be appended to the log: each field gets again what it had before. */
export interface Undo {
  /** For the entries' `rule`; a later undo reads it to find what is not undone yet. */
  readonly rule: string;
  readonly entries: readonly {
    readonly field: FieldId;
    readonly action: AnswerEntry['action'];
    readonly value?: FieldValue;
  }[];
}

const RULE = /^undo:(\d+)$/;

/**
 * Takes back everything that the newest turn wrote (an answer and what followed from it share their instant); asked again,
 * the turn before that. Null when nothing is left to take back.
 */
export function undoNewest(log: readonly AnswerEntry[]): Undo | null {
  const until = firstUndone(log);
  const newest = log[until - 1];
  // What a new version of the form carried over is nobody's answer.
  if (!newest || newest.rule.startsWith('migration:')) return null;
  let from = until - 1;
  while (from > 0 && log[from - 1]?.at === newest.at) from -= 1;
  const before = foldAnswers(log.slice(0, from));
  const fields = [...new Set(log.slice(from, until).map((entry) => entry.field))];
  return {
    rule: `undo:${newest.seq - (until - 1 - from)}`,
    entries: fields.map((field) => {
      const value = before.answers[field];
      if (value !== undefined) return { field, action: 'set', value };
      return { field, action: before.open.has(field) ? 'leave' : 'clear' };
    }),
  };
}

/** Length of the log without what has been taken back already, and without the entries that took it back. */
function firstUndone(log: readonly AnswerEntry[]): number {
  let until = log.length;
  for (;;) {
    const seq = RULE.exec(log[until - 1]?.rule ?? '')?.[1];
    if (seq === undefined) return until;
    until = log.findIndex((entry) => entry.seq === Number(seq));
  }
}
