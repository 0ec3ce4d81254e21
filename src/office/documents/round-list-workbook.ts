import { unitByCode, unitTitle } from '../../language/places.ts';

import { showValue } from '../../registration/form.ts';
import { PROVINCE } from '../../registration/province.ts';
import { showDate } from '../../registration/show-value.ts';
import type { FieldId } from '../../registration/types.ts';
import { type SheetColumn, writeSheet } from './sheet.ts';
import type { RegistrationRecord, RoundListWorkbook } from './types.ts';

type Column = SheetColumn<RegistrationRecord>;

const COMMUNE = answer('applicant.unit', 'Xã, phường', 20);

const COLUMNS: readonly Column[] = [
  { head: 'STT', width: 5, value: (_one, index) => ({ number: index + 1 }) },
  { head: 'Mã số sản phẩm', width: 18, value: ({ productCode }) => (productCode ? { text: productCode } : null) },
  answer('product.name', 'Tên sản phẩm', 24),
  answer('product.set', 'Bộ sản phẩm', 24),
  answer('applicant.name', 'Chủ thể', 26),
  answer('applicant.kind', 'Loại hình', 14),
  answer('applicant.address', 'Địa chỉ', 20),
  answer('applicant.representative', 'Người đại diện', 18),
  answer('applicant.phone', 'Điện thoại', 13),
  answer('registration.kind', 'Lần đăng ký', 12),
  answer('registration.targetStars', 'Hạng mong muốn', 10),
  { head: 'Ngày nhận hồ sơ', width: 12, value: ({ receivedOn }) => (receivedOn ? { date: receivedOn } : null) },
  { head: 'Ghi chú', width: 14, value: () => null },
];

/** What a commune proposes to the province in one round (QĐ 26/2026 Đ.5, Đ.7 k.2), to be printed and signed. */
export const roundListWorkbook: RoundListWorkbook = ({ roundOn, unit, registrations }) => {
  const commune = unit === null ? null : unitByCode(unit);
  const who = commune ? `UBND ${unitTitle(commune)}` : `Các xã, phường tỉnh ${PROVINCE}`;
  return writeSheet({
    name: `Đợt ${showDate(roundOn).replaceAll('/', '-')}`,
    title: [
      'DANH SÁCH SẢN PHẨM ĐỀ NGHỊ ĐÁNH GIÁ, PHÂN HẠNG OCOP',
      `${who} – đợt đề nghị trước ngày ${showDate(roundOn)} – ${registrations.length} sản phẩm`,
    ],
    columns: unit === null ? [...COLUMNS.slice(0, 6), COMMUNE, ...COLUMNS.slice(6)] : COLUMNS,
    items: registrations,
    fitWidth: true,
    signature: ['TM. ỦY BAN NHÂN DÂN', '(Ký, đóng dấu, ghi rõ họ tên, chức vụ)'],
  });
};

function answer(field: FieldId, head: string, width: number): Column {
  return {
    head,
    width,
    value: ({ answers }) => {
      const value = answers[field];
      return value === undefined ? null : { text: showValue(field, value) };
    },
  };
}
