import { mkdtemp, readdir, readFile, rename, rm, stat, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAttachmentFiles } from '../../src/attachments/attachment-files.ts';
import { createCrypto } from '../../src/platform/crypto.ts';

const ID = '0190aaaa-bbbb-7ccc-8ddd-eeeeeeeeeeee';
const OTHER = '0190aaaa-bbbb-7ccc-8ddd-ffffffffffff';

describe('the folder of sealed files', () => {
  let folder: string;
  const files = () => createAttachmentFiles(path.join(folder, 'attachments'), createCrypto('khóa thử nghiệm đủ dài'));
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'ocop-attachments-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('gives back what was written, and nobody else can read it', async () => {
    await files().write(ID, Buffer.from('Giấy của Lê Thị Hoa'));
    expect((await files().read(ID))?.toString()).toBe('Giấy của Lê Thị Hoa');
    const place = path.join(folder, 'attachments', `${ID}.sealed`);
    expect((await readFile(place)).includes('Hoa')).toBe(false);
    expect((await stat(place)).mode & 0o777).toBe(0o600);
    expect((await stat(path.dirname(place))).mode & 0o777).toBe(0o700);
  });

  it('does not open a file under another name', async () => {
    await files().write(OTHER, Buffer.from('x'));
    const at = (id: string) => path.join(folder, 'attachments', `${id}.sealed`);
    await rename(at(ID), at(OTHER));
    await expect(files().read(OTHER)).rejects.toMatchObject({ code: 'seal-broken' });
  });

  it('never makes a path of what is no id', async () => {
    await expect(files().read('../../etc/passwd')).rejects.toThrow(TypeError);
    await expect(files().write('../x', Buffer.from('x'))).rejects.toThrow(TypeError);
  });

  it('tells the old from the new, and removes', async () => {
    await utimes(path.join(folder, 'attachments', `${OTHER}.sealed`), new Date(0), new Date(0));
    expect(await files().olderThan(new Date('2026-01-01'))).toEqual([OTHER]);
    await files().remove([OTHER, ID]);
    expect(await readdir(path.join(folder, 'attachments'))).toEqual([]);
    expect(await files().read(OTHER)).toBeNull();
  });
});
