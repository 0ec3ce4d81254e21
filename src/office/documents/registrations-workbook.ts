import { STATUS_LABELS } from '../transitions.ts';
import { answerColumns } from './answer-columns.ts';
import type { SheetColumn, SheetValue } from './sheet.ts';
import { type SheetStream, startSheet } from './sheet-stream.ts';
import type { RegistrationRecord, RegistrationsWorkbook } from './types.ts';

type Column = SheetColumn<RegistrationRecord>;

const FIRST: readonly Column[] = [
  { head: 'STT', width: 6, value: (_one, index) => ({ number: index + 1 }) },
  { head: 'Mã phiếu', width: 18, value: (one) => ({ text: one.reference }) },
  { head: 'Trạng thái', width: 18, value: (one) => ({ text: STATUS_LABELS[one.status] }) },
  { head: 'Ngày gửi', width: 12, value: (one) => dateOf(one.submittedOn) },
];

const OFFICE: readonly Column[] = [
  { head: 'Ngày nhận hồ sơ giấy', width: 12, value: (one) => dateOf(one.receivedOn) },
  { head: 'Hạn của xã', width: 12, value: (one) => dateOf(one.dueOn) },
  { head: 'Phiếu số', width: 22, value: (one) => textOf(one.officialNumber) },
  { head: 'Mã số sản phẩm', width: 20, value: (one) => textOf(one.productCode) },
  { head: 'Đợt (xã đề nghị trước ngày)', width: 14, value: (one) => dateOf(one.roundOn) },
  { head: 'Điểm', width: 8, value: ({ result }) => (result ? { number: result.points, format: '0.##' } : null) },
  { head: 'Kết quả', width: 14, value: ({ result }) => textOf(result && resultOf(result.stars)) },
  { head: 'Số giấy chứng nhận', width: 20, value: (one) => textOf(one.result?.certificateNumber) },
  { head: 'Ngày cấp', width: 12, value: (one) => dateOf(one.result?.certificateOn) },
  { head: 'Ngày hết hạn', width: 12, value: (one) => dateOf(one.result?.expiresOn) },
];

/** One row a registration: the form's fields in its order between our number and what the office has entered. */
export function startRegistrationsWorkbook(): SheetStream<RegistrationRecord> {
  return startSheet('Phiếu đăng ký', [...FIRST, ...answerColumns(), ...OFFICE]);
}

export const registrationsWorkbook: RegistrationsWorkbook = async (registrations) => {
  const sheet = startRegistrationsWorkbook();
  return new Uint8Array(Buffer.concat([sheet.add(registrations), sheet.end()]));
};

function resultOf(stars: number | null): string {
  return stars === null ? 'không đạt' : `${stars} sao`;
}

function textOf(text: string | null | undefined): SheetValue {
  return text ? { text } : null;
}

function dateOf(date: string | null | undefined): SheetValue {
  return date ? { date } : null;
}
