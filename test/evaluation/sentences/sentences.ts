import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { FORM } from '../../../src/registration/form.ts';
import type { FieldId } from '../../../src/registration/types.ts';

const fields = FORM.fields.map(({ id }) => id) as [FieldId, ...FieldId[]];

const schema = z.strictObject({
  text: z.string(),
  /** The question it is said to; null when nothing was asked yet. */
  asking: z.enum(fields).nullable(),
  /** What a good clerk would write down; texts as the person wrote them, or `{contains}` for a part of a long one. */
  answers: z.partialRecord(z.enum(fields), z.unknown()),
});

export type Sentence = z.infer<typeof schema>;

/** Sentences of `open.jsonl` are worked with, those of `held.jsonl` only counted. */
export function readSentences(part: string): Sentence[] {
  return readFileSync(new URL(`./${part}.jsonl`, import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => schema.parse(JSON.parse(line)));
}
