import { hostname } from 'node:os';
import { strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { readWorkbook, WORKBOOK_LIMITS } from '../../src/attachments/read-workbook.ts';
import { workbookOf } from '../office/workbook-of.ts';

const HEADS = ['Tên', 'Số'];
const SHEET = 'xl/worksheets/sheet1.xml';

/** A sound file with one of its parts put in place of another. */
async function altered(change: (parts: Record<string, Uint8Array>) => void): Promise<Buffer> {
  const parts = unzipSync(await workbookOf(HEADS, [['a', 1]]));
  change(parts);
  return Buffer.from(zipSync(parts));
}

const withSheet = (change: (xml: string) => string) =>
  altered((parts) => {
    parts[SHEET] = strToU8(change(new TextDecoder().decode(parts[SHEET])));
  });

describe('an XLSX file', () => {
  test('is read: texts tidied, numbers, days, empty cells', async () => {
    const bytes = await workbookOf(HEADS, [
      ['  Mắm tép ', 12.5],
      [null, 3],
      ['=1+1', null],
    ]);
    expect(await readWorkbook(bytes)).toEqual({
      kind: 'read',
      rows: [
        ['Tên', 'Số'],
        ['Mắm tép', 12.5],
        [null, 3],
        ['=1+1', null],
      ],
    });
  });

  test.each<[string, () => Buffer | Promise<Buffer>, string]>([
    ['nothing', () => Buffer.alloc(0), 'empty'],
    ['too many bytes', () => Buffer.alloc(WORKBOOK_LIMITS.bytes + 1), 'too-large'],
    ['no archive', () => Buffer.from('Tên;Số\nMắm;1'), 'broken'],
    ['an archive of something else', () => Buffer.from(zipSync({ 'a.txt': strToU8('a') })), 'kind'],
    ['macros', () => altered((parts) => Object.assign(parts, { 'xl/vbaProject.bin': strToU8('x') })), 'macros'],
    [
      'a bomb',
      () => altered((parts) => Object.assign(parts, { 'xl/media/a.xml': new Uint8Array(70_000_000) })),
      'broken',
    ],
    [
      'a cell at the far end',
      () => withSheet((xml) => xml.replace('</row>', '</row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')),
      'too-many-rows',
    ],
    [
      'rows without addresses',
      () => withSheet((xml) => xml.replace('</sheetData>', `${'<row/>'.repeat(6_000)}</sheetData>`)),
      'too-many-rows',
    ],
    [
      'no UTF-8',
      () => altered((parts) => Object.assign(parts, { [SHEET]: Uint8Array.of(0xff, 0xfe, 0x3c, 0x00) })),
      'broken',
    ],
    ['cut XML', () => withSheet((xml) => xml.slice(0, xml.length / 2)), 'broken'],
  ])('%s is refused', async (_, bytes, why) => {
    expect(await readWorkbook(await bytes())).toEqual({ kind: 'refused', why });
  });

  test.each([
    ['a file of this machine', '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>', '&e;'],
    ['an address', '<!DOCTYPE x [<!ENTITY e SYSTEM "http://127.0.0.1:1/x">]>', '&e;'],
    [
      'itself a thousand times',
      `<!DOCTYPE x [<!ENTITY a "${'ha '.repeat(10)}"><!ENTITY b "${'&a;'.repeat(10)}"><!ENTITY e "${'&b;'.repeat(10)}">]>`,
      '&e;',
    ],
  ])('an entity that stands for %s is not opened', async (_, doctype, entity) => {
    const bytes = await withSheet((xml) =>
      xml
        .replace(/\?>\s*<worksheet/, `?>${doctype}<worksheet`)
        .replace('</sheetData>', `<row r="3"><c r="A3" t="inlineStr"><is><t>${entity}</t></is></c></row></sheetData>`),
    );
    const read = await readWorkbook(bytes);
    const told = JSON.stringify(read);
    expect(told).not.toContain(hostname());
    expect(told).not.toContain('ha ha');
  });

  test('more rows than an import takes', async () => {
    const rows = Array.from({ length: WORKBOOK_LIMITS.rows }, (_, at) => ['a', at]);
    expect(await readWorkbook(await workbookOf(HEADS, rows))).toEqual({ kind: 'refused', why: 'too-many-rows' });
  });
});
