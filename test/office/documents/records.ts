import type { RegistrationRecord } from '../../../src/office/documents/types.ts';
import type { Answers } from '../../../src/registration/types.ts';

/** An invented cooperative's answers, every field of the form given. */
export const ANSWERS: Answers = {
  'applicant.kind': 'hop-tac-xa',
  'applicant.name': 'HTX nông nghiệp & dịch vụ Quảng Thọ',
  'applicant.representative': 'Nguyễn Thị Mận',
  'applicant.position': 'Giám đốc',
  'applicant.unit': '16000',
  'applicant.address': 'thôn Sao Vàng, ngõ 3',
  'applicant.phone': '0972604318',
  'applicant.email': 'htxquangtho@example.com',
  'applicant.registrationNumber': '0012345678',
  'applicant.registrationDate': '2020-03-05',
  'applicant.taxCode': '0801234567',
  'product.name': 'Mắm tép "đồng" <loại 1>',
  'product.set': 9,
  'registration.kind': 'nang-hang',
  'product.currentStars': 3,
  'product.certificateExpiry': '2027-05-20',
  'registration.targetStars': 4,
  'idea.description': 'Mắm tép đồng ủ chum sành sáu tháng, tép vó ven sông Chu, thơm dịu và không tanh.',
  'idea.materials': { text: 'tép đồng, muối Hải Bình', inCommune: 60, inProvince: 100 },
  'idea.labour': { total: 12, local: 10 },
  'idea.capacity': { amount: 2.5, unit: 'tấn' },
  'idea.revenue': 1_350_000_000,
  'idea.markets': ['ngoai-tinh', 'trong-tinh'],
  'idea.story': 'Nghề có từ thời cụ cố.\nNgày trước chỉ làm vào tháng Chạp.',
  'idea.documents': ['attp', 'cong-bo', 'nhan-hieu-don'],
  'idea.supportNeeds': ['bao-bi'],
  attachments: ['a', 'b'],
  'declaration.accepted': true,
};

export function record(changes: Partial<RegistrationRecord> = {}): RegistrationRecord {
  return {
    reference: 'OCOP-2026-000123',
    status: 'accepted',
    answers: ANSWERS,
    submittedOn: '2026-11-23',
    receivedOn: '2026-11-25',
    dueOn: '2026-12-16',
    officialNumber: '12/PĐK-38-16000-2026',
    productCode: '38-16000-12-2026',
    roundOn: '2027-04-30',
    result: null,
    ...changes,
  };
}
