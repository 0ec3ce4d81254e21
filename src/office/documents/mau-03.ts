import { communeOffice, showAddress, shown, unitName } from '../../registration/documents/shown.ts';
import {
  BLANK,
  type Block,
  centred,
  dots,
  entry,
  heading,
  letterHead,
  line,
  plain,
  prose,
  signature,
  text,
  tick,
  wordFile,
} from '../../registration/documents/word.ts';
import { PROVINCE } from '../../registration/province.ts';
import { showDate } from '../../registration/show-value.ts';
import type { Answers, FieldId } from '../../registration/types.ts';
import {
  ASSESSMENT_TITLES,
  ASSESSMENT_TOPICS,
  type AssessmentTopic,
  type Mau03,
  type RegistrationRecord,
} from './types.ts';

/** What the producer's form says about each topic. */
const SAID: Readonly<Record<AssessmentTopic, FieldId>> = {
  materials: 'idea.materials',
  labour: 'idea.labour',
  idea: 'idea.description',
  identity: 'idea.story',
};

/** Lines to write on where the officer has not written yet. */
const ROOM = 3;

/**
 * Mẫu số 03 (QĐ 26/2026 Phụ lục III): the commune's report on its four topics, with the request to the province. Blank
 * where nothing is known (sex, ethnic group, residence), where an officer has not assessed, and where somebody signs.
 */
export const mau03: Mau03 = ({ registration, assessments }) => {
  const { answers } = registration;
  const office = communeOffice(answers);
  return wordFile('Báo cáo của UBND cấp xã (Mẫu số 03)', `Mã phiếu của trợ lý OCOP: ${registration.reference}`, [
    ...letterHead('Mẫu số 03', office, 'Số: ………/BC-UBND'),
    centred('BÁO CÁO CỦA ỦY BAN NHÂN DÂN CẤP XÃ', { bold: true, size: 30 }),
    centred('Đánh giá sản phẩm đăng ký tham gia đánh giá, phân hạng OCOP', { bold: true }),
    ...applicant(registration),
    heading('II. Đánh giá của UBND cấp xã'),
    ...ASSESSMENT_TOPICS.flatMap((topic, at) =>
      assessment(
        `${at + 1}. ${ASSESSMENT_TITLES[topic]}`,
        shown(answers, SAID[topic]),
        assessments.find((one) => one.topic === topic),
      ),
    ),
    heading('III. Đề nghị'),
    plain(request(answers)),
    signature('TM. ỦY BAN NHÂN DÂN', '(Ký, đóng dấu, ghi rõ họ tên, chức vụ)'),
  ]);
};

function applicant({ answers, officialNumber, productCode, receivedOn }: RegistrationRecord): Block[] {
  return [
    heading('I. Thông tin chủ thể và sản phẩm'),
    entry('1. Tên chủ thể', shown(answers, 'applicant.name')),
    entry('2. Loại hình tổ chức', shown(answers, 'applicant.kind')),
    entry('3. Địa chỉ', showAddress(answers)),
    entry('4. Người đại diện theo pháp luật', shown(answers, 'applicant.representative')),
    line([text(`    Giới tính: ${BLANK}    Dân tộc: ${BLANK}`)]),
    entry('    Địa chỉ thường trú', BLANK),
    entry('5. Tên sản phẩm', shown(answers, 'product.name'), true),
    entry('    Bộ sản phẩm', shown(answers, 'product.set')),
    entry('    Lần đăng ký', shown(answers, 'registration.kind')),
    entry('6. Hồ sơ', `phiếu số ${officialNumber ?? BLANK}, nhận ngày ${receivedOn ? showDate(receivedOn) : BLANK}`),
    entry('    Mã số sản phẩm', productCode ?? BLANK),
  ];
}

function assessment(title: string, told: string, written: { text: string; met: boolean } | undefined): Block[] {
  const words = prose(written?.text ?? '');
  return [
    heading(title),
    entry('Chủ thể khai', told),
    plain('Nhận xét:'),
    ...(words.length > 0 ? words : dots(ROOM)),
    line([
      text('Kết luận:  '),
      tick(written?.met === true),
      text(' Đạt        '),
      tick(written?.met === false),
      text(' Chưa đạt'),
    ]),
  ];
}

function request(answers: Answers): string {
  const commune = unitName(answers);
  const who = commune === null ? 'UBND cấp xã' : `UBND ${commune}`;
  const product = shown(answers, 'product.name');
  return `${who} đề nghị cơ quan quản lý OCOP tỉnh ${PROVINCE} xem xét, đánh giá, phân hạng sản phẩm: ${product}.`;
}
