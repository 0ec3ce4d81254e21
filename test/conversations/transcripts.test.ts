import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { play, read, write } from './transcript.ts';

/**
 * Every path that a person can take, as a transcript: the `>` lines are played, everything else must come out the same.
 * `UPDATE=1 npx vitest run test/conversations` writes what comes out; read the difference before you keep it.
 */
const FOLDER = new URL('.', import.meta.url);
const files = readdirSync(FOLDER).filter((name) => name.endsWith('.txt'));

describe('transcripts', () => {
  test.each(files)('%s', async (name) => {
    const file = new URL(name, FOLDER);
    const written = readFileSync(file, 'utf8');
    const played = write(await play(read(written)));
    if (process.env.UPDATE) writeFileSync(file, played);
    expect(played).toBe(process.env.UPDATE ? played : written);
  });
});
