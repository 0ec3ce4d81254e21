import type { Prisma, PrismaClient } from '../../../src/platform/database/generated/client.ts';

export const NOW = new Date('2026-11-26T02:00:00Z');

/** A published fair on 5 December 2026. */
export async function makeEvent(
  client: PrismaClient,
  change: Partial<Prisma.EventUncheckedCreateInput> = {},
): Promise<string> {
  const { id } = await client.event.create({
    data: {
      kind: 'fair',
      title: 'Hội chợ OCOP Tết 2027',
      place: 'Quảng trường Lam Sơn',
      startsAt: new Date('2026-12-05T01:00:00Z'),
      audience: {},
      status: 'published',
      createdBy: 'test',
      createdAt: NOW,
      updatedAt: NOW,
      ...change,
    },
  });
  return id;
}

export async function makePerson(client: PrismaClient): Promise<string> {
  return (await client.person.create({ data: { createdAt: NOW }, select: { id: true } })).id;
}
