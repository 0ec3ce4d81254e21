import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maskPersonal } from '../../src/assistant/mask.ts';

describe('personal parts become placeholders before a model sees a message', () => {
  it.each([
    [
      'tôi là Lê Thị Hoa, hộ làm bánh gai ở xã Thọ Lập, sđt 0987 654 321',
      'tôi là [TEN_1], hộ làm bánh gai ở xã Thọ Lập, sđt [SDT_1]',
    ],
    ['toi la nguyen van an o thon 3, lam mam tep', 'toi la [TEN_1] o [DIA_CHI_1], lam mam tep'],
    ['gọi anh Tùng qua tung.le@gmail.com', 'gọi anh [TEN_1] qua [EMAIL_1]'],
    ['giấy đăng ký 26B8017426 cấp ngày 18/04/2021', 'giấy đăng ký [SO_1] cấp ngày 18/04/2021'],
    ['mã số thuế 2809487574, số nhà 12 phố Đội Cung', 'mã số thuế [SO_1], [DIA_CHI_1]'],
    ['một năm làm 180.000 cái, doanh thu 1,2 tỷ', 'một năm làm 180.000 cái, doanh thu 1,2 tỷ'],
    ['nem chua gói lá chuối, bán ở chợ huyện cũ', 'nem chua gói lá chuối, bán ở chợ huyện cũ'],
  ])('%s', (message, masked) => {
    expect(maskPersonal(message).text).toBe(masked);
  });

  it("a proposed span gets the person's own words back", () => {
    const masked = maskPersonal('đại diện là Trương Công Mạnh, máy 0326 748 193');
    expect(masked.unmask('[TEN_1]')).toBe('Trương Công Mạnh');
    expect(masked.unmask('máy [SDT_1]')).toBe('máy 0326 748 193');
    expect(masked.unmask('[TEN_9]')).toBe('[TEN_9]');
  });

  it('no phone number ever passes, and unmasking the whole text gives it back', () => {
    const phone = fc
      .tuple(fc.constantFrom('03', '05', '07', '08', '09'), fc.stringMatching(/^\d{8}$/))
      .map((parts) => parts.join(''));
    const around = fc.constantFrom('số tôi ', 'sđt: ', 'gọi ', 'zalo ');
    fc.assert(
      fc.property(around, phone, fc.constantFrom('', ' nhé', ', xã Thọ Lập'), (before, number, after) => {
        const masked = maskPersonal(before + number + after);
        expect(masked.text).not.toContain(number);
        expect(masked.unmask(masked.text)).toBe(before + number + after);
      }),
    );
  });
});
