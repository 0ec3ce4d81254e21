import type { Prisma, PrismaClient } from '../../platform/database/generated/client.ts';
import { anonymous } from './anonymous.ts';
import type { KeptQuestion } from './group-questions.ts';
import { signatureOf } from './signature.ts';

type Client = Pick<PrismaClient | Prisma.TransactionClient, 'unansweredQuestion'>;

/**
 * Keeps a question that no source answered: masked, with the day only, without any link to whoever asked it, so it may be
 * kept before consent too. A question that is nothing but personal data is not kept.
 */
export async function keepQuestion(client: Client, question: string, askedOn: string): Promise<void> {
  const text = anonymous(question);
  const signature = text === null ? '' : signatureOf(text);
  if (text === null || signature === '') return;
  const day = new Date(`${askedOn}T00:00:00Z`);
  await client.unansweredQuestion.upsert({
    where: { signature_askedOn: { signature, askedOn: day } },
    create: { text, signature, askedOn: day },
    // Asked again, it is open again.
    update: { count: { increment: 1 }, doneAt: null, doneBy: null },
  });
}

/** Questions that nobody has seen to, from a day on (ISO date) or all of them. */
export async function keptQuestions(client: Client, since?: string): Promise<KeptQuestion[]> {
  const rows = await client.unansweredQuestion.findMany({
    where: { doneAt: null, ...(since === undefined ? {} : { askedOn: { gte: new Date(`${since}T00:00:00Z`) } }) },
    orderBy: { askedOn: 'asc' },
  });
  return rows.map(({ text, signature, count, askedOn }) => ({
    text,
    signature,
    count,
    askedOn: askedOn.toISOString().slice(0, 10),
  }));
}

/** Seen to until somebody asks again. */
export async function markDone(
  client: Client,
  signatures: readonly string[],
  { at, officer }: { readonly at: Date; readonly officer: string },
): Promise<void> {
  await client.unansweredQuestion.updateMany({
    where: { signature: { in: [...signatures] }, doneAt: null },
    data: { doneAt: at, doneBy: officer },
  });
}
