import type { Table } from 'docx';
import { evidenceFor, isThere } from '../evidence.ts';
import { showValue } from '../form.ts';
import { productSet } from '../product-sets.ts';
import { type Criterion, type Section, scorecard } from '../scorecards.ts';
import type { Answers, FieldId } from '../types.ts';
import { type FormInput, referenceNote } from './mau-01.ts';
import { showAddress, shown } from './shown.ts';
import {
  BLANK,
  type Block,
  dots,
  entry,
  formHead,
  heading,
  plain,
  prose,
  ruledTable,
  signature,
  small,
  smallTick,
  ticked,
  tight,
  wordFile,
} from './word.ts';

/**
 * Mẫu số 02 (QĐ 26/2026 Phụ lục III), the producer's report on the product, begun for them as DOCX: what the form knows
 * stands in its place, with the product set's score sheet and the papers that prove each of its criteria. Points,
 * profit, history, plans and whatever else the form does not ask stay blank.
 */
export function mau02({ answers, reference, submittedAt }: FormInput): Promise<Uint8Array> {
  return wordFile('Báo cáo tự đánh giá về sản phẩm (Mẫu số 02)', referenceNote(reference, submittedAt), [
    ...formHead('Mẫu số 02', ['BÁO CÁO TỰ ĐÁNH GIÁ VỀ SẢN PHẨM'], submittedAt.slice(0, 4)),
    ...applicant(answers),
    ...papers(answers),
    heading('8. Lịch sử hình thành chủ thể'),
    ...dots(3),
    heading('9. Cơ cấu tổ chức'),
    entry('Lao động', shown(answers, 'idea.labour')),
    ...dots(2),
    ...results(answers),
    ...scores(answers),
    heading('IV. Kế hoạch sản xuất kinh doanh thời gian tới'),
    ...dots(4),
    signature('ĐẠI DIỆN CHỦ THỂ', '(Ký, ghi rõ họ tên, đóng dấu)'),
    heading('PHỤ LỤC. Câu chuyện sản phẩm'),
    ...told(answers, 'idea.story', 6),
  ]);
}

function applicant(answers: Answers): Block[] {
  return [
    heading('I. Thông tin về chủ thể và sản phẩm'),
    entry('1. Tên chủ thể', shown(answers, 'applicant.name')),
    entry('2. Loại hình tổ chức', shown(answers, 'applicant.kind')),
    entry('3. Địa chỉ', showAddress(answers)),
    entry('4. Điện thoại', `${shown(answers, 'applicant.phone')}    Email: ${shown(answers, 'applicant.email')}`),
    entry('5. Người đại diện theo pháp luật', shown(answers, 'applicant.representative')),
    plain(`    Giới tính: ${BLANK}    Dân tộc: ${BLANK}`),
    entry('    Địa chỉ thường trú', BLANK),
    entry('6. Ngày thành lập/đăng ký kinh doanh', shown(answers, 'applicant.registrationDate')),
    entry('    Số giấy đăng ký (nếu có)', shown(answers, 'applicant.registrationNumber')),
    entry('7. Tên sản phẩm/dịch vụ', shown(answers, 'product.name'), true),
    plain(`    Quy cách: ${BLANK}    Tiêu chuẩn: ${BLANK}`),
  ];
}

/** The boxes of I.7: ticked only for what the person said they have. */
function papers(answers: Answers): Block[] {
  const has = (document: string) => isThere(document, answers);
  return [
    ticked('a) Giấy đăng ký kinh doanh', has('dkkd')),
    ticked('b) Đã công bố chất lượng', has('cong-bo')),
    ticked('c) Giấy chứng nhận cơ sở đủ điều kiện an toàn thực phẩm', has('attp')),
    ticked('    Giấy chứng nhận đủ điều kiện sản xuất bắt buộc khác', false),
    ticked('d) Có đăng ký sở hữu trí tuệ:', has('nhan-hieu-don') || has('nhan-hieu-gcn')),
    ticked(
      `    Giấy chứng nhận nhãn hiệu${!has('nhan-hieu-gcn') && has('nhan-hieu-don') ? ' (đã nộp đơn đăng ký)' : ''}`,
      has('nhan-hieu-gcn'),
    ),
    ticked('    Quyền sử dụng chỉ dẫn địa lý, nhãn hiệu tập thể, nhãn hiệu chứng nhận', false),
    ticked('    Bằng sáng chế', false),
    ticked('    Kiểu dáng công nghiệp', false),
    ticked('    Bản quyền tác giả', false),
    ticked(`    Khác: ${BLANK}`, false),
  ];
}

