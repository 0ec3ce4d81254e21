import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blocksFromHtml } from '../../../src/knowledge/import/html.ts';
import { LONGEST_STATEMENT, statementsOf } from '../../../src/knowledge/import/statements.ts';
import { tableStatements } from '../../../src/knowledge/import/table-statements.ts';

const word = fc.constantFrom(
  'Sở',
  'huyện',
  'sản',
  'phẩm;',
  'OCOP.',
  'gồm:',
  'xã,',
  'TP.',
  'Thanh',
  '4',
  'sao',
  'x'.repeat(450),
);
const paragraph = fc.array(word, { minLength: 1, maxLength: 160 }).map((words) => words.join(' '));
const letters = (text: string) => text.replace(/\s/gu, '');

describe('statements of an original', () => {
  it('are never longer than fits and say every word in order', () => {
    fc.assert(
      fc.property(fc.array(paragraph, { maxLength: 6 }), (paragraphs) => {
        const statements = statementsOf(paragraphs);
        expect(statements.every((one) => [...one].length <= LONGEST_STATEMENT)).toBe(true);
        expect(letters(statements.join(''))).toBe(letters(paragraphs.join('')));
      }),
    );
  });

  it('are cut between sentences, not behind an abbreviation', () => {
    const long = `${'Việc này làm đều. '.repeat(21)}Hội nghị họp ở TP. Thanh Hóa và các xã.`;
    expect(statementsOf([long]).at(-1)).toMatch(/Hội nghị họp ở TP\. Thanh Hóa và các xã\.$/u);
  });

  it('keep a short paragraph as it stands, without its dash', () => {
    expect(statementsOf(['- Mở 3 lớp.', '+ Mỗi lớp 5 ngày.'])).toEqual(['Mở 3 lớp.', 'Mỗi lớp 5 ngày.']);
  });
});

describe('rows of tables', () => {
  it('leave out running numbers, numbers of columns and empty cells', () => {
    const table = [
      ['STT', 'Tên', 'Điểm'],
      ['(1)', '(2)', '(3)'],
      ['1', 'Mật ong', '80'],
      ['2', 'Nem chua', ''],
    ];
    expect(tableStatements(table)).toEqual(['Tên: Mật ong; Điểm: 80.', 'Nem chua']);
  });

  it('stay under their heads where Word merged cells', () => {
    const html =
      '<table><tr><td rowspan="2"><p>TT</p></td><td rowspan="2"><p>Xã</p></td><td colspan="2"><p>Năm 2027</p></td></tr>' +
      '<tr><td><p>3 sao</p></td><td><p>4 sao</p></td></tr><tr><td><p>1</p></td><td><p>A</p></td><td><p>2</p></td><td><p>1</p></td></tr></table>';
    const rows = blocksFromHtml(html).flatMap((block) => (block.kind === 'row' ? [block.cells] : []));
    expect(rows).toEqual([
      ['TT', 'Xã', 'Năm 2027', ''],
      ['', '', '3 sao', '4 sao'],
      ['1', 'A', '2', '1'],
    ]);
    expect(tableStatements(rows)).toEqual(['Xã: A; 3 sao: 2; 4 sao: 1.']);
  });
});
