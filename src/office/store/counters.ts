import { Prisma } from '../../platform/database/generated/client.ts';
import { AppError } from '../../platform/errors.ts';
import { counterOf } from '../numbers.ts';

/** The next number of a commune's year that no dossier has yet: officers may have entered some from their own book. */
export async function nextNumber(
  tx: Prisma.TransactionClient,
  column: keyof typeof counterOf,
  format: (running: number, unit: string, year: number) => string,
  unit: string,
  at: Date,
): Promise<string> {
  const year = at.getUTCFullYear();
  const name = counterOf[column](unit, year);
  for (;;) {
    const counter = await tx.counter.upsert({
      where: { name },
      create: { name, value: 1 },
      update: { value: { increment: 1 } },
    });
    const number = format(counter.value, unit, year);
    const taken = await tx.officeFile.findFirst({ where: { [column]: number }, select: { registrationId: true } });
    if (!taken) return number;
  }
}

/** @throws AppError `number-taken` where a number that must be the only one is not. */
export async function refuseTaken<T>(write: Promise<T>): Promise<T> {
  try {
    return await write;
  } catch (error) {
    if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002') {
      throw new AppError('number-taken', 'unique column', { cause: error });
    }
    throw error;
  }
}
