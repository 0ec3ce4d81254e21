import { describe, expect, it } from 'vitest';
import { nextRound, nextSteps } from '../../src/registration/next-steps.ts';
import type { Answers } from '../../src/registration/types.ts';

const ANSWERS: Answers = { 'applicant.unit': '16000', 'applicant.registrationNumber': '26A8001234', 'product.set': 9 };

describe('nextSteps', () => {
  it('says where to file, what, and when the commune starts counting', () => {
    const text = nextSteps(ANSWERS, '2026-11-23');
    expect(text).toContain('UBND xã Hoằng Thanh');
    expect(text).toContain('15 ngày làm việc, tính từ ngày nhận hồ sơ giấy');
    expect(text).toContain('5 sản phẩm mẫu');
    expect(text).toContain('30/04/2027');
    expect(text.length).toBeLessThanOrEqual(900);
  });

  it('asks no samples of tourism', () => {
    expect(nextSteps({ ...ANSWERS, 'product.set': 26 }, '2026-11-23')).not.toContain('sản phẩm mẫu');
  });

  it('puts the registration of a household first when it has none', () => {
    const { 'applicant.registrationNumber': _, ...without } = ANSWERS;
    expect(nextSteps(without, '2026-11-23')).toMatch(/1\. Đăng ký kinh doanh trước/);
  });
});

describe('nextRound', () => {
  it.each([
    ['2026-04-30', '2026-04-30'],
    ['2026-05-01', '2026-10-30'],
    ['2026-10-31', '2027-04-30'],
  ])('on %s is %s', (today, round) => {
    expect(nextRound(today)).toBe(round);
  });
});
