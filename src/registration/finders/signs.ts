import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { phraseIndex } from '../phrases.ts';
import type { FieldId, FoundAnswer, Reading } from '../types.ts';

const list = z.array(z.string().min(1));

/** What announces an answer in a free sentence (data/signs.json). */
export const SIGNS = z
  .strictObject({
    surnames: list,
    positions: list,
    signs: z.record(z.string(), list),
    products: list,
    productStops: list,
  })
  .parse(JSON.parse(readFileSync(new URL('../data/signs.json', import.meta.url), 'utf8')));

export const SIGN_INDEX = phraseIndex(
  Object.entries(SIGNS.signs).flatMap(([field, phrases]) =>
    phrases.map((phrase) => [phrase, field as FieldId] as const),
  ),
);

/** A find, when the reading is one that may be taken unasked. */
export function found(field: FieldId, reading: Reading, start: number, end: number): FoundAnswer[] {
  return reading.kind === 'value' || reading.kind === 'choose' || reading.kind === 'confirm'
    ? [{ field, reading, start, end }]
    : [];
}
