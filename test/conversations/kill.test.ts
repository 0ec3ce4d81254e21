import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createPrismaStore } from '../../src/conversation/store/prisma-store.ts';
import { createCrypto } from '../../src/platform/crypto.ts';
import { type Database, openEphemeralDatabase } from '../../src/platform/database/database.ts';
import { DEATHS } from '../conversation/crash.ts';
import { play, read, type Step, write } from './transcript.ts';

/** The process dies at every step of every transcript; what the person reads is the same as if it had not. */
const FOLDER = new URL('.', import.meta.url);
const files = readdirSync(FOLDER).filter((name) => name.endsWith('.txt'));
/** On the real database: a whole registration, and one that goes back and forth. */
const ON_THE_DATABASE = ['ca-phieu-ho-san-xuat.txt', 'hoan-tac.txt'];

const stepsOf = (name: string) => read(readFileSync(new URL(name, FOLDER), 'utf8'));

/** A turn that was told by the process after it does not say any more which status it gave; ids are the process's own. */
function withoutStatus(steps: readonly Step[]): string {
  return write(
    steps.map((step) => ({
      ...step,
      answer: step.answer.map((line) =>
        line.replace(/^(\? .*?)(?: \(\w+\))?$/, '$1').replace(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/, '{id}'),
      ),
    })),
  );
}

describe.each(DEATHS)('killed %s, at every step', (killed) => {
  test.each(files)('%s', async (name) => {
    const steps = stepsOf(name);
    expect(withoutStatus(await play(steps, { killed }))).toBe(withoutStatus(steps));
  });
});

describe('on PostgreSQL', () => {
  let database: Database;
  beforeAll(async () => {
    database = await openEphemeralDatabase();
  });
  afterAll(() => database.close());

  test.each(ON_THE_DATABASE.flatMap((name) => DEATHS.map((killed) => ({ name, killed }))))(
    '$name, killed $killed',
    async ({ name, killed }) => {
      await database.client.$executeRaw`TRUNCATE person, inbox_event, outbox_message, lease, counter CASCADE`;
      const on = createPrismaStore(database.client, createCrypto(randomBytes(32)));
      const steps = stepsOf(name);
      expect(withoutStatus(await play(steps, { on, killed }))).toBe(withoutStatus(steps));
    },
  );
});
