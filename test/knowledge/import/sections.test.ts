import { describe, expect, it } from 'vitest';
import { blocksFromText } from '../../../src/knowledge/import/blocks.ts';
import { readHeader } from '../../../src/knowledge/import/header.ts';
import { recogniseSections } from '../../../src/knowledge/import/sections.ts';

const PLAN = `ỦY BAN NHÂN DÂN\nTỈNH MẪU\n
Số: 12/KH-UBND\n
Tỉnh Mẫu, ngày 5 tháng 2 năm 2027\n
KẾ HOẠCH\nThực hiện Chương trình mỗi xã một sản phẩm năm 2027\n
Căn cứ Quyết định số 26/2026/QĐ-TTg; UBND tỉnh ban hành Kế hoạch như sau:\n
**I. MỤC ĐÍCH**\n
- Có thêm 30 sản phẩm, trong đó\n
có 2 sản phẩm 5 sao.\n
II. NỘI DUNG\n
1. Tập huấn\n
1.1. Lớp cho chủ thể\n
Mở 3 lớp, mỗi lớp 5 ngày, gồm:\n
3. lớp cơ bản (dòng này không phải mục 3)\n
1.2. Lớp cho cán bộ\n
+ Mở 2 lớp.\n
2. Sở Tài chính: Bố trí kinh phí.\n
Trên đây là Kế hoạch năm 2027.\n
Nơi nhận:\n- Như trên;\n
Phụ lục: CHỈ TIÊU\n
TT\tĐơn vị\t3 sao\n1\tXã A\t2\n2\tXã B\t1`;

const DECISION = `THỦ TƯỚNG CHÍNH PHỦ\nSố: 99/2027/QĐ-TTg\nHà Nội, ngày 01 tháng 3 năm 2027\nQUYẾT ĐỊNH\nBan hành Bộ tiêu chí mẫu
Chương I\nQUY ĐỊNH CHUNG
Điều 1. Phạm vi
1. Quyết định này quy định tiêu chí.
2. Áp dụng cho mọi xã.
a) Xã miền núi;
Điều 2. Đối tượng
1. Hợp tác xã.
PHỤ LỤC I
DANH MỤC
| Bộ | Tên |
|---|---|
| 1 | Rau |`;

describe('numbering of plans', () => {
  const sections = recogniseSections(blocksFromText(PLAN));

  it('finds every numbered section, the closing and the appendix, and nothing else', () => {
    expect(sections.map((section) => section.id)).toEqual(['MO', 'I', 'II.1.1', 'II.1.2', 'II.2', 'KET', 'PL']);
  });

  it('takes the title before the colon and the enclosing titles as path', () => {
    expect(sections.find((section) => section.id === 'II.2')).toMatchObject({
      title: 'Sở Tài chính',
      paragraphs: ['Bố trí kinh phí.'],
    });
    expect(sections.find((section) => section.id === 'II.1.2')?.path).toEqual(['NỘI DUNG', 'Tập huấn']);
  });

  it('keeps a number that does not follow as text, and joins a sentence broken over a page', () => {
    expect(sections.find((section) => section.id === 'II.1.1')?.paragraphs).toHaveLength(2);
    expect(sections.find((section) => section.id === 'I')?.paragraphs).toEqual([
      '- Có thêm 30 sản phẩm, trong đó có 2 sản phẩm 5 sao.',
    ]);
  });

  it('keeps the appendix rows', () => {
    expect(sections.at(-1)?.tables.flat()).toEqual([
      ['TT', 'Đơn vị', '3 sao'],
      ['1', 'Xã A', '2'],
      ['2', 'Xã B', '1'],
    ]);
  });

  it('reads the header', () => {
    expect(readHeader(blocksFromText(PLAN))).toEqual({
      number: '12/KH-UBND',
      issued: '2027-02-05',
      issuer: 'ỦY BAN NHÂN DÂN TỈNH MẪU',
      kind: 'Kế hoạch',
      title: 'Thực hiện Chương trình mỗi xã một sản phẩm năm 2027',
    });
  });
});

describe('articles of decisions', () => {
  const sections = recogniseSections(blocksFromText(DECISION));

  it('makes a section of each article and annex; khoản and điểm stay in its text', () => {
    expect(sections.map((section) => section.id)).toEqual(['MO', 'Đ.1', 'Đ.2', 'PL.I']);
    expect(sections[1]).toMatchObject({
      title: 'Phạm vi',
      paragraphs: expect.arrayContaining(['2. Áp dụng cho mọi xã.', 'a) Xã miền núi;']),
    });
  });

  it('reads the number with its year', () => {
    expect(readHeader(blocksFromText(DECISION))).toMatchObject({
      number: '99/2027/QĐ-TTg',
      issued: '2027-03-01',
      kind: 'Quyết định',
    });
  });
});
