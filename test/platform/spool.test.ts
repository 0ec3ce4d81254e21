import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createCrypto } from '../../src/platform/crypto.ts';
import { createSpool } from '../../src/platform/spool.ts';

const crypto = createCrypto('x'.repeat(40));
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'spool-'));
});
afterEach(() => rm(folder, { recursive: true }));

const drained = async (spool = createSpool(folder, crypto)) => {
  const texts: string[] = [];
  await spool.drain(async (text) => void texts.push(text));
  return texts;
};

test('gives back in order what was put, once', async () => {
  const spool = createSpool(folder, crypto);
  for (const text of ['một', 'hai', 'ba']) await spool.put(text, 'a');
  expect(await drained()).toEqual(['một', 'hai', 'ba']);
  expect(await drained()).toEqual([]);
});

test('what is not taken stays, with everything behind it', async () => {
  const spool = createSpool(folder, crypto);
  for (const text of ['một', 'hai', 'ba']) await spool.put(text, 'a');
  const take = async (text: string) => {
    if (text === 'hai') throw new Error('away');
  };
  await expect(spool.drain(take)).rejects.toThrow('away');
  expect(await drained()).toEqual(['hai', 'ba']);
});

test('an empty place is no error, and nothing lies there in the clear', async () => {
  expect(await drained(createSpool(path.join(folder, 'none'), crypto))).toEqual([]);
  await createSpool(folder, crypto).put('số điện thoại', '0912');
  const [name = ''] = await readdir(folder);
  expect((await readFile(path.join(folder, name))).includes('điện')).toBe(false);
  expect(name).not.toContain('0912');
});

test('a damaged file is kept aside and holds up nothing', async () => {
  const spool = createSpool(folder, crypto);
  await spool.put('một', 'a');
  const [name = ''] = await readdir(folder);
  await writeFile(path.join(folder, name), 'damaged');
  await spool.put('hai', 'a');
  expect(await drained()).toEqual(['hai']);
  expect(await readdir(folder)).toEqual([`unreadable-${name}`]);
  expect(await spool.isEmpty('a')).toBe(true);
});

test('is empty once the last is taken, not before; what comes meanwhile is taken too', async () => {
  const spool = createSpool(folder, crypto);
  expect(await createSpool(path.join(folder, 'none'), crypto).isEmpty('a')).toBe(true);
  await spool.put('một', 'a');
  const taken: [string, boolean][] = [];
  await spool.drain(async (text) => {
    if (text === 'một') await spool.put('hai', 'a');
    taken.push([text, await spool.isEmpty('a')]);
  });
  expect(taken).toEqual([
    ['một', false],
    ['hai', false],
  ]);
  expect(await spool.isEmpty('a')).toBe(true);
});

test('two processes drain at once: nothing is missed and neither fails', async () => {
  const spool = createSpool(folder, crypto);
  const texts = Array.from({ length: 50 }, (_, n) => `tin ${n}`);
  for (const text of texts) await spool.put(text, 'a');
  const [one, other] = await Promise.all([drained(), drained()]);
  expect([...new Set([...one, ...other])].sort()).toEqual(texts.sort());
});

test('a lane waits for nobody else’s, and keeps its own order', async () => {
  const spool = createSpool(folder, crypto);
  for (const [text, lane] of [
    ['a1', 'a'],
    ['b1', 'b'],
    ['a2', 'a'],
  ] as const)
    await spool.put(text, lane);
  expect(await spool.isEmpty('c')).toBe(true);
  const taken: string[] = [];
  let free = () => {};
  const held = new Promise<void>((resolve) => {
    free = resolve;
  });
  await spool.drain(async (text) => {
    if (text === 'a1') await held;
    taken.push(text);
    if (text === 'b1') free();
  });
  expect(taken).toEqual(['b1', 'a1', 'a2']);
});
