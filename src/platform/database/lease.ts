import type { PrismaClient } from './generated/client.ts';

/** One statement, so that two processes never both believe they hold it. A holder may take its own lease again. */
export async function takeLease(
  client: PrismaClient,
  key: string,
  holder: string,
  now: Date,
  until: Date,
): Promise<boolean> {
  const taken = await client.$executeRaw`
    INSERT INTO lease (key, holder, until) VALUES (${key}, ${holder}, ${until})
    ON CONFLICT (key) DO UPDATE SET holder = excluded.holder, until = excluded.until
    WHERE lease.holder = excluded.holder OR lease.until <= ${now}`;
  return taken === 1;
}

export async function releaseLease(client: PrismaClient, key: string, holder: string): Promise<void> {
  await client.lease.deleteMany({ where: { key, holder } });
}
