import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { z } from 'zod';

const words = z.union([z.string(), z.array(z.string())]);

/** A simulated producer: what they say to each question, and what should be stored in the end. */
const schema = z.strictObject({
  id: z.string(),
  /** Who it is and what makes them hard. */
  about: z.string(),
  opening: z.array(z.string()),
  /** By field; of several, the next one is said each time the field is asked again, the last one from then on. */
  answers: z.record(z.string(), words),
  fallback: z.record(z.string(), z.string()).default({}),
  /** Questions in mid-form; the field in hand should be asked again at once. */
  interruptions: z
    .array(z.object({ when: z.string(), say: z.string(), expectFieldAskedAgainOnce: z.boolean().optional() }))
    .default([]),
  /** Said at the first other question after `after` was answered. */
  corrections: z.array(z.object({ after: z.string(), say: z.string(), field: z.string() })).default([]),
  /** Said instead of the answer when `when` is asked; `start` is the first question of all. */
  sentences: z
    .array(z.object({ when: z.string(), say: z.string(), fills: z.array(z.string()).optional() }))
    .default([]),
  pause: z.object({ after: z.string(), advance: z.string(), say: z.string().optional() }).optional(),
  /** Presses an offered button whose label is exactly what would be typed. */
  presses: z.boolean().optional(),
  review: z.string().optional(),
  outcome: z.enum(['submitted', 'cancelled', 'refused']).default('submitted'),
  expected: z.record(z.string(), z.unknown()),
  expectedNot: z.record(z.string(), z.unknown()).default({}),
  /** A field that has to be asked on the way. */
  reach: z.string().optional(),
  /** A pattern that some reply has to match. */
  mustSay: z.string().optional(),
  minFieldsRight: z.number().optional(),
  notes: z.string().optional(),
});

export type Persona = z.infer<typeof schema>;

export function readPersonas(file: string): Persona[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => schema.parse(JSON.parse(line)));
}

/** The personas of a folder; files named `held-…` are looked at for figures only, never tuned to. */
export function personaFiles(folder: string): { file: string; held: boolean }[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.jsonl'))
    .sort()
    .map((name) => ({ file: join(folder, name), held: basename(name).startsWith('held-') }));
}
