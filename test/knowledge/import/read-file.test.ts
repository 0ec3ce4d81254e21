import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { Document, Packer, Paragraph, Table, TableCell, TableRow } from 'docx';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readDocumentFile } from '../../../src/knowledge/import/read-file.ts';
import { readImport } from '../../../src/knowledge/import/read-import.ts';
import { recogniseSections } from '../../../src/knowledge/import/sections.ts';
import { storedZip } from './stored-zip.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'nhap-van-ban-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function file(name: string, content: Uint8Array | string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

const LINES = [
  'KẾ HOẠCH',
  'Thực hiện Chương trình mỗi xã một sản phẩm năm 2027',
  'I. NỘI DUNG',
  '1. Tập huấn',
  '- Mở 3 lớp cho chủ thể, mỗi lớp 5 ngày; ưu tiên hợp tác xã & hộ có sản phẩm sắp hết hạn giấy chứng nhận.',
  '2. Sở Tài chính: Bố trí kinh phí theo khả năng cân đối của ngân sách tỉnh, báo cáo Ủy ban nhân dân tỉnh.',
  'Phụ lục: CHỈ TIÊU CỦA CÁC XÃ',
];

async function docx(): Promise<Uint8Array> {
  const cell = (text: string) => new TableCell({ children: [new Paragraph(text)] });
  const rows = [
    ['TT', 'Xã', '3 sao'],
    ['1', 'Thọ Lập', '2'],
  ].map((cells) => new TableRow({ children: cells.map(cell) }));
  const children = [...LINES.map((line) => new Paragraph(line)), new Table({ rows })];
  return Packer.toBuffer(new Document({ sections: [{ children }] }));
}

describe('files that can be read', () => {
  it('DOCX: numbered headings and table rows', async () => {
    const outcome = await readDocumentFile(await file('ke-hoach.docx', await docx()));
    if (outcome.kind !== 'read') throw new Error(outcome.problem);
    const sections = recogniseSections(outcome.blocks);
    expect(sections.map((section) => section.id)).toEqual(['MO', 'I.1', 'I.2', 'PL']);
    expect(sections[1]?.paragraphs[0]).toContain('hợp tác xã & hộ');
    expect(sections.at(-1)?.tables.flat()).toEqual([
      ['TT', 'Xã', '3 sao'],
      ['1', 'Thọ Lập', '2'],
    ]);
  });

  it('PDF with a text layer: wrapped lines are one paragraph, table cells stay apart', async () => {
    const outcome = await readDocumentFile('test/knowledge/import/ke-hoach-mau.pdf');
    if (outcome.kind !== 'read') throw new Error(outcome.problem);
    const sections = recogniseSections(outcome.blocks);
    expect(sections.map((section) => section.id)).toEqual(['MO', 'I.1', 'I.2', 'PL']);
    expect(sections[1]?.paragraphs).toEqual([LINES[4]]);
    expect(sections.at(-1)?.tables.flat()).toContainEqual(['1', 'Thọ Lập', '2']);
  });

  it('PDF with ruled tables: wrapped and empty cells keep their place, cells written close together come apart', async () => {
    const outcome = await readImport('test/knowledge/import/quyet-dinh-co-bang.pdf');
    if (outcome.kind !== 'read') throw new Error(outcome.problem);
    const { header, sections, problems } = outcome.document;
    expect(header).toMatchObject({ number: '1207/2027/QĐ-UBND', issuer: 'ỦY BAN NHÂN DÂN TỈNH THANH HÓA' });
    expect(problems).toEqual([]);
    expect(sections.find(({ id }) => id === 'Đ.4')?.tables).toEqual([
      [
        ['TT', 'Hạng sản phẩm', 'Mức tối đa (triệu đồng)'],
        ['1', '3 sao', '5'],
        ['2', '4 sao', '8'],
        ['3', '5 sao', '12'],
      ],
    ]);
    expect(sections.at(-1)?.tables).toEqual([
      [
        ['TT', 'Xã, phường', 'Bao bì', 'Gian hàng'],
        ['1', 'Phường Hạc Thành', '6', '4'],
        ['2', 'Xã Thọ Lập', '3', '2'],
        ['3', 'Xã Mường Lát', '1', ''],
      ],
    ]);
  });

  it('text as Windows saves it (UTF-16)', async () => {
    const bytes = Buffer.from(`\uFEFF${LINES.join('\r\n')}`, 'utf16le');
    expect((await readDocumentFile(await file('ke-hoach-utf16.txt', bytes))).kind).toBe('read');
  });

  it('plain text and Markdown', async () => {
    const outcome = await readDocumentFile(await file('ke-hoach.md', LINES.join('\n\n')));
    expect(outcome.kind).toBe('read');
  });
});

describe('files that are refused, each with what to do', () => {
  it.each<[string, string, () => Promise<string>, RegExp]>([
    ['a path that is not there', 'missing', async () => join(folder, 'khong-co.docx'), /Không tìm thấy/],
    ['200 MB', 'too-large', async () => grown(await file('lon.pdf', '%PDF-1.7')), /20 MB/],
    ['a broken zip', 'broken', async () => file('hong.docx', (await docx()).slice(0, 900)), /hỏng/],
    ['a zip that is no document', 'broken', () => file('la.docx', storedZip([['a.txt', 'xin chào']])), /hỏng/],
    ['a macro document', 'macro', () => file('macro.docx', storedZip([['word/vbaProject.bin', 'x']])), /macro/],
    ['an empty file', 'empty', () => file('trong.docx', ''), /Tệp trống/],
    ['a PDF with a password', 'locked', async () => 'test/knowledge/import/co-mat-khau.pdf', /mật khẩu/],
    ['a Word file with a password', 'locked', () => file('khoa.docx', lockedWord()), /mật khẩu/],
    ['a program named as a text', 'unknown-type', () => file('ctrinh.txt', 'MZ\u0000\u0001\u0000'), /Chỉ đọc được/],
    ['a zip bomb of XML', 'unpacks-too-large', () => file('bom-xml.docx', xmlBomb()), /bung ra lớn bất thường/],
    ['a zip bomb that claims to be small', 'broken', () => file('bom.docx', bomb()), /hỏng/],
    ['a text without end', 'too-long', () => file('dai.txt', 'xã '.repeat(1_100_000)), /chia thành nhiều tệp/],
    ['a broken PDF', 'broken', () => file('hong.pdf', '%PDF-1.7 không phải'), /hỏng/],
    ['a scanned PDF', 'no-text', async () => 'test/knowledge/import/ban-quet.pdf', /bản quét/],
    ['old Word', 'old-word', () => file('cu.doc', Buffer.from('d0cf11e0a1b11ae1', 'hex')), /\.docx/],
    ['a picture', 'unknown-type', () => file('anh.png', Buffer.from([0x89, 0x50, 0, 0])), /Chỉ đọc được/],
    ['text in another encoding', 'broken', () => file('tcvn.txt', Buffer.from([0xb5, 0xfe, 0xff])), /hỏng/],
    ['an almost empty file', 'no-text', () => file('rong.txt', 'Kế hoạch'), /không có chữ/],
  ])('%s → %s', async (_name, problem, path, words) => {
    const outcome = await readDocumentFile(await path());
    expect(outcome).toMatchObject({ kind: 'refused', problem });
    if (outcome.kind === 'refused') expect(outcome.text).toMatch(words);
  });
});

/** 64 MB of zeros behind a directory that claims 100 bytes. */
function bomb(): Buffer {
  const packed = deflateRawSync(Buffer.alloc(64 * 1024 * 1024));
  const zip = storedZip([['word/document.xml', packed.toString('latin1')]], { encoding: 'latin1', claimedSize: 100 });
  return zip;
}

/** 17 MB of XML in a few kilobytes: honest about its size, yet many times that in memory. */
function xmlBomb(): Buffer {
  const packed = deflateRawSync(Buffer.alloc(17 * 1024 * 1024, '<w:p/>'));
  return storedZip([['word/document.xml', packed.toString('latin1')]], {
    encoding: 'latin1',
    claimedSize: 17 * 1024 * 1024,
  });
}

function lockedWord(): Buffer {
  return Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.from('EncryptedPackage', 'utf16le')]);
}

async function grown(path: string): Promise<string> {
  await truncate(path, 200 * 1024 * 1024);
  return path;
}
