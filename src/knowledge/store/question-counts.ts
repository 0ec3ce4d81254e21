import type { Prisma, PrismaClient } from '../../platform/database/generated/client.ts';

type Client = Pick<PrismaClient | Prisma.TransactionClient, 'counter'>;

export const QUESTION_OUTCOMES = ['answer', 'refusal', 'clarify'] as const;
export type QuestionOutcome = (typeof QUESTION_OUTCOMES)[number];

/** @param month `2026-11`. */
const nameOf = (month: string, outcome: QuestionOutcome) => `questions ${month} ${outcome}`;

/** That a question was asked and what came of it, by the month: neither whose nor which. @param askedOn ISO date. */
export async function countQuestion(client: Client, outcome: QuestionOutcome, askedOn: string): Promise<void> {
  const name = nameOf(askedOn.slice(0, 7), outcome);
  await client.counter.upsert({
    where: { name },
    create: { name, value: 1 },
    update: { value: { increment: 1 } },
  });
}

/** By month (`2026-11`) of a year; months without a question are not in it. */
export async function questionCounts(
  client: Client,
  year: number,
): Promise<ReadonlyMap<string, Readonly<Record<QuestionOutcome, number>>>> {
  const rows = await client.counter.findMany({ where: { name: { startsWith: `questions ${year}-` } } });
  const counts = new Map<string, Record<QuestionOutcome, number>>();
  for (const { name, value } of rows) {
    const [, month = '', outcome] = name.split(' ');
    const known = counts.get(month) ?? { answer: 0, refusal: 0, clarify: 0 };
    counts.set(month, { ...known, [outcome as QuestionOutcome]: value });
  }
  return counts;
}
