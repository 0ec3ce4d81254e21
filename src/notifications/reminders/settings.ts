import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';

const sentence = z.string().min(1);
const days = z.array(z.number().int().positive()).min(1);

const day = { month: z.number().int().min(1).max(12), day: z.number().int().min(1).max(31) };
const words = { title: sentence, text: sentence, task: sentence };

const schema = z
  .strictObject({
    draft: z.strictObject({
      days: days.refine(ascends),
      title: sentence,
      text: sentence,
      returned: sentence,
      resume: sentence,
    }),
    certificate: z.strictObject({
      opens: z.number().int().positive(),
      closes: z.number().int().positive(),
      days: days.refine((list) => ascends([...list].reverse())),
      title: sentence,
      text: sentence,
    }),
    programme: z.strictObject({
      rounds: z.array(z.strictObject({ id: sentence, name: sentence, ...day })),
      days: days.refine((list) => ascends([...list].reverse())),
      statuses: z.array(z.enum(['draft', 'returned', 'submitted', 'accepted', 'forwarded'])).min(1),
      ...words,
      ministry: z.strictObject({
        rounds: z.array(z.strictObject({ id: sentence, name: sentence, ...day, decided: z.strictObject(day) })),
        ...words,
      }),
    }),
    result: z.strictObject({
      unreadDays: z.number().int().positive(),
      understood: sentence,
      recognised: sentence,
      means: z.record(z.enum(['3', '4', '5']), sentence),
      next: sentence,
      notRecognised: sentence,
      notRecognisedNext: sentence,
      ask: sentence,
      short: z.strictObject({ recognised: sentence, notRecognised: sentence }),
    }),
  })
  .refine(({ certificate: { opens, closes, days } }) => days.every((day) => day <= opens && day > closes), {
    path: ['certificate', 'days'],
  });

function ascends(list: readonly number[]): boolean {
  return list.every((one, at) => at === 0 || one > (list[at - 1] ?? 0));
}

/** When the product reminds by itself, and in which words. */
export const REMINDERS = schema.parse(parse(readFileSync(new URL('../data/reminders.yaml', import.meta.url), 'utf8')));

/** `{name}` and whatever else is not given is left for the one who is told. */
export function fill(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{(\w+)\}/g, (place, key: string) => values[key] ?? place);
}

/** "05/12/2026". */
export const showDay = (iso: string): string => iso.split('-').reverse().join('/');
