import { afterAll, beforeAll, expect, test } from 'vitest';
import { type EphemeralServer, openScratchDatabase } from '../../src/platform/database/ephemeral.ts';
import { applyMigrations, missingSql, readMigrations } from '../../src/platform/database/migrations.ts';
import { query } from './query.ts';

let scratch: EphemeralServer;
beforeAll(async () => {
  scratch = await openScratchDatabase();
});
afterAll(() => scratch.close());

test('the migrations lead exactly to prisma/schema.prisma', async () => {
  expect(await missingSql(scratch.url), 'run `npm run db:migration NAME`').toBe('');
});

test('processes that start at once apply each migration once', async () => {
  const url = await emptyDatabase('at_once');
  const applied = await Promise.all(Array.from({ length: 5 }, () => applyMigrations(url)));
  const names = (await readMigrations()).migrationDirectories.map((directory) => directory.path);
  expect(applied.flat()).toEqual(names);
  const recorded = await query(url, 'SELECT migration_name FROM _prisma_migrations ORDER BY 1');
  expect(recorded.map((row) => row.migration_name)).toEqual(names);
});

test('a database of a newer release is refused, not changed', async () => {
  const url = await emptyDatabase('newer');
  await applyMigrations(url);
  await query(
    url,
    `INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count)
     VALUES ('x', 'x', '99990101000000_from_the_future', now(), 1)`,
  );
  await expect(applyMigrations(url)).rejects.toMatchObject({
    code: 'migration-failed',
    detail: expect.stringContaining('99990101000000_from_the_future'),
  });
});

async function emptyDatabase(name: string): Promise<string> {
  await query(scratch.url, `CREATE DATABASE ${name} TEMPLATE template0`);
  const url = new URL(scratch.url);
  url.pathname = `/${name}`;
  return url.href;
}
