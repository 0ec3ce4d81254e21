import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { inspectFile } from '../../src/attachments/inspect-file.ts';
import { LIMITS } from '../../src/registration/attachments.ts';
import { docx, pdf, phonePhoto, png, webp, xlsx, zip } from './samples.ts';

const refused = (why: string) => ({ kind: 'refused', why });

describe('a file is what its bytes are', () => {
  it.each([
    ['jpeg', phonePhoto],
    ['png', png],
    ['webp', webp],
    ['pdf', async () => pdf()],
    ['docx', async () => docx()],
    ['xlsx', async () => xlsx()],
  ])('%s', async (kind, make) => {
    expect(await inspectFile(await make())).toMatchObject({ kind: 'fine', file: kind });
  });

  it.each([
    ['nothing', Buffer.alloc(0), 'empty'],
    ['a program', Buffer.from('MZ\x90\x00\x03\x00\x00\x00\x04', 'latin1'), 'kind'],
    ['a web page', Buffer.from('<!doctype html><script>alert(1)</script>'), 'kind'],
    ['a drawing with a script in it', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="x()"/>'), 'kind'],
    [
      'a picture of an iPhone whose place we could not take out',
      Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic'),
      'heic',
    ],
    ['only the first bytes of a photo', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16]), 'broken'],
    ['only the first bytes of a PDF', Buffer.from('%PDF-1.7\n'), 'broken'],
    ['an archive', zip({ 'giay.jpg': 'x' }), 'kind'],
    ['a program among the parts of an archive', zip({ '[Content_Types].xml': '<Types/>', 'a.exe': 'MZ' }), 'kind'],
    ['a Word file with a macro', docx({ 'word/vbaProject.bin': 'x' }), 'macros'],
    ['a Word file whose part climbs out of its folder', docx({ '../../evil.txt': 'x' }), 'broken'],
    ['a Word file with a program behind it', Buffer.concat([docx(), Buffer.from('MZ\x90')]), 'broken'],
    ['a PDF that is an archive as well', Buffer.concat([pdf(), zip({ 'a.js': 'x' }), Buffer.from('%%EOF')]), 'broken'],
    ['a PDF with a program behind it', Buffer.concat([pdf(), Buffer.alloc(5_000, 'MZ')]), 'broken'],
  ])('%s is refused', async (_, bytes, why) => {
    expect(await inspectFile(bytes)).toEqual(refused(why));
  });

  it('refuses what is larger than the limit before looking at it', async () => {
    const large = Buffer.concat([pdf(), Buffer.alloc(LIMITS.fileBytes)]);
    expect(await inspectFile(large)).toEqual(refused('too-large'));
  });

  it('refuses a Word file that unpacks to a thousand times its size, whatever its directory claims', async () => {
    const bomb = docx({ 'word/media/a.txt': '0'.repeat(70_000_000) });
    expect(bomb.length).toBeLessThan(200_000);
    expect(await inspectFile(bomb)).toEqual(refused('broken'));

    const lying = Buffer.from(bomb);
    const name = lying.lastIndexOf('word/media/a.txt');
    lying.writeUInt32LE(1_000, name - 46 + 24);
    expect(await inspectFile(lying)).toEqual(refused('broken'));
  });

  it('refuses a picture that would fill the memory', async () => {
    const flat = await sharp({ create: { width: 9_000, height: 9_000, channels: 3, background: '#fff' } })
      .png({ compressionLevel: 9 })
      .toBuffer();
    expect(flat.length).toBeLessThan(LIMITS.fileBytes);
    expect(await inspectFile(flat)).toEqual(refused('broken'));
  });
});

describe('a picture is drawn anew', () => {
  it('stands upright and tells neither place nor device nor name', async () => {
    const photo = await phonePhoto();
    expect(photo.toString('latin1')).toContain('DienThoaiMau');
    expect((await sharp(photo).metadata()).exif).toBeDefined();

    const kept = await inspectFile(photo);
    if (kept.kind !== 'fine') throw new Error('refused');
    const told = await sharp(kept.bytes).metadata();
    expect(told).toMatchObject({ width: 40, height: 60 });
    expect(told.exif).toBeUndefined();
    expect(kept.bytes.toString('latin1')).not.toMatch(/DienThoaiMau|Le Thi Hoa/);
  });

  it('loses what was hidden behind it', async () => {
    const polyglot = Buffer.concat([await png(), zip({ 'evil.js': 'alert(1)' }), Buffer.from('<script>x</script>')]);
    const kept = await inspectFile(polyglot);
    if (kept.kind !== 'fine') throw new Error('refused');
    expect(kept.bytes.includes('PK\x05\x06')).toBe(false);
    expect(kept.bytes.includes('<script>')).toBe(false);
  });
});
