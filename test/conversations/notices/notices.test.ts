import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Database, openEphemeralDatabase } from '../../../src/platform/database/database.ts';
import { read, write } from '../transcript.ts';
import { openStage, type Stage } from './stage.ts';

/**
 * What several people are told over days, as transcripts: the `>` lines are played on a real database and through a Zalo and a
 * Telegram of their own hours, windows and rates; everything else must come out the same. `UPDATE=1 npx vitest run test/conversations/notices` writes what comes out; read the difference.
 */
const FOLDER = new URL('.', import.meta.url);
const files = readdirSync(FOLDER).filter((name) => name.endsWith('.txt'));

let database: Database;
let stage: Stage;
beforeAll(async () => {
  database = await openEphemeralDatabase();
  stage = await openStage(database);
});
afterAll(async () => {
  await stage?.close();
  await database?.close();
});

describe('notices', () => {
  test.each(files)('%s', async (name) => {
    const file = new URL(name, FOLDER);
    const written = readFileSync(file, 'utf8');
    const played = write(await stage.play(read(written)));
    if (process.env.UPDATE) writeFileSync(file, played);
    expect(played).toBe(process.env.UPDATE ? played : written);
  });
});
