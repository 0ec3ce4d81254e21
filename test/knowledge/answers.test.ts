import { describe, expect, it } from 'vitest';
import { ask, knowledge, sources, TODAY } from './shared.ts';

describe('the document that the question is about comes first', () => {
  it.each([
    ['Năm 2024 ai mở lớp tập huấn OCOP?', 'ke-hoach-2024:II.2.1'],
    ['Chương trình livestream bán hàng của tỉnh tên gì, mấy phiên?', 'ke-hoach-2024:II.5'],
    ['Huyện phải gửi báo cáo năm trước ngày nào?', 'ke-hoach-2024:IV.17'],
    ['Giờ tôi nộp hồ sơ OCOP ở đâu?', 'qd-26-2026:Đ.7'],
    ['Giấy chứng nhận dùng được mấy tháng?', 'qd-26-2026:Đ.4'],
    ['van ban nao thay cho quyet dinh 148', 'qd-26-2026:Đ.11'],
  ])('%s', (question, source) => {
    const answer = ask(question);
    expect(answer.kind).toBe('answer');
    expect(sources(answer)[0]).toBe(source);
  });
});

describe('however it is typed', () => {
  it.each([
    ['unaccented', 'giay chung nhan ocop co gia tri may thang', '36 tháng'],
    ['telex left over', 'giaays chuwngs nhaanj cos gias trij mays thangs', '36 tháng'],
    ['dialect', 'Giấy nớ xài được mấy năm rứa hè?', '36 tháng'],
    ['shorthand', 'gcn ocop xài dc mấy năm v ad', '36 tháng'],
  ])('%s', (_, question, text) => {
    expect(ask(question).text).toContain(text);
  });
});

describe('time', () => {
  it('opens with the rule in force where it has overtaken the plan, and cites both', () => {
    const answer = ask('Năm 2024 ở huyện ai công nhận sản phẩm 3 sao?');
    expect(answer.text).toMatch(/^Lưu ý: Nay không còn cấp huyện/);
    expect(answer.text).toContain('2024');
    expect(sources(answer)[0]).toBe('ke-hoach-2024:II.4.2.1');
    expect(sources(answer)).toContain('qd-26-2026:Đ.7');
  });

  it('tells the plan without a warning while the plan is in force', () => {
    expect(ask('Ở huyện ai công nhận sản phẩm 3 sao?', { today: '2024-06-01' }).text).not.toMatch(/^Lưu ý/);
  });

  it('says that a rule is not yet in force on an earlier day', () => {
    expect(ask('Nộp hồ sơ OCOP ở xã thì xã xem mấy ngày?', { today: '2026-01-05' }).text).toMatch(
      /^Lưu ý: Quyết định 26\/2026 có hiệu lực từ ngày 22\/5\/2026/,
    );
  });

  it.each([
    ['presumes the old way', 'Tôi vẫn nộp phiếu ở huyện được chứ?', 'qd-26-2026 Đ.7'],
    ['asks what has become of it', 'Sở Kế hoạch và Đầu tư giờ nhập vào đâu?', 'thay-doi-2024-2026 so-nganh'],
    ['asks about the time of the plan', 'Năm 2024 nộp phiếu ở đâu?', 'ke-hoach-2024 II.4.1'],
  ])('ranks first what is told first where a question %s', (_, question, section) => {
    const [first] = knowledge.search(question, { today: TODAY });
    expect(`${first?.passage.article.document} ${first?.passage.article.section}`).toBe(section);
  });

  it('sets right a question that presumes the old way', () => {
    const answer = ask('Nộp hồ sơ cho phòng nông nghiệp huyện như hồi trước được chứ?');
    expect(sources(answer)[0]).toBe('qd-26-2026:Đ.7');
    expect(answer.text).toContain('UBND cấp xã');
  });
});

