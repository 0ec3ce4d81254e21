import { unitByCode, unitTitle } from '../language/places.ts';
import { showDate } from './show-value.ts';
import type { Answers } from './types.ts';

/** Last days on which a commune proposes dossiers to the province (QĐ 26/2026 Đ.5). */
const ROUNDS = ['04-30', '10-30'] as const;

/** The next round's last day for the commune's proposal, on or after `today` (ISO dates). */
export function nextRound(today: string): string {
  const year = Number(today.slice(0, 4));
  const days = [year, year + 1].flatMap((one) => ROUNDS.map((day) => `${one}-${day}`));
  return days.find((day) => day >= today) ?? `${year + 1}-${ROUNDS[0]}`;
}

/** Number of samples to hand in; none for tourism (QĐ 26/2026 Đ.6 k.2d). */
const SAMPLES = 5;
const TOURISM = 26;

export interface NextStep {
  readonly text: string;
  /** Of QĐ 26/2026/QĐ-TTg: "Điều 7 khoản 1". */
  readonly source: string;
}

/** What to do after sending the form, at most 900 characters: it is not yet the legal filing. */
export function nextSteps(answers: Answers, today: string): string {
  return [
    'Gửi phiếu ở đây chưa phải là nộp hồ sơ. Việc cần làm tiếp:',
    ...nextStepList(answers, today).map(({ text }, at) => `${at + 1}. ${text}`),
  ].join('\n');
}

/** The same steps one by one, each with the article that it follows from. */
export function nextStepList(answers: Answers, today: string): readonly NextStep[] {
  const office = filingOffice(answers);
  return [
    ...(needsRegistration(answers)
      ? [
          {
            text: `Đăng ký kinh doanh trước ở ${office}: chưa có thì hồ sơ chưa nộp được.`,
            source: 'Điều 2 khoản 3',
          },
        ]
      : []),
    {
      text: 'In phiếu Mẫu 01 tôi gửi kèm, xem lại, ký và đóng dấu (nếu có dấu).',
      source: 'Điều 6 khoản 1, Phụ lục III',
    },
    {
      text: `Làm báo cáo tự đánh giá (Mẫu 02) và chuẩn bị 1 bộ giấy, 1 bộ điện tử${answers['product.set'] === TOURISM ? '' : `, ${SAMPLES} sản phẩm mẫu`}.`,
      source: 'Điều 6 khoản 1 và 2, Điều 7 khoản 1',
    },
    {
      text: `Nộp ở ${office}. Xã có 15 ngày làm việc, tính từ ngày nhận hồ sơ giấy, để đánh giá và gửi tỉnh.`,
      source: 'Điều 7 khoản 1 và 2',
    },
    {
      text: `Đợt tới: xã gửi tỉnh trước ${showDate(nextRound(today))}, nên nộp sớm hơn mốc này chừng một tháng.`,
      source: 'Điều 5',
    },
  ];
}

/** "UBND xã Hoằng Thanh". */
export function filingOffice(answers: Answers): string {
  const unit = unitByCode(String(answers['applicant.unit'] ?? ''));
  return unit
    ? `UBND ${unitTitle(unit).replace(/^./u, (letter) => letter.toLowerCase())}`
    : 'UBND xã, phường nơi sản xuất';
}

function needsRegistration(answers: Answers): boolean {
  return answers['applicant.registrationNumber'] === undefined;
}
