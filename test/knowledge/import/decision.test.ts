import { describe, expect, it } from 'vitest';
import { blocksFromText } from '../../../src/knowledge/import/blocks.ts';
import { documentOf } from '../../../src/knowledge/import/read-import.ts';
import { importedDocument } from './imported-document.ts';

const decision = await importedDocument('quyet-dinh-2027.txt');
const section = (id: string) => decision.sections.find((one) => one.id === id);

describe('a decision with the text that it enacts', () => {
  it('gives the enacted articles their own numbers and those of the decision a mark', () => {
    expect(decision.sections.map(({ id }) => id)).toEqual([
      'MO',
      'BH.Đ.1',
      'BH.Đ.2',
      'KET',
      'Đ.1',
      'Đ.2',
      'Đ.3',
      'Đ.4',
      'Đ.5',
      'PL.I',
      'PL.II',
      'PL.III',
    ]);
    expect(decision.suggestedId).toBe('qd-71-2027');
    expect(decision.problems).toEqual([]);
  });

  it('keeps khoản and điểm as the text of their article', () => {
    expect(section('Đ.1')?.paragraphs).toEqual([
      '1. Quy định này áp dụng cho giỏ quà có từ ba sản phẩm trở lên.',
      '2. Quy định này không áp dụng đối với:',
      'a) Quà tặng của cơ quan nhà nước;',
      'b) Hàng xuất khẩu.',
    ]);
    expect(section('Đ.3')?.paragraphs).toContain('đ) Ảnh chụp giỏ quà.');
  });

  it('names chapter and section in the path, with the title from the line below', () => {
    expect(section('Đ.2')?.path).toEqual(['CHƯƠNG I: QUY ĐỊNH CHUNG']);
    expect(section('Đ.4')?.path).toEqual(['CHƯƠNG II: ĐÁNH GIÁ, XẾP HẠNG', 'Mục 2: CHẤM ĐIỂM']);
  });

  it('takes a mention of an article or an annex for what it is', () => {
    expect(section('BH.Đ.1')?.paragraphs.join(' ')).toContain('Phụ lục II: Phiếu chấm điểm.');
    expect(section('Đ.2')?.paragraphs.at(-1)).toBe('Điều 1 Quy định này.');
    expect(section('Đ.3')?.paragraphs).toContain('Phụ lục III kèm theo nêu rõ cách ghi từng ô.');
  });

  it('keeps the forms of an annex whole, whatever numbers stand in them', () => {
    expect(section('PL.I')?.tables[0]).toHaveLength(3);
    expect(section('PL.II')?.paragraphs).toContain('II. BAO BÌ');
    expect(section('PL.III')?.paragraphs).toEqual(
      expect.arrayContaining(['Điều 1. Tên chủ thể: ……', 'Mẫu số 02', 'Nơi nhận: UBND xã']),
    );
  });
});

const read = (...lines: string[]) => documentOf(blocksFromText(lines.join('\n')));
const idsOf = (...lines: string[]) => read(...lines).sections.map(({ id }) => id);

describe('other ways of numbering', () => {
  it('Phần thứ nhất, thứ hai: I, II … begin anew in each', () => {
    expect(
      idsOf(
        'ĐỀ ÁN',
        'Phần thứ nhất',
        'ĐÁNH GIÁ',
        'I. KẾT QUẢ',
        'Tốt.',
        'II. TỒN TẠI',
        'Ít.',
        'PHẦN THỨ HAI: MỤC TIÊU',
        'I. CHUNG',
        'Nhiều hơn.',
      ),
    ).toEqual(['MO', 'P1.I', 'P1.II', 'P2.I']);
  });

  it('A, B: the same with letters', () => {
    expect(
      idsOf('KẾ HOẠCH', 'A. ĐÁNH GIÁ', 'I. KẾT QUẢ', 'Tốt.', 'B. NHIỆM VỤ', 'I. CHUNG', '1. Việc một', 'Làm.'),
    ).toEqual(['MO', 'A.I', 'B.I.1']);
  });

  it('a plan behind the decision that enacts it', () => {
    expect(
      idsOf(
        'QUYẾT ĐỊNH',
        'Điều 1. Ban hành Kế hoạch.',
        'Điều 2. Thi hành.',
        'Nơi nhận:',
        'KẾ HOẠCH',
        'I. MỤC TIÊU',
        'Ba việc.',
        'II. KINH PHÍ',
        'Đủ.',
      ),
    ).toEqual(['MO', 'Đ.1', 'Đ.2', 'KET', 'I', 'II']);
  });

  it('a closing in a table without lines, as Word has it', () => {
    const { sections } = read('KẾ HOẠCH', 'I. MỤC TIÊU', 'Ba việc.', 'Nơi nhận: Như trên\tKT. CHỦ TỊCH');
    expect(sections.map(({ id }) => id)).toEqual(['MO', 'I', 'KET']);
  });
});

describe('what an officer is told to look at', () => {
  it('a number that is missing in a row; what follows is still found', () => {
    const { sections, problems } = read(
      'KẾ HOẠCH',
      'I. VIỆC',
      '1. Một',
      'a.',
      '2. Hai',
      'b.',
      '4. Bốn',
      'c.',
      '5. Năm',
      'd.',
      'III. KINH PHÍ',
      'e.',
    );
    expect(sections.map(({ id }) => id)).toEqual(['MO', 'I.1', 'I.2', 'I.4', 'I.5', 'III']);
    expect(problems.join(' ')).toMatch(/Thiếu số trong dãy mục: I\.3\./u);
    expect(problems.join(' ')).toMatch(/Thiếu số trong dãy mục: II\./u);
  });

  it('a blank number and date, and a document without any heading', () => {
    const { problems } = read('Số: /KH-UBND', 'KẾ HOẠCH', 'Không có mục nào ở đây cả.');
    expect(problems.join(' ')).toMatch(/để trống.*số, ngày ban hành/u);
    expect(problems.join(' ')).toMatch(/đánh số tự động của Word/u);
  });

  it('a row with a cell too few', () => {
    expect(read('I. BẢNG', 'TT\tXã\tSố', '1\tA\t2', '2\tB').problems.join(' ')).toMatch(/Bảng ở mục I/u);
  });
});
