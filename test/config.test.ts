import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { configTable, readConfig } from '../src/config.ts';
import { DEFAULT_SETTINGS } from '../src/notifications/policy/settings.ts';
import { AppError } from '../src/platform/errors.ts';

function problem(env: Record<string, string>): string {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof AppError && error.code === 'config-invalid') return error.detail;
    throw error;
  }
  throw new Error('no problem found');
}

describe('readConfig', () => {
  test('needs nothing: every variable has a default', () => {
    expect(readConfig({})).toMatchObject({
      port: 3000,
      host: 'localhost',
      databaseUrl: null,
      redisUrl: null,
      secretKey: null,
      admin: null,
      openai: { chatModel: null, dataLocation: 'foreign' },
      logLevel: 'info',
    });
  });

  test('an empty variable counts as absent, as compose files pass it', () => {
    expect(readConfig({ PORT: '', DATABASE_URL: ' ' })).toMatchObject({ port: 3000, databaseUrl: null });
  });

  test('names every variable that is wrong at once', () => {
    const detail = problem({ PORT: '70000', DATABASE_URL: 'mysql://x/y', LOG_LEVEL: 'loud', SECRET_KEY: 'short' });
    expect(detail.split('\n').map((line) => line.split(':')[0])).toEqual([
      'PORT',
      'DATABASE_URL',
      'SECRET_KEY',
      'LOG_LEVEL',
    ]);
  });

  test('never repeats a value: it may be a password', () => {
    expect(problem({ DATABASE_URL: 'mysql://u:hunter2@db/x', SECRET_KEY: 'hunter2' })).not.toContain('hunter2');
  });

  test.each([['-1'], ['3000.5'], ['ba nghìn'], ['65536']])('PORT=%s is refused', (PORT) => {
    expect(problem({ PORT })).toMatch(/^PORT: /);
  });
});

describe('when and how notices go', () => {
  test('left out, as the product comes', () => {
    expect(readConfig({}).delivery).toEqual(DEFAULT_SETTINGS);
  });

  test('as it is set', () => {
    const env = { NOTICE_QUIET_HOURS: '20:00-08:00', NOTICES_PER_DAY: '1', NOTICE_WAYS: 'zalo-window,zalo-paid' };
    expect(readConfig(env).delivery).toMatchObject({
      quiet: { from: 1_200, to: 480 },
      perDay: 1,
      order: ['zalo-window', 'zalo-paid'],
    });
  });

  test.each([
    ['NOTICE_QUIET_HOURS', '21h'],
    ['NOTICE_SPREAD_MINUTES', '900'],
    ['NOTICES_PER_DAY', '0'],
    ['NOTICE_WAYS', 'sms'],
  ])('%s=%s is refused', (name, value) => {
    expect(problem({ [name]: value })).toMatch(new RegExp(`^${name}: `));
  });
});

test('README.md shows the table that the code gives', () => {
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
  const block = /<!-- config -->\n([\s\S]*?)\n<!-- \/config -->/.exec(readme)?.[1];
  expect(block, 'run `npm run config:table` and paste it between the markers').toBe(configTable());
});
