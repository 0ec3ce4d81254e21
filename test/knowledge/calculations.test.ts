import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addWorkingDays, showDate } from '../../src/knowledge/calculations/days.ts';
import { addDays, addMonths } from '../../src/language/calendar.ts';
import { ask, sources } from './shared.ts';

describe('a score read as a rank', () => {
  it.each([
    ['Tôi tự chấm được 72 điểm, vậy là mấy sao?', '4 sao'],
    ['90 điểm thì được mấy sao', '5 sao'],
    ['69,5 điểm là mấy sao', '3 sao'],
    ['49 diem co duoc 3 sao khong', '2 sao'],
  ])('%s', (question, stars) => {
    const answer = ask(question);
    expect(answer.text).toContain(`thuộc mức ${stars}`);
    expect(sources(answer)[0]).toBe('qd-26-2026:Đ.3');
  });

  it('adds that minimum conditions also hold', () => {
    expect(ask('72 điểm là mấy sao').text).toContain('dấu sao');
  });
});

describe('dates', () => {
  it('gives the window for filing again', () => {
    expect(ask('Giấy tôi hết hạn 30/6/2027 thì nộp lại vào khoảng nào?').text).toContain('từ 01/01/2027 đến 02/3/2027');
  });

  it('tells whether a day is in time for the round', () => {
    expect(ask('Tôi nộp cho xã hôm 25/10 thì có kịp đợt cuối năm không?').text).toMatch(/30\/10.*khó kịp/s);
    expect(ask('nộp hồ sơ cho xã ngày 1/9 có kịp không').text).toMatch(/30\/10.*thì kịp/s);
    expect(ask('nộp cho xã ngày 15/11 còn kịp không').text).toMatch(/30\/4\/2027/);
  });

  it('tells until when an old certificate is worth', () => {
    const answer = ask('Giấy 3 sao cấp ngày 15/3/2024 còn giá trị đến bao giờ?');
    expect(answer.text).toContain('có giá trị đến 15/3/2027');
    expect(sources(answer)).toEqual(expect.arrayContaining(['qd-26-2026:Đ.4', 'qd-26-2026:Đ.12']));
  });
});

describe('calendar', () => {
  it('ends a month on its last day when it is shorter', () => {
    expect(addMonths('2024-01-31', 1)).toBe('2024-02-29');
    expect(addMonths('2024-12-05', 36)).toBe('2027-12-05');
  });

  it('counts working days from Monday to Friday', () => {
    expect(addWorkingDays('2026-10-23', 1)).toBe('2026-10-26');
    expect(addWorkingDays('2026-11-02', 15)).toBe('2026-11-23');
  });

  it('goes back by as many days as it went forth', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }),
        fc.integer({ min: 0, max: 4000 }),
        (date, days) => {
          const iso = date.toISOString().slice(0, 10);
          expect(addDays(addDays(iso, days), -days)).toBe(iso);
        },
      ),
    );
  });

  it('writes dates as administrative texts do', () => {
    expect(showDate('2027-03-02')).toBe('02/3/2027');
    expect(showDate('2027-01-15')).toBe('15/01/2027');
  });
});
