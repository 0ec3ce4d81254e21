import { foldAnswers } from './fold.ts';
import { FORM_VERSIONS, isField, type Migration } from './form-definition.ts';
import { readAnswer } from './read-answer.ts';
import type { AnswerEntry, FieldId, FieldValue } from './types.ts';

/**
 * What a newer version of the form makes of a running draft: entries to append, in order; the log itself stays as it is.
 * A renamed field takes its answer along; an option that is gone, or a value of another form whose words no longer read,
 * is asked again. Empty when the draft is of the newest version.
 */
export function migrateLog(
  log: readonly AnswerEntry[],
  from: number,
  how: { readonly channel: string; readonly at: string; readonly today: string },
): readonly AnswerEntry[] {
  const added: AnswerEntry[] = [];
  for (const { version, since } of FORM_VERSIONS) {
    if (version <= from || !since) continue;
    const rule = `migration:${version - 1}-${version}`;
    for (const change of changesOf([...log, ...added], since, how.today)) {
      const seq = (log.at(-1)?.seq ?? 0) + added.length + 1;
      added.push({ ...change, seq, rule, channel: how.channel, at: how.at });
    }
  }
  return added;
}

/** The id that a field has now, or null when the form in force has none for it. */
export function fieldNow(field: FieldId, from: number): FieldId | null {
  let id = field;
  for (const { version, since } of FORM_VERSIONS) if (version > from) id = since?.renamed[id] ?? id;
  return isField(id) ? id : null;
}

type Change = Pick<AnswerEntry, 'field' | 'action' | 'words'> & { readonly value?: FieldValue };

function changesOf(log: readonly AnswerEntry[], { renamed, options, reread }: Migration, today: string): Change[] {
  const { answers, open } = foldAnswers(log);
  const changes: Change[] = [];
  const set = (field: FieldId, value: FieldValue | undefined, words: string) =>
    changes.push(value === undefined ? { field, action: 'clear', words } : { field, action: 'set', value, words });

  for (const [old, now] of Object.entries(renamed) as [FieldId, FieldId][]) {
    const value = answers[old];
    if (value !== undefined) set(now, value, wordsFor(old, log));
    else if (open.has(old)) changes.push({ field: now, action: 'leave', words: '' });
    else continue;
    set(old, undefined, '');
  }
  for (const [field, replaced] of Object.entries(options) as [FieldId, Record<string, string | null>][]) {
    const value = answers[field];
    if (Array.isArray(value) && value.some((one) => one in replaced)) {
      const kept = value.map((one) => (one in replaced ? replaced[one] : one)).filter((one) => one !== null);
      set(field, kept.length > 0 ? [...new Set(kept)].sort() : undefined, wordsFor(field, log));
    } else if (value !== undefined && String(value) in replaced) {
      set(field, replaced[String(value)] ?? undefined, wordsFor(field, log));
    }
  }
  for (const field of reread) {
    if (answers[field] === undefined) continue;
    const words = wordsFor(field, log);
    const reading = isField(field) ? readAnswer(field, words, { today, answers, mode: 'asked' }) : null;
    set(field, reading?.kind === 'value' ? reading.value : undefined, words);
  }
  return changes;
}

function wordsFor(field: FieldId, log: readonly AnswerEntry[]): string {
  return log.findLast((entry) => entry.field === field && entry.action === 'set')?.words ?? '';
}
