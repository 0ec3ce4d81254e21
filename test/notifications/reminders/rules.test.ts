import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  certificateNotice,
  certificateStep,
  refilingWindow,
} from '../../../src/notifications/reminders/certificates.ts';
import { draftNotice, draftStep } from '../../../src/notifications/reminders/drafts.ts';
import { programmeReminders } from '../../../src/notifications/reminders/programme.ts';
import { resultNotice } from '../../../src/notifications/reminders/results.ts';

const HOUR = 3_600_000;
const ACT = new Date('2026-11-23T02:00:00Z');
const hoursLater = (hours: number) => new Date(ACT.getTime() + hours * HOUR);

describe('a draft left behind', () => {
  test.each([
    [23, null],
    [24, 1],
    [47, 1],
    // The day is over: a service that was away does not come with an old one.
    [49, null],
    [72, 3],
    [95, 3],
    [97, null],
    [168, 7],
    [192, null],
    [24 * 30, null],
  ])('after %i hours of silence', (hours, day) => {
    expect(draftStep(ACT, hoursLater(hours))?.day ?? null).toBe(day);
  });

  test('at no instant two of them, and none reaches into the next', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 400 * 60 }), (minutes) => {
        const now = new Date(ACT.getTime() + minutes * 60_000);
        const step = draftStep(ACT, now);
        if (step) expect(step.expiresAt.getTime()).toBeGreaterThan(now.getTime());
      }),
    );
  });

  test('is named, with a way back to it and a way out of it', () => {
    const { text, buttons, template } = draftNotice('draft', 'Bánh gai tứ trụ');
    expect(text).toContain('Phiếu đăng ký OCOP (Bánh gai tứ trụ) của {name} còn dở');
    expect(buttons.map(({ label }) => label)).toEqual(['Làm tiếp', 'Thôi nhắc']);
    expect(template).toBeNull();
  });
});

describe('a certificate that runs out', () => {
  /** 2027-06-30 minus 180, 150, 127 and 120 days. */
  test.each([
    ['2026-12-31', null],
    ['2027-01-01', 180],
    ['2027-01-30', 180],
    ['2027-01-31', 150],
    ['2027-02-22', 150],
    ['2027-02-23', 127],
    ['2027-03-02', 127],
    ['2027-03-03', null],
    ['2027-06-30', null],
  ])('on %s', (today, step) => expect(certificateStep('2027-06-30', today)).toBe(step));

  test('says until when one may file', () => {
    expect(refilingWindow('2027-06-30')).toEqual({ opensOn: '2027-01-01', closesOn: '2027-03-02' });
    expect(certificateNotice({ product: 'Nem chua', stars: 3, expiresOn: '2027-06-30' }).text).toContain(
      'từ ngày 01/01/2027 đến hết ngày 02/03/2027',
    );
  });
});

describe('the rounds of the programme', () => {
  const shown = (now: string) =>
    programmeReminders(new Date(now)).map(({ sourceKey, startsAt }) => [sourceKey, startsAt.toISOString()]);

  test('are laid down two weeks ahead, thirty and seven days before one should have filed', () => {
    expect(shown('2026-11-26T02:00:00Z')).toEqual([]);
    const [first] = programmeReminders(new Date('2027-03-01T02:00:00Z'));
    expect(first?.sourceKey).toBe('programme:2027:1:T-30');
    expect(first?.text).toMatch(/trước ngày 30\/04\/2027.*nộp cho xã trước ngày 0\d\/04\/2027/);
    expect(first?.audience).toEqual({ registrationStatus: ['draft', 'returned', 'submitted'] });
  });

  test('of the ministry come before the province sends dossiers on, to those with the points', () => {
    const [first, ...more] = ['2026-12-20T02:00:00Z', '2027-01-12T02:00:00Z'].flatMap((now) =>
      programmeReminders(new Date(now)),
    );
    expect([first, ...more].map((one) => one?.sourceKey)).toEqual(['ministry:2027:2:T-30', 'ministry:2027:2:T-7']);
    expect(first?.startsAt).toEqual(new Date('2026-12-31T01:00:00Z'));
    expect(first?.text).toMatch(/đợt 2 năm 2027 trước ngày 30\/01\/2027; Bộ đánh giá xong trước ngày 30\/03\/2027/);
    expect(first?.audience).toEqual({ beforeMinistry: true });
    expect(programmeReminders(new Date('2027-06-25T02:00:00Z')).map(({ sourceKey }) => sourceKey)).toEqual([
      'ministry:2027:1:T-30',
    ]);
  });

  test('each ends where the next begins', () => {
    const all = ['2027-03-01T02:00:00Z', '2027-03-25T02:00:00Z'].flatMap((now) => programmeReminders(new Date(now)));
    expect(all.map(({ sourceKey }) => sourceKey)).toEqual(['programme:2027:1:T-30', 'programme:2027:1:T-7']);
    expect(all[0]?.expiresAt).toEqual(all[1]?.startsAt);
  });
});

describe('a result', () => {
  const news = {
    reference: 'OCOP-2027-0001',
    product: 'Bánh gai',
    points: 73.5,
    stars: 4,
    certificateNumber: '12/QĐ-UBND',
    expiresOn: '2030-01-19',
  };

  test('says the stars, what they mean and what comes next, and asks for a receipt', () => {
    const { text, buttons, template } = resultNotice(news);
    expect(text).toContain('73,5 điểm, công nhận hạng 4 sao');
    expect(text).toContain('70 đến dưới 90 điểm');
    expect(text).toContain('từ ngày 23/07/2029 đến hết ngày 21/09/2029');
    expect(text).not.toMatch(/\{(?!name)/);
    expect(buttons).toEqual([{ label: 'Đã hiểu', act: { type: 'understood' } }]);
    expect(template?.data.ket_qua).toBe('Đạt 4 sao');
  });

  test('not recognised: what to do', () => {
    const { text, template } = resultNotice({
      ...news,
      points: 41,
      stars: null,
      certificateNumber: null,
      expiresOn: null,
    });
    expect(text).toContain('41 điểm, lần này chưa được công nhận');
    expect(text).not.toMatch(/\{(?!name)/);
    expect(template?.data.ket_qua?.length).toBeLessThanOrEqual(30);
  });
});
