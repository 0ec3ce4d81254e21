import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { addWorkingDays } from './working-days.ts';

const days = z.number().int().positive();
const schema = z.strictObject({
  note: z.string(),
  answerWorkingDays: days,
  doneDays: z.strictObject({ erase: days, withdraw: days }),
  retention: z.strictObject({ withdrawnFilesDays: days, messagesDays: days, strayFilesHours: days }),
});

const DATA = schema.parse(JSON.parse(readFileSync(new URL('./data/data-rights.json', import.meta.url), 'utf8')));

/** How long what is kept, as data: see docs/data-protection.md. */
export const RETENTION = DATA.retention;

/** Rights that an office must see to once it has a registration. */
export type DataRight = keyof typeof DATA.doneDays;

export interface DataDeadlines {
  /** ISO dates: the first answer, and the end. */
  readonly answerBy: string;
  readonly dueOn: string;
}

/** The law's clock from the day a request came: an answer in 2 working days, erasure in 20 days, withdrawal in 15. */
export function dataDeadlines(right: DataRight, today: string): DataDeadlines {
  const end = new Date(Date.parse(`${today}T00:00:00Z`) + DATA.doneDays[right] * 86_400_000);
  return { answerBy: addWorkingDays(today, DATA.answerWorkingDays), dueOn: end.toISOString().slice(0, 10) };
}
