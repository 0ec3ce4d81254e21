import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { coversNight, DEFAULT_SETTINGS, NIGHT } from '../../src/notifications/policy/settings.ts';
import { openLiveSettings } from '../../src/office/store/live-settings.ts';
import { type Database, openEphemeralDatabase } from '../../src/platform/database/database.ts';
import { withLiveQuiet } from '../../src/start-notifications.ts';

const DEFAULTS = { controller: null, quiet: NIGHT };
const STAMP = { changedBy: 'test', changedAt: new Date('2026-11-26T02:00:00Z') };

let database: Database;
beforeAll(async () => {
  database = await openEphemeralDatabase();
});
afterAll(() => database.close());

async function open(errors: object[] = []) {
  return openLiveSettings(database.client, DEFAULTS, { error: (fields) => void errors.push(fields) });
}

describe('settings of the office', () => {
  test('hold in every process once it has read again, and go back to the program’s', async () => {
    const [one, other] = [await open(), await open()];
    const delivery = withLiveQuiet(DEFAULT_SETTINGS, other);
    const value = { from: 20 * 60, to: 8 * 60 };
    await database.client.officeSetting.create({ data: { name: 'quiet', value, ...STAMP } });
    expect(delivery.quiet).toEqual(NIGHT);
    await other.refresh();
    expect([delivery.quiet, other.current().quiet, one.current().quiet]).toEqual([value, value, NIGHT]);
    await database.client.officeSetting.deleteMany();
    await other.refresh();
    expect(delivery.quiet).toEqual(NIGHT);
    for (const settings of [one, other]) settings.stop();
  });

  test('that cannot be read are the program’s, and said so', async () => {
    await database.client.officeSetting.create({ data: { name: 'controller', value: { name: '' }, ...STAMP } });
    await database.client.officeSetting.create({ data: { name: 'unheard-of', value: 1, ...STAMP } });
    const errors: object[] = [];
    const settings = await open(errors);
    expect(settings.current()).toEqual(DEFAULTS);
    expect(errors).toEqual(expect.arrayContaining([{ name: 'controller' }, { name: 'unheard-of' }]));
    settings.stop();
  });
});

test('quiet hours cover the night when and only when no minute of it is open', () => {
  const minute = fc.integer({ min: 0, max: 24 * 60 - 1 });
  const isIn = (at: number, { from, to }: { from: number; to: number }) =>
    from <= to ? at >= from && at < to : at >= from || at < to;
  fc.assert(
    fc.property(minute, minute, (from, to) => {
      const night = Array.from({ length: 24 * 60 }, (_, at) => at).filter((at) => isIn(at, NIGHT));
      expect(coversNight({ from, to })).toBe(night.every((at) => isIn(at, { from, to })));
    }),
  );
});
