import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { limitsOf } from '../../../src/notifications/dispatch/limits.ts';
import { createLimiter } from '../../../src/notifications/store/limiter.ts';
import { type Database, openEphemeralDatabase } from '../../../src/platform/database/database.ts';

const NOW = new Date('2026-11-26T02:00:00Z');
const after = (milliseconds: number) => new Date(NOW.getTime() + milliseconds);
const LIMITS = limitsOf({ zaloPerMinute: 100, telegramPerSecond: 25 });

let database: Database;
beforeAll(async () => {
  database = await openEphemeralDatabase();
});
afterAll(() => database.close());
beforeEach(() => database.client.sendLimit.deleteMany());

const limiter = () => createLimiter(database.client, LIMITS);
const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0);

test('workers that ask at the same moment share one allowance', async () => {
  const workers = Array.from({ length: 6 }, limiter);
  const granted = await Promise.all(workers.map((one) => one.reserve('telegram', 4, NOW)));
  expect(sum(granted.map((one) => one.granted))).toBe(5);
  const second = await Promise.all(workers.map((one) => one.reserve('telegram', 4, after(1_000))));
  // A second gives 25, of which a burst may go at once.
  expect(sum(second.map((one) => one.granted))).toBe(5);
});

test('replies of every process and notices count in the same minute', async () => {
  const [here, there] = [limiter(), limiter()];
  const { granted } = await here.reserve('zalo', 50, NOW);
  const waits: number[] = [];
  for (let reply = granted; reply < 100; reply += 1) waits.push(await there.takeReply('zalo', after(1_000)));
  expect(new Set(waits)).toEqual(new Set([0]));
  expect(await here.takeReply('zalo', after(1_000))).toBe(59_000);
  expect(await there.reserve('zalo', 1, after(10_000))).toMatchObject({ granted: 0, at: after(60_000) });
  expect(await here.takeReply('zalo', after(60_000))).toBe(0);
});

test('what one process could not reach rests for all, until one comes through', async () => {
  const [here, there] = [limiter(), limiter()];
  for (let time = 0; time < 5; time += 1) await here.block('telegram', null, after(time * 1_000_000));
  const now = after(4_000_000);
  expect(await there.reserve('telegram', 1, now)).toMatchObject({ granted: 0, failures: 5 });
  expect([...(await there.down(now)).keys()]).toEqual(['telegram']);
  await there.reached('telegram');
  expect(await here.reserve('telegram', 1, now)).toMatchObject({ granted: 1, failures: 0 });
  expect((await here.down(now)).size).toBe(0);
});

test('an account without a limit goes as fast as it takes, and rests when blocked', async () => {
  expect(await limiter().reserve('simulator', 900, NOW)).toMatchObject({ granted: 900 });
  await limiter().block('simulator', after(5_000), NOW);
  expect(await limiter().reserve('simulator', 900, NOW)).toMatchObject({ granted: 0, at: after(5_000) });
});
