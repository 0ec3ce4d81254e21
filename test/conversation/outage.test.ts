import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Channel, OutgoingMessage } from '../../src/channels/types.ts';
import { createPrismaStore } from '../../src/conversation/store/prisma-store.ts';
import type { Store } from '../../src/conversation/store/store.ts';
import type { AsyncKnowledge } from '../../src/knowledge/types.ts';
import { createCrypto } from '../../src/platform/crypto.ts';
import { type Database, openDatabase } from '../../src/platform/database/database.ts';
import { type EphemeralServer, startEphemeralServer } from '../../src/platform/database/ephemeral.ts';
import { type Line, openLine } from '../simulators/line.ts';
import { createTestEngine, plainKnowledge } from './talk.ts';

let server: EphemeralServer;
let line: Line;
let database: Database;
beforeAll(async () => {
  server = await startEphemeralServer({ keepsCommits: true });
  line = await openLine(Number(new URL(server.url).port));
  const url = new URL(server.url);
  url.port = String(line.port);
  database = await openDatabase({ databaseUrl: url.href, dataDir: '' });
});
afterAll(async () => {
  await database.close();
  await line.close();
  await server.close();
});

async function comeBack(): Promise<void> {
  await server.start();
  line.target = Number(new URL(server.url).port);
}

test.each(['fast', 'immediate'] as const)(
  'a database that stops (%s) within a turn costs nobody a message, also when it is back before the message is given up',
  async (how) => {
    const sent: OutgoingMessage[] = [];
    const channel: Channel = {
      id: 'simulator',
      limits: { text: 4_000, caption: 4_000, buttons: 40, buttonLabel: 64 },
      async send(_to, message) {
        sent.push(message);
        return { kind: 'sent', messageId: message.key };
      },
    };
    let stops = 1;
    const knowledge: AsyncKnowledge = {
      async answer(question, context) {
        if (stops > 0) {
          stops -= 1;
          await server.stop(how);
        }
        return plainKnowledge.answer(question, context);
      },
    };
    const rows = createPrismaStore(database.client, createCrypto('x'.repeat(40)));
    const store: Store = {
      ...rows,
      async setAside(...all) {
        await comeBack();
        return rows.setAside(...all);
      },
    };
    const engine = createTestEngine(store, knowledge, [channel], { now: () => new Date() });
    const at = new Date().toISOString();
    const content = { kind: 'text', text: 'ocop là gì?' } as const;
    await engine.receive({ channel: 'simulator', key: how, externalId: how, at, content });

    await expect(engine.drain(`simulator:${how}`)).rejects.toSatisfy(store.isOutage);
    await comeBack();
    await engine.drain(`simulator:${how}`);
    expect(sent.map(({ text }) => text)).toEqual(['Trả lời: ocop là gì?']);
    const row = await database.client.inboxEvent.findFirstOrThrow({ where: { key: how } });
    expect(row.status).toBe('done');
  },
);

test('what is wrong with a statement is no outage', async () => {
  const { client } = database;
  const row = { channel: 'zalo', key: 'm1', conversation: 'c1', receivedAt: new Date() };
  await client.inboxEvent.create({ data: row });
  const wrong = [
    client.inboxEvent.create({ data: row }),
    client.inboxEvent.create({ data: { ...row, key: 'a\u0000b' } }),
    client.registration.findUnique({ where: { id: 'no uuid' } }),
    client.$executeRaw`SELECT 1 / 0`,
  ];
  const store = createPrismaStore(client, createCrypto('x'.repeat(40)));
  const reasons = await Promise.allSettled(wrong);
  expect(reasons.map((one) => one.status === 'rejected' && store.isOutage(one.reason))).toEqual(wrong.map(() => false));
  expect(reasons.every(({ status }) => status === 'rejected')).toBe(true);
});

test('a session ended, a statement cut short, a transaction out of time, a deadlock: outages', async () => {
  const { client } = database;
  const store = createPrismaStore(client, createCrypto('x'.repeat(40)));
  const failures = await Promise.allSettled([
    client.$executeRaw`SELECT pg_terminate_backend(pg_backend_pid())`,
    client.$transaction(async (tx) => {
      await tx.$executeRaw`SET LOCAL statement_timeout = 20`;
      await tx.$executeRaw`SELECT pg_sleep(10)`;
    }),
    client.$transaction((tx) => tx.$executeRaw`SELECT pg_sleep(0.2)`.then(() => tx.$executeRaw`SELECT 1`), {
      timeout: 50,
    }),
    client.$executeRaw`DO $$ BEGIN RAISE EXCEPTION 'deadlock' USING ERRCODE = '40P01'; END $$`,
    client.$executeRaw`DO $$ BEGIN RAISE EXCEPTION 'too many' USING ERRCODE = '53300'; END $$`,
  ]);
  expect(failures.map((one) => (one.status === 'rejected' ? store.isOutage(one.reason) : 'went well'))).toEqual(
    failures.map(() => true),
  );
});
