import fc from 'fast-check';
import { unzipSync } from 'fflate';
import { expect, it, test } from 'vitest';
import { bundle } from '../../../src/office/documents/bundle.ts';

const bytes = new Uint8Array([1, 2, 3]);
const namesOf = (...names: string[]) => Object.keys(unzipSync(bundle(names.map((name) => ({ name, bytes })))));

it('keeps names with marks and the content', () => {
  const zip = unzipSync(bundle([{ name: 'Mẫu 03 Mắm tép.docx', bytes }]));
  expect(zip['Mẫu 03 Mắm tép.docx']).toEqual(bytes);
});

test.each([
  ['../../etc/passwd', '-..-etc-passwd'],
  ['C:\\Windows\\x.docx', 'C--Windows-x.docx'],
  ['a/b.docx', 'a-b.docx'],
  ['CON.docx', 'tệp CON.docx'],
  ['', 'tệp'],
  ['...', 'tệp'],
  ['.docx', 'docx'],
  ['x\u0000y\u202Excod.docx', 'xyxcod.docx'],
  ['tên có dấu chấm. ', 'tên có dấu chấm'],
])('%j → %j', (given, expected) => {
  expect(namesOf(given)).toEqual([expected]);
});

it('numbers repeated names, without regard to case', () => {
  expect(namesOf('Mắm.docx', 'mắm.docx', 'MẮM.docx')).toEqual(['Mắm.docx', 'mắm (2).docx', 'MẮM (3).docx']);
});

it('shortens long names and keeps their extension', () => {
  const [name = ''] = namesOf(`${'rất dài '.repeat(60)}.docx`);
  expect(name.length).toBeLessThan(110);
  expect(name.endsWith('.docx')).toBe(true);
});

test('any names give as many files, all safe, told apart without case', () => {
  const name = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 20 }),
    fc.constantFrom('a', 'A', 'a.docx', '__proto__', '1'),
  );
  fc.assert(
    fc.property(fc.array(name, { maxLength: 12 }), (names) => {
      const out = namesOf(...names);
      expect(new Set(out.map((one) => one.toLowerCase())).size).toBe(names.length);
      for (const one of out) expect(one).not.toMatch(/[\\/:*?"<>|\p{Cc}]|^\.|^$/u);
    }),
  );
});

it('gives the same bytes for the same files', () => {
  expect(bundle([{ name: 'a', bytes }])).toEqual(bundle([{ name: 'a', bytes }]));
});
