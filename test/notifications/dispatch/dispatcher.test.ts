import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import type { Dispatcher } from '../../../src/notifications/dispatch/dispatcher.ts';
import { type Database, openEphemeralDatabase } from '../../../src/platform/database/database.ts';
import { addPeople, plan } from './crowd.ts';
import { listChannel, startWorker, until, type WorkerOptions } from './worker.ts';

/** A Thursday, 9 o'clock in Viet Nam. */
const MORNING = new Date('2026-11-26T02:00:00Z');

let database: Database;
beforeAll(async () => {
  database = await openEphemeralDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.client.$executeRaw`TRUNCATE person, campaign, send_limit, lease, message CASCADE`;
});

function work(options: Omit<WorkerOptions, 'client' | 'now'> & Partial<Pick<WorkerOptions, 'now'>>): Dispatcher {
  const dispatcher = startWorker({ client: database.client, now: () => MORNING, ...options });
  onTestFinished(() => dispatcher.stop());
  return dispatcher;
}

const finished = (id: string) => async () =>
  (await database.client.campaign.findUniqueOrThrow({ where: { id } })).status === 'finished';
const rowsOf = (id: string) =>
  database.client.delivery.findMany({ where: { campaignId: id }, orderBy: { seq: 'asc' } });

describe('a broadcast', () => {
  test('reaches everybody once, and the ledger says so', async () => {
    const people = await addPeople(database.client, 2_300, { channel: 'telegram', at: MORNING });
    const telegram = listChannel('telegram');
    const id = await plan(database.client, MORNING);
    work({ channels: [telegram] });
    work({ channels: [telegram] });
    await until(finished(id));
    expect(telegram.shown.map(({ externalId }) => externalId).sort()).toEqual(
      people.map((one) => one.externalId).sort(),
    );
    const rows = await rowsOf(id);
    expect(new Set(rows.map(({ status }) => status))).toEqual(new Set(['sent']));
    expect(rows[0]).toMatchObject({ way: 'telegram', channel: 'telegram', attempts: 1, cost: 0, sentAt: MORNING });
    expect(telegram.shown[0]?.message.text).toContain('Mời anh/chị dự lớp');
  });
});
