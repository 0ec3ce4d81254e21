import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { saveUpload, showableName } from '../../../src/channels/simulator/web/save-upload.ts';

const png = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2]);

describe('saveUpload', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'ocop-uploads-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('keeps a picture under a name of our own, readable by us alone', async () => {
    const saved = await saveUpload(folder, png, 'Mắm Ba Làng.png');
    if (saved.kind !== 'saved') throw new Error('refused');
    expect(saved.content).toMatchObject({ kind: 'photo', name: 'Mắm Ba Làng.png' });
    expect(saved.content.path).not.toContain('Làng');
    expect(await readFile(saved.content.path)).toEqual(png);
    expect((await stat(saved.content.path)).mode & 0o777).toBe(0o600);
  });

  it('keeps nothing where there is no folder', async () => {
    const saved = await saveUpload(null, png, 'Mắm Ba Làng.png');
    expect(saved).toEqual({ kind: 'saved', content: { kind: 'photo', path: '', name: 'Mắm Ba Làng.png' } });
  });

  it('tells a PDF from a picture by its bytes', async () => {
    const saved = await saveUpload(folder, Buffer.from('%PDF-1.7\n'), 'giay-phep.jpg');
    expect(saved).toMatchObject({ kind: 'saved', content: { kind: 'file' } });
  });

  it.each([
    ['a program called .pdf', Buffer.from('MZ\x90'), 'giay.pdf'],
    ['a web page called .png', Buffer.from('<html>'), 'anh.png'],
    ['a few bytes', Buffer.from([0xff, 0xd8]), 'anh.jpg'],
  ])('refuses %s', async (_, bytes, name) => {
    expect(await saveUpload(folder, bytes, name)).toEqual({ kind: 'refused' });
  });
});

describe('showableName', () => {
  it('drops folders and control characters and keeps the end', () => {
    expect(showableName('../../etc/passwd', 'pdf')).toBe('passwd');
    expect(showableName('C:\\anh\\bánh\u0007 gai.jpg', 'jpg')).toBe('bánh gai.jpg');
    expect(showableName('', 'png')).toBe('tep-gui-len.png');
    expect(showableName(`${'a'.repeat(300)}.pdf`, 'pdf')).toHaveLength(120);
  });
});
