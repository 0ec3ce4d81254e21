import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { alertDeadlines } from '../../src/office/deadline-alerts.ts';
import { type Database, openEphemeralDatabase } from '../../src/platform/database/database.ts';
import { fileRegistration } from './filed-registration.ts';

let database: Database;
beforeAll(async () => {
  database = await openEphemeralDatabase();
});
afterAll(() => database.close());
beforeEach(() => database.client.person.deleteMany());

/** Monday 7 December 2026, 9:00 in Viet Nam. */
const MORNING = new Date('2026-12-07T02:00:00Z');
const NIGHT = new Date('2026-12-07T15:00:00Z');

async function alert(now: Date, arrives = true): Promise<string[]> {
  const told: string[] = [];
  const way = async ({ text }: { text: string }) => {
    if (arrives) told.push(text);
    return arrives;
  };
  const log = { warn: () => {} };
  await alertDeadlines({ client: database.client, ways: [way], publicUrl: 'https://ocop.example', log }, now);
  return told;
}

describe('days of the commune that run out', () => {
  test('are told once, all together, and only those that come near', async () => {
    const { client } = database;
    await fileRegistration(client, { receivedOn: '2026-11-19', dueOn: '2026-12-10' });
    await fileRegistration(client, { receivedOn: '2026-11-12', dueOn: '2026-12-03' });
    await fileRegistration(client, { receivedOn: '2026-11-20', dueOn: '2026-12-11' });
    await fileRegistration(client, { receivedOn: '2026-11-12', dueOn: '2026-12-03', status: 'forwarded' });
    const [text, ...more] = await alert(MORNING);
    expect(text).toMatch(
      /OCOP-T-\w+: hạn 03\/12\/2026; OCOP-T-\w+: hạn 10\/12\/2026\. Xem tại https:\/\/ocop\.example\.$/,
    );
    expect(text).not.toContain('11/12');
    expect(more).toEqual([]);
    expect(await alert(MORNING)).toEqual([]);
  });

  test('are told when somebody can be told, and by day', async () => {
    await fileRegistration(database.client, { receivedOn: '2026-11-19', dueOn: '2026-12-10' });
    expect(await alert(NIGHT)).toEqual([]);
    expect(await alert(MORNING, false)).toEqual([]);
    expect(await alert(MORNING)).toHaveLength(1);
  });

  test('are told by one of two processes', async () => {
    await fileRegistration(database.client, { receivedOn: '2026-11-19', dueOn: '2026-12-10' });
    const told = await Promise.all([alert(MORNING), alert(MORNING)]);
    expect(told.flat()).toHaveLength(1);
  });
});
