import { describe, expect, it } from 'vitest';
import { readImport } from '../../../src/knowledge/import/read-import.ts';
import { showImport } from '../../../src/knowledge/import/show-import.ts';
import { statementsOf } from '../../../src/knowledge/import/statements.ts';
import { tableStatements } from '../../../src/knowledge/import/table-statements.ts';
import { importedDocument } from './imported-document.ts';

const plan = await importedDocument('ke-hoach-2027.md');
const section = (id: string) => plan.sections.find((one) => one.id === id);

describe('a plan of the province as it is typed', () => {
  it('gives its number, date, issuer, kind and title, and an id made of them', () => {
    expect(plan.header).toEqual({
      number: '31/KH-UBND',
      issued: '2027-01-09',
      issuer: 'ỦY BAN NHÂN DÂN TỈNH MẪU SƠN',
      kind: 'Kế hoạch',
      title: 'Thực hiện Chương trình mỗi xã một sản phẩm năm 2027, tỉnh Mẫu Sơn',
    });
    expect(plan.suggestedId).toBe('kh-31-2027');
    expect(plan.problems).toEqual([]);
  });

  it('gives every numbered section and nothing that only looks like one', () => {
    expect(plan.sections.map(({ id }) => id)).toEqual([
      'MO',
      'I.1',
      'I.2',
      'II.1.1',
      'II.1.2',
      'II.2',
      'II.3',
      'III.1',
      'III.2',
      'KET',
      'PL',
    ]);
  });

  it('leaves numbers inside the text where they are: broken lines, days, (1) lists', () => {
    expect(section('I.1')?.paragraphs).toEqual([
      '- Phấn đấu toàn tỉnh có thêm 45 sản phẩm OCOP, trong đó có',
      '6 sản phẩm 4 sao và 2 sản phẩm 5 sao.',
    ]);
    expect(section('II.1.1')?.paragraphs).toHaveLength(3);
    expect(section('II.1.1')?.paragraphs[1]).toContain('(2) hộ kinh doanh');
    expect(section('II.1.2')?.paragraphs).toEqual(['Mở 02 lớp tại', '2 cụm, mỗi lớp 60 người.']);
  });

  it('cuts title from text at the colon and drops bold signs', () => {
    expect(section('II.2')).toMatchObject({ title: 'Sở Tài chính', paragraphs: [expect.stringContaining('Bố trí')] });
    expect(section('II.3')).toMatchObject({ title: 'Hội chợ', paragraphs: [expect.stringContaining('tháng 9')] });
    expect(section('II.1.2')?.path).toEqual(['NỘI DUNG', 'Tập huấn']);
  });

  it('keeps both tables, with pipes and with tabs, row by row', () => {
    expect(section('II.3')?.tables).toEqual([
      [
        ['Đợt', 'Nơi tổ chức', 'Số gian hàng'],
        ['1', 'Xã Suối Bạc', '20'],
        ['2', 'Phường Đồi Chè', '35'],
      ],
    ]);
    expect(section('PL')?.tables[0]).toHaveLength(5);
    expect(section('PL')?.title).toBe('CHỈ TIÊU PHÁT TRIỂN SẢN PHẨM CỦA CÁC XÃ, PHƯỜNG');
  });

  it('tells each row of the appendix under the heads of its columns', () => {
    expect((section('PL')?.tables ?? []).flatMap(tableStatements)).toEqual([
      'Xã, phường: Suối Bạc; 3 sao: 5; 4 sao: 1; Tổng cộng: 6.',
      'Xã, phường: Đồi Chè; 3 sao: 3; 5 sao: 1; Tổng cộng: 4.',
      'Xã, phường: TỔNG; 3 sao: 8; 4 sao: 1; 5 sao: 1; Tổng cộng: 10.',
    ]);
  });

  it('lets a line that ends in a colon lead what it announces', () => {
    expect(statementsOf(section('II.1.1')?.paragraphs ?? [])[0]).toMatch(/^Nội dung: \+ Mở 04 lớp/u);
  });

  it('is shown with its sections and counts before anything is stored', () => {
    const shown = showImport(plan);
    expect(shown).toContain('Ngày:      09/01/2027');
    expect(shown).toMatch(/II\.1\.2\s+Lớp cho cán bộ xã\s+2 đoạn/u);
    expect(shown).toMatch(/PL\s+CHỈ TIÊU .*5 hàng bảng/u);
  });
});

it('a file that is not there is refused in Vietnamese', async () => {
  expect(await readImport('test/khong-co.docx')).toMatchObject({ kind: 'refused', problem: 'missing' });
});
