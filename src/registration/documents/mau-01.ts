import type { Paragraph, Table } from 'docx';
import { productSet } from '../product-sets.ts';
import { PROVINCE_CODE } from '../province.ts';
import { showDate } from '../show-value.ts';
import type { Answers } from '../types.ts';
import { communeOffice, showAddress, shown } from './shown.ts';
import {
  BLANK,
  type Block,
  centred,
  entry,
  formHead,
  halves,
  heading,
  line,
  plain,
  signature,
  text,
  tick,
  wordFile,
} from './word.ts';

const SAMPLES = '05 sản phẩm';
const TOURISM = 26;

export interface FormInput {
  readonly answers: Answers;
  /** Our own reference, for the footer; the official number is the receiving office's. */
  readonly reference: string;
  /** ISO date. */
  readonly submittedAt: string;
}

/**
 * Mẫu số 01 (QĐ 26/2026 Phụ lục III) as DOCX, with the answers in their places; blank where a person must sign or an
 * office fills in. Answers that the official form does not ask for are not in it.
 */
export function mau01({ answers, reference, submittedAt }: FormInput): Promise<Uint8Array> {
  const year = submittedAt.slice(0, 4);
  return wordFile(
    'Phiếu đăng ký đánh giá, phân hạng sản phẩm OCOP (Mẫu số 01)',
    referenceNote(reference, submittedAt),
    [
      ...formHead('Mẫu số 01', ['PHIẾU ĐĂNG KÝ', 'THAM GIA ĐÁNH GIÁ, PHÂN HẠNG SẢN PHẨM OCOP'], year),
      ...body(answers),
      signature('ĐẠI DIỆN CHỦ THỂ', '(Ký, đóng dấu, ghi rõ họ tên)'),
      heading('PHẦN DÀNH CHO CƠ QUAN QUẢN LÝ'),
      offices(answers, year),
    ],
  );
}

/** Where the paper comes from, for the foot of its pages. `submittedAt` is an ISO date. */
export function referenceNote(reference: string, submittedAt: string): string {
  return `Mã phiếu của trợ lý OCOP: ${reference} (lập ngày ${showDate(submittedAt.slice(0, 10))})`;
}

function body(answers: Answers): Block[] {
  const set = typeof answers['product.set'] === 'number' ? productSet(answers['product.set']) : null;
  return [
    heading('1. Thông tin chủ thể'),
    entry('1.1. Tên đơn vị', shown(answers, 'applicant.name')),
    entry('1.2. Họ và tên người đại diện theo pháp luật', shown(answers, 'applicant.representative')),
    entry('1.3. Chức vụ', shown(answers, 'applicant.position')),
    entry('1.4. Địa chỉ liên hệ', showAddress(answers)),
    entry('1.5. Điện thoại', shown(answers, 'applicant.phone')),
    entry('1.6. Email', shown(answers, 'applicant.email')),
    entry('2. Tên sản phẩm', shown(answers, 'product.name'), true),
    heading('3. Nhóm sản phẩm đăng ký'),
    entry('Ngành', set?.industry ?? BLANK),
    entry('Nhóm', set?.group ?? BLANK),
    entry('Phân nhóm (bộ sản phẩm)', set ? `${set.name} (bộ ${set.number})` : BLANK),
    heading('4. Lần đăng ký đánh giá'),
    boxes(String(answers['registration.kind'] ?? '')),
    heading('5. Tài liệu kèm theo'),
    plain('- Báo cáo đánh giá về sản phẩm theo Bộ tiêu chí: bản gốc và bản điện tử.'),
    plain(
      `- Sản phẩm mẫu (số lượng): ${answers['product.set'] === TOURISM ? 'không áp dụng với dịch vụ du lịch' : SAMPLES}.`,
    ),
    heading('6. Cam đoan'),
    plain('Chúng tôi cam đoan các thông tin trong phiếu này là đúng sự thật và chịu trách nhiệm về các thông tin đó.'),
  ];
}

function boxes(kind: string): Paragraph {
  const options = [
    ['lan-dau', 'Lần đầu'],
    ['nang-hang', 'Nâng hạng'],
    ['danh-gia-lai', 'Đánh giá lại'],
  ] as const;
  return line(options.flatMap(([id, label]) => [text(`${label} `), tick(id === kind), text('        ')]));
}

/** The two receiving offices' parts, left blank but for the fixed pieces of the number. */
function offices(answers: Answers, year: string): Table {
  const numbered = (name: string, number: string): Paragraph[] => [
    centred(name, { bold: true }),
    plain(number),
    plain('Ngày nhận: …………………………'),
    plain('Người tiếp nhận: ……………………'),
    centred('(Ký, đóng dấu)', { italics: true }),
    plain(''),
  ];
  const commune = answers['applicant.unit'] ?? '………';
  return halves([
    numbered(communeOffice(answers), `Phiếu số: ………/PĐK-${PROVINCE_CODE}-${commune}-${year}`),
    numbered('CƠ QUAN OCOP CẤP TỈNH', `Phiếu số: ………/PĐK-${PROVINCE_CODE}-${year}`),
  ]);
}
