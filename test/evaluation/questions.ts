import { readFileSync } from 'node:fs';
import { z } from 'zod';

const questionSchema = z.object({
  id: z.string(),
  q: z.string().min(1),
  style: z.string(),
  answerable: z.boolean(),
  /** Sections of `document` that hold the answer; any of them is right. */
  sections: z.array(z.string()),
  document: z.string().nullable().default('ke-hoach-2024'),
  /** Where another document says the same in full: as right as the first. */
  also: z.array(z.object({ document: z.string(), sections: z.array(z.string()).min(1) })).default([]),
  /** Each must stand in the answer. */
  must: z.array(z.string()).default([]),
  /** One of each group must stand in the answer. */
  must_any: z.array(z.array(z.string())).default([]),
  must_not: z.array(z.string()).default([]),
  /** Held back: measured, never looked at while tuning. */
  held: z.boolean().default(false),
});

export type EvaluationQuestion = z.output<typeof questionSchema>;

/** Reads a file of questions, one JSON object a line. */
export function readQuestions(file: string): EvaluationQuestion[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line, index) => {
      const parsed = questionSchema.safeParse(JSON.parse(line));
      if (!parsed.success) throw new Error(`${file}:${index + 1}: ${z.prettifyError(parsed.error)}`);
      return parsed.data;
    });
}
