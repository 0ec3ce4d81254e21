import { describe, expect, it } from 'vitest';
import { ask, sources } from './shared.ts';

describe('targets of the 2024 plan', () => {
  it.each([
    ['Thọ Xuân được giao mấy sản phẩm 4 sao?', /Thọ Xuân được giao 2 sản phẩm 4 sao/],
    ['muong lat duoc giao bao nhieu', /Mường Lát được giao 2 sản phẩm/],
    ['tx Nghi Sơn cộng hết là bao nhiêu sp', /Nghi Sơn được giao 5 sản phẩm/],
    ['Hậu Lộc có 4 sao không?', /Hậu Lộc không được giao sản phẩm 4 sao/],
    ['Chỗ nào phải làm nhiều sản phẩm 3 sao nhất?', /Thiệu Hóa được giao nhiều sản phẩm 3 sao nhất: 8/],
    ['huyện nào được giao ít sản phẩm nhất', /Quan Hóa, huyện Quan Sơn, huyện Mường Lát.*mỗi nơi 2/],
    [
      'Ngọc Lặc với Lang Chánh bên nào nhiều hơn?',
      /huyện Lang Chánh được giao nhiều hơn: 4 sản phẩm \(đều 3 sao\); huyện Ngọc Lặc 3 sản phẩm/,
    ],
    ['Những huyện nào có 5 sao?', /2 nơi: Thanh Hóa \(1\), Nga Sơn \(3\)/],
    ['Cộng hết các huyện thì mấy sản phẩm 3 sao?', /103 sản phẩm 3 sao/],
    [
      'Thạch Thành với Hà Trung ai nhiều hơn?',
      /huyện Thạch Thành được giao nhiều hơn: 5 sản phẩm .*Hà Trung 4 sản phẩm .*ít hơn 1/,
    ],
    ['Bỉm Sơn và Sầm Sơn cộng lại mấy sản phẩm?', /cộng lại 6 sản phẩm/],
    ['Tĩnh Gia năm 2024 giao mấy cái?', /Nghi Sơn được giao 5 sản phẩm/],
    ['những nơi nào không có 4 sao', /17 nơi không được giao sản phẩm 4 sao: .*Nga Sơn/],
    ['Đơn vị nào được giao 4 sản phẩm?', /5 nơi được giao 4 sản phẩm: Nông Cống/],
  ])('%s', (question, text) => {
    const answer = ask(question);
    expect(answer.text).toMatch(text);
    expect(sources(answer)[0]).toBe('ke-hoach-2024:PL');
  });

  it('takes the city, not the province, only when it is called a city', () => {
    expect(ask('tp Thanh Hóa giao mấy sản phẩm').text).toContain('5 sản phẩm');
    expect(ask('tỉnh Thanh Hóa năm 2024 thêm mấy sản phẩm').text).toContain('120');
  });

  it('says nothing of a year that the table does not cover', () => {
    expect(ask('Năm 2023 Thọ Xuân được giao mấy sản phẩm?').text).not.toContain('được giao 7 sản phẩm');
  });
});

describe('product sets of the rule in force', () => {
  it.each([
    ['Mật ong rừng chưa chế biến thì tôi khai bộ nào?', /bộ 4/, 'PL.I'],
    ['Cà phê thì bộ nào ở trung ương quản?', /Bộ Nông nghiệp và Môi trường/, 'PL.I'],
    ['nganh thuc pham co may bo san pham', /13 bộ/, 'PL.I'],
    ['Rượu trắng, phần tổ chức sản xuất tối đa mấy điểm?', /tổ chức sản xuất tối đa 17 điểm/, 'PL.II'],
    ['Bộ 26 phần B tối đa mấy điểm?', /phần B tối đa 25 điểm/, 'PL.II'],
    ['Hoa nhà tôi, phần độc đáo tối đa mấy điểm?', /độc đáo tối đa 8 điểm/, 'PL.II'],
  ])('%s', (question, text, section) => {
    const answer = ask(question);
    expect(answer.text).toMatch(text);
    expect(sources(answer)[0]).toBe(`qd-26-2026:${section}`);
  });

  it('does not take sets of papers for product sets', () => {
    expect(sources(ask('Nộp mấy bộ hồ sơ?'))[0]).toBe('qd-26-2026:Đ.7');
  });
});
