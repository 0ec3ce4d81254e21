import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createCrypto } from '../../src/platform/crypto.ts';
import { createSealedFiles, type SealedFiles } from '../../src/platform/sealed-files.ts';

const ID = '01930000-0000-7000-8000-000000000001';
let folder: string;
let files: SealedFiles;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'ocop-sealed-'));
  files = createSealedFiles(folder, createCrypto('khóa thử nghiệm đủ dài'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function write(bytes: Buffer, pieces = 7): Promise<number> {
  const writer = await files.create(ID);
  const step = Math.ceil(bytes.length / pieces) || 1;
  for (let at = 0; at < bytes.length; at += step) await writer.write(bytes.subarray(at, at + step));
  return writer.finish();
}
async function read(): Promise<Buffer> {
  const stream = await files.read(ID);
  if (!stream) throw new Error('nothing there');
  return buffer(stream);
}

test.each([0, 1, 256 * 1024, 256 * 1024 + 1, 1_000_000])('%i bytes come back as they were written', async (size) => {
  const bytes = randomBytes(size);
  expect(await write(bytes)).toBe(size);
  expect((await read()).equals(bytes)).toBe(true);
  expect((await readFile(path.join(folder, `${ID}.sealed`))).includes(bytes.subarray(0, 64)) && size >= 64).toBe(false);
});

test('a file that was cut or changed is not read to its end', async () => {
  await write(randomBytes(600_000));
  const sealed = path.join(folder, `${ID}.sealed`);
  const whole = await readFile(sealed);
  const first = 4 + whole.readUInt32BE();
  await truncate(sealed, first);
  await expect(read()).rejects.toMatchObject({ code: 'seal-broken' });
  await truncate(sealed, first + 2);
  await expect(read()).rejects.toMatchObject({ code: 'seal-broken' });
  whole[40] = (whole[40] ?? 0) ^ 1;
  await writeFile(sealed, whole);
  await expect(read()).rejects.toMatchObject({ code: 'seal-broken' });
});

test('what was not finished or was removed is not there', async () => {
  await files.remove(ID);
  const writer = await files.create(ID);
  await writer.write(Buffer.from('nửa chừng'));
  expect(await files.read(ID)).toBeNull();
  expect(await files.olderThan(new Date(Date.now() + 60_000))).toEqual([ID]);
  await writer.discard();
  expect(await files.olderThan(new Date(Date.now() + 60_000))).toEqual([]);
  await expect(files.read('../secret.key')).rejects.toThrow(TypeError);
});
