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

/** What to do after sending the form, at most 900 characters: it is not yet the legal filing. */
export function nextSteps(answers: Answers, today: string): string {
  const unit = unitByCode(String(answers['applicant.unit'] ?? ''));
  const office = unit
    ? `UBND ${unitTitle(unit).replace(/^./u, (letter) => letter.toLowerCase())}`
    : 'UBND xã, phường nơi sản xuất';
  const steps = [
    ...(needsRegistration(answers) ? [`Đăng ký kinh doanh trước ở ${office}: chưa có thì hồ sơ chưa nộp được.`] : []),
    'In phiếu Mẫu 01 tôi gửi kèm, xem lại, ký và đóng dấu (nếu có dấu).',
    `Làm báo cáo tự đánh giá (Mẫu 02) và chuẩn bị 1 bộ giấy, 1 bộ điện tử${answers['product.set'] === TOURISM ? '' : `, ${SAMPLES} sản phẩm mẫu`}.`,
    `Nộp ở ${office}. Xã có 15 ngày làm việc, tính từ ngày nhận hồ sơ giấy, để đánh giá và gửi tỉnh.`,
    `Đợt tới: xã gửi tỉnh trước ${showDate(nextRound(today))}, nên nộp sớm hơn mốc này chừng một tháng.`,
  ];
  return [
    'Gửi phiếu ở đây chưa phải là nộp hồ sơ. Việc cần làm tiếp:',
    ...steps.map((step, at) => `${at + 1}. ${step}`),
  ].join('\n');
}

function needsRegistration(answers: Answers): boolean {
  return answers['applicant.registrationNumber'] === undefined;
}
