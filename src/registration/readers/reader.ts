import type { FieldDefinition } from '../form-definition.ts';
import type { Reading, ReadingContext } from '../types.ts';
import type { Span } from '../words.ts';

/**
 * Reads the words for one kind of field. `span` is the person's text without what leads in and trails; `text` is all of
 * it. Readers are pure and never throw.
 */
export type Reader = (field: FieldDefinition, span: Span, text: string, context: ReadingContext) => Reading;

export const NONE: Reading = { kind: 'none' };

export function value(value: Extract<Reading, { kind: 'value' }>['value'], words: string, warning?: string): Reading {
  return warning === undefined ? { kind: 'value', value, words } : { kind: 'value', value, words, warning };
}

export function invalid(problem: string, text: string): Reading {
  return { kind: 'invalid', problem, text };
}
