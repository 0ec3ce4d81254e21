import { describe, expect, it } from 'vitest';
import { stretchesBetween } from '../../../src/conversation/interpret/stretches.ts';

const spans = (text: string, ...parts: string[]) =>
  parts.map((part) => ({ start: text.indexOf(part), end: text.indexOf(part) + part.length }));

describe('stretchesBetween', () => {
  it('leaves no crumbs of a sentence whose answers are all found', () => {
    const text = 'toi la Nguyen Thi Hoa, ho lam nem chua o phuong Ham Rong, sdt 0912345678';
    expect(stretchesBetween(text, spans(text, 'Nguyen Thi Hoa', 'nem chua', 'phuong Ham Rong', '0912345678'))).toEqual(
      [],
    );
  });

  it('gives what belongs to no other answer in one piece', () => {
    const text = 'Rượu sâm báo, đang 3 sao muốn lên 4 sao';
    expect(stretchesBetween(text, spans(text, '3 sao', 'lên 4 sao'))).toContain('Rượu sâm báo');
  });

  it('keeps the number of a house', () => {
    const text = 'số 18 đường Lê Thánh Tông, sđt 0912345678';
    expect(stretchesBetween(text, spans(text, '0912345678'))).toEqual(['số 18 đường Lê Thánh Tông']);
  });
});
