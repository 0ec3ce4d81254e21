import { type NeededPaper, papersForStars } from '../evidence.ts';
import { filingOffice, nextStepList } from '../next-steps.ts';
import { windowWarning } from '../readers/dates.ts';
import type { Answers } from '../types.ts';
import { type FormInput, referenceNote } from './mau-01.ts';
import { shown } from './shown.ts';
import { type Block, centred, entry, heading, plain, ruledTable, small, smallTick, tight, wordFile } from './word.ts';

/** The lowest rank that is recognised: what a person who names none works towards. */
const LOWEST = 3;
const DECREE = 'QĐ 26/2026/QĐ-TTg';

export interface NextStepsInput extends FormInput {
  /** ISO date in Viet Nam: the rounds are told from this day on. */
  readonly today: string;
}

/** One page for this product and commune: what to do next, each step with its article, and the papers for the rank. */
export function nextStepsSheet({ answers, reference, submittedAt, today }: NextStepsInput): Promise<Uint8Array> {
  const steps = nextStepList(answers, today);
  return wordFile('Việc cần làm tiếp', referenceNote(reference, submittedAt), [
    centred('VIỆC CẦN LÀM TIẾP ĐỂ NỘP HỒ SƠ OCOP', { bold: true, size: 30 }),
    entry('Sản phẩm', shown(answers, 'product.name'), true),
    entry('Chủ thể', shown(answers, 'applicant.name')),
    entry('Nơi nộp', filingOffice(answers)),
    plain('Phiếu gửi qua trợ lý chưa phải là hồ sơ đã nộp.'),
    heading('Các bước'),
    ...steps.map(({ text, source }, at) => plain(`${at + 1}. ${text} (${DECREE}, ${source})`)),
    ...refiling(answers, today),
    ...papers(answers),
  ]);
}

function refiling(answers: Answers, today: string): Block[] {
  const expiry = answers['product.certificateExpiry'];
  if (answers['registration.kind'] !== 'danh-gia-lai' || typeof expiry !== 'string') return [];
  const warning = windowWarning(expiry, today);
  return warning === undefined ? [] : [plain(`Lưu ý: ${warning} (${DECREE}, Điều 7 khoản 6)`)];
}

function papers(answers: Answers): Block[] {
  const stars = Number(answers['registration.targetStars'] ?? LOWEST);
  const needed = papersForStars(answers, stars);
  if (needed === null) {
    return [
      heading('Giấy tờ minh chứng'),
      plain('Chưa xác định bộ sản phẩm: hỏi cán bộ OCOP của xã, phường để biết phiếu chấm và giấy tờ cần có.'),
    ];
  }
  return [
    heading(`Giấy tờ minh chứng cho các mức tối thiểu của hạng ${stars} sao (${DECREE}, Phụ lục II, III)`),
    ruledTable(
      [12, 85, 70],
      ['Đã có', 'Giấy tờ (bản sao)', 'Chứng minh tiêu chí'],
      needed.map((paper) => paperRow(paper)),
    ),
  ];
}

function paperRow({ label, there, note, criteria }: NeededPaper): ReturnType<typeof tight>[][] {
  return [
    [tight([smallTick(there)])],
    [tight([small(`${label}${note ? ` (${note})` : ''}`)])],
    [tight([small(criteria.join('; '))])],
  ];
}