function results(answers: Answers): Block[] {
  const again = answers['registration.kind'] === 'nang-hang' || answers['registration.kind'] === 'danh-gia-lai';
  return [
    heading('II. Kết quả thực hiện phương án sản xuất kinh doanh'),
    heading('1. Vùng nguyên liệu, công nghệ, sơ chế, chế biến, đóng gói'),
    entry('Nguyên liệu', shown(answers, 'idea.materials')),
    ...told(answers, 'idea.description', 3),
    heading('2. Thay đổi về chất lượng, bao bì, nhãn'),
    ...(again ? [plain('(Nêu rõ thay đổi so với lúc được công nhận, kèm minh chứng.)')] : []),
    ...dots(3),
    heading('3. Thị trường'),
    entry('Nơi bán', shown(answers, 'idea.markets')),
    entry('Sản lượng', shown(answers, 'idea.capacity')),
    heading('4. Doanh thu, lợi nhuận'),
    entry('Doanh thu năm gần nhất', shown(answers, 'idea.revenue')),
    entry('Lợi nhuận', BLANK),
  ];
}

function scores(answers: Answers): Block[] {
  const number = Number(answers['product.set']);
  const sections = scorecard(number);
  const title = heading('III. Tự chấm điểm theo Bộ tiêu chí và minh chứng');
  if (!sections) {
    return [
      title,
      plain('Chưa xác định bộ sản phẩm: hỏi cán bộ OCOP của xã, phường để biết phiếu chấm rồi tự chấm theo phiếu đó.'),
      ...dots(4),
    ];
  }
  return [
    title,
    plain(`Phiếu chấm bộ ${number}: ${productSet(number)?.name} (QĐ 26/2026/QĐ-TTg, Phụ lục II).`),
    plain('Mức có dấu *** (3 sao), **** (4 sao), ***** (5 sao) là mức tối thiểu phải đạt của hạng đó.'),
    plain('Ô ☒: giấy tờ chủ thể đã khai là có. Cột điểm do chủ thể tự ghi.'),
    scoreTable(number, sections, answers),
    plain(''),
    entry('Minh chứng khác (giải thưởng…, nếu có)', BLANK),
  ];
}

function scoreTable(set: number, sections: readonly Section[], answers: Answers): Table {
  const rows = sections.flatMap(({ code, part, label, max, criteria }) => [
    [
      [tight([small(code, { bold: true })])],
      [tight([small(`${label} (phần ${part}, tối đa ${max} điểm)`, { bold: true })])],
      [tight([small('')])],
      [tight([small('')])],
      [tight([small('')])],
    ],
    ...criteria.map((criterion) => criterionRow(set, criterion, answers)),
  ]);
  const total = [
    [tight([small('')])],
    [tight([small('Tổng điểm (tối đa 100)', { bold: true })])],
    [tight([small('')])],
    [tight([small('')])],
    [tight([small('')])],
  ];
  return ruledTable(
    [10, 74, 30, 40, 13],
    ['Mã', 'Tiêu chí và các mức điểm', 'Mô tả', 'Minh chứng (bản sao)', 'Điểm tự chấm'],
    [...rows, total],
  );
}

function criterionRow(set: number, criterion: Criterion, answers: Answers): ReturnType<typeof tight>[][] {
  const { papers: proofs, told: field, see } = evidenceFor(set, criterion, answers);
  const value = field === null ? undefined : answers[field];
  const described = field !== null && value !== undefined ? showValue(field, value) : see ? `Xem ${see}.` : '';
  return [
    [tight([small(criterion.code)])],
    [
      tight([small(`${criterion.label} (tối đa ${criterion.max})`, { bold: true })]),
      ...criterion.scales.flatMap(({ label, levels }) => [
        ...(label === null ? [] : [tight([small(`${label}:`, { italics: true })])]),
        ...levels.map((one) =>
          tight([small(`${one.points} điểm${one.stars ? ` (${'*'.repeat(one.stars)})` : ''}: ${one.label}`)]),
        ),
      ]),
    ],
    [tight([small(described)])],
    proofs.length === 0
      ? [tight([small('')])]
      : proofs.map(({ label, there, note }) =>
          tight([smallTick(there), small(` ${label}${note ? ` (${note})` : ''}`)]),
        ),
    [tight([small('')])],
  ];
}

/** A long answer in its own paragraphs, or room to write. */
function told(answers: Answers, field: FieldId, room: number): Block[] {
  const value = answers[field];
  return value === undefined ? dots(room) : prose(String(value));
}
