import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anonymous } from '../../../src/knowledge/store/anonymous.ts';

describe('what is kept of a question that nobody could answer', () => {
  it.each([
    ['tôi là Nguyễn Thị Hoa, sđt 0912345678, muốn hỏi vay vốn ở đâu', /Hoa|0912/u, /vay vốn ở đâu/u],
    ['toi la nguyen thi hoa hoi vay von', /hoa/u, /vay von/u],
    ['hỏi giúp nguyễn văn bình xã tôi có được vay không', /bình/u, /được vay không/u],
    ['gửi kết quả về hoa.ocop@gmail.com được không', /gmail/u, /gửi kết quả/u],
    ['căn cước 038 085 001 234 của tôi dùng đăng ký được không', /038|085|001/u, /đăng ký được không/u],
    ['nhà tôi ở thôn Đông Sơn 2, xã Thọ Lập thì vay ở đâu', /Đông Sơn/u, /vay ở đâu/u],
    ['xem trang https://zalo.me/0912345678 của em chưa', /zalo\.me|0912/u, /trang/u],
    ['số tk 1903 5678 9012 3456 chuyển tiền chưa', /1903|9012/u, /chuyển tiền chưa/u],
  ])('%s', (question, hidden, left) => {
    expect(anonymous(question)).not.toMatch(hidden);
    expect(anonymous(question)).toMatch(left);
  });

  it.each([['0912 345 678'], ['hoa@gmail.com'], ['🙂'], ['']])('nothing of "%s", which asks nothing', (question) => {
    expect(anonymous(question)).toBeNull();
  });

  it('what is no personal matter stays as it was asked', () => {
    expect(anonymous('vay 350 triệu mua máy sấy thì lãi suất năm 2026 bao nhiêu?')).toBe(
      'vay 350 triệu mua máy sấy thì lãi suất năm 2026 bao nhiêu?',
    );
  });

  it('no phone number survives, wherever it stands and however it is spaced', () => {
    const phone = fc.tuple(
      fc.constantFrom('09', '03', '07', '08', '+849', '+843'),
      fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 8, maxLength: 8 }),
      fc.constantFrom('', ' ', '.', '-'),
    );
    fc.assert(
      fc.property(
        phone,
        fc.constantFrom('gọi', 'hỏi vay vốn,', ''),
        fc.constantFrom('nhé', 'có được không', ''),
        (parts, a, b) => {
          const [prefix, digits, sign] = parts;
          const spaced = `${prefix}${digits.slice(0, 2).join('')}${sign}${digits.slice(2, 5).join('')}${sign}${digits.slice(5).join('')}`;
          expect((anonymous(`${a} ${spaced} ${b}`) ?? '').replace(/\D/gu, '').length).toBeLessThan(5);
        },
      ),
    );
  });
});