describe('the day of the question decides what is in force', () => {
  const FILING = 'Hồ sơ đăng ký OCOP nộp ở đâu?';

  it.each([
    ['2024-06-01', 'ke-hoach-2024:II.4.1'],
    ['2026-05-01', 'ke-hoach-2024:II.4.1'],
    ['2026-11-26', 'qd-26-2026:Đ.7'],
  ])('on %s: %s', (today, source) => {
    expect(sources(ask(FILING, { today }))[0]).toBe(source);
  });

  it.each([
    ['Tôi vẫn nộp phiếu ở Văn phòng Điều phối huyện được chứ?', 'qd-26-2026:Đ.7'],
    ['Kế hoạch 2024 nói phiếu đăng ký nộp ở huyện, giờ còn thế không?', 'qd-26-2026:Đ.7'],
    ['giờ còn chấm cấp huyện ko hay lên thẳng tỉnh', 'qd-26-2026:Đ.7'],
    ['Sở Kế hoạch và Đầu tư giờ nhập vào đâu?', 'thay-doi-2024-2026:so-nganh'],
  ])('sets right first what is asked about now: %s', (question, source) => {
    expect(sources(ask(question))[0]).toBe(source);
  });

  it('does not set right what was in force', () => {
    const answer = ask('Tôi vẫn nộp phiếu ở Văn phòng Điều phối huyện được chứ?', { today: '2024-06-01' });
    expect(sources(answer)[0]).toBe('ke-hoach-2024:II.4.1');
  });
});

describe('scores and ranks', () => {
  it.each([
    ['48 điểm được gì?', '2 sao'],
    ['được 92 điểm rồi ai cấp giấy', 'Bộ trưởng Bộ Nông nghiệp và Môi trường'],
    ['Muốn 5 sao thì phải được bao nhiêu điểm trở lên?', 'từ 90 đến 100 điểm'],
  ])('%s', (question, text) => {
    const answer = ask(question);
    expect(answer.text).toContain(text);
    expect(sources(answer)[0]).toBe('qd-26-2026:Đ.3');
  });
});

describe('short enough for a small phone', () => {
  it.each(['Ai ký giấy chứng nhận 4 sao?', 'Giấy chứng nhận OCOP có giá trị mấy tháng?', 'attp là cái chi'])(
    '%s',
    (question) => {
      expect(ask(question).text.length).toBeLessThan(450);
    },
  );
});

describe('questions of two parts', () => {
  it('answers both, with a citation for each', () => {
    const answer = ask('Xã xem hồ sơ mấy ngày, còn tỉnh một năm chấm mấy đợt?');
    expect(answer.text).toContain('15 ngày làm việc');
    expect(answer.text).toContain('2 đợt');
    expect(sources(answer)).toEqual(expect.arrayContaining(['qd-26-2026:Đ.7', 'qd-26-2026:Đ.5']));
  });
});

describe('follow-up questions', () => {
  it('takes what is left out from the question before', () => {
    const answer = ask('thế còn 5 sao?', { previousQuestion: 'Nga Sơn được giao mấy sản phẩm 4 sao?' });
    expect(answer.text).toContain('Nga Sơn được giao 3 sản phẩm 5 sao');
  });

  it.each([
    ['nga son duoc giao may sp 4 sao', 'thế còn Yên Định?', 'Yên Định được giao 2 sản phẩm 4 sao'],
    ['Nga Sơn được giao mấy sản phẩm 4 sao?', 'thế Thọ Xuân 3 sao?', 'Thọ Xuân được giao 5 sản phẩm 3 sao'],
    ['Nem chua thuộc bộ nào?', 'thế còn mắm tôm?', 'bộ 9'],
  ])('%s – %s', (previousQuestion, question, text) => {
    expect(ask(question, { previousQuestion }).text).toContain(text);
  });

  it('leaves a question that stands alone as it is', () => {
    const answer = ask('Giấy chứng nhận có giá trị bao lâu?', {
      previousQuestion: 'Nga Sơn được giao mấy sản phẩm 4 sao?',
    });
    expect(sources(answer)[0]).toBe('qd-26-2026:Đ.4');
  });
});

describe('small talk', () => {
  it.each([
    'xin chào, tôi ở Thọ Xuân',
    'cảm ơn nhiều nhé',
    'chao ad',
    'ok bot giỏi đấy',
    'dạ vâng ạ',
    'lát nữa tôi nhắn lại nhé',
  ])('%s', (text) => {
    const answer = ask(text);
    expect(answer.kind).toBe('smalltalk');
    expect(answer.citations).toEqual([]);
  });

  it('answers a question that begins with a greeting', () => {
    expect(ask('Chào em, cho hỏi nộp hồ sơ OCOP ở đâu?').kind).toBe('answer');
  });

  it('asks back when nothing was asked', () => {
    expect(ask('   ').kind).toBe('clarify');
  });
});
