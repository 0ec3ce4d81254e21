import { unitByCode, unitTitle } from '../language/places.ts';
import type { Role } from '../office/roles.ts';
import { productSet } from '../registration/product-sets.ts';
import type { RegistrationStatus } from '../registration/types.ts';

export const ROLE_LABELS: Readonly<Record<Role, string>> = {
  administrator: 'Quản trị viên',
  'provincial-coordinator': 'Điều phối tỉnh',
  'commune-officer': 'Cán bộ xã',
  viewer: 'Người xem',
};

/** Short, as they stand on a badge or a column. */
export const STATUS_WORDS: Readonly<Record<RegistrationStatus, string>> = {
  draft: 'Đang khai',
  submitted: 'Chờ xã',
  returned: 'Chờ bổ sung',
  accepted: 'Xã đã chấp nhận',
  forwarded: 'Đã gửi tỉnh',
  evaluated: 'Có kết quả',
  withdrawn: 'Đã dừng',
};

export const KIND_WORDS: Readonly<Record<string, string>> = {
  'lan-dau': 'Lần đầu',
  'nang-hang': 'Nâng hạng',
  'danh-gia-lai': 'Đánh giá lại',
};

/** "Xã Thọ Lập", or the code itself for a unit that is no more. */
export function unitName(code: string): string {
  const unit = unitByCode(code);
  return unit ? unitTitle(unit) : code || 'chưa rõ xã';
}

const RIGHT_WORDS: Readonly<Record<string, string>> = {
  erase: 'Xin xóa dữ liệu',
  withdraw: 'Rút lại đồng ý',
};

/** What somebody asks of the office about their own data. */
export const dataRightWords = (right: string): string => RIGHT_WORDS[right] ?? right;

/** "26/11/2026" of an ISO date. */
export function showDay(iso: string): string {
  return iso.slice(0, 10).split('-').reverse().join('/');
}

const VIET_NAM_MS = 7 * 60 * 60 * 1000;

/** "14:05 ngày 26/11/2026", in Viet Nam, of an ISO instant. */
export function showInstant(iso: string): string {
  const there = new Date(Date.parse(iso) + VIET_NAM_MS).toISOString();
  return `${there.slice(11, 16)} ngày ${showDay(there)}`;
}

/** "14:05", in Viet Nam, of an ISO instant. */
export function showTime(iso: string): string {
  return new Date(Date.parse(iso) + VIET_NAM_MS).toISOString().slice(11, 16);
}

/** "26/11/2026" of an ISO instant in Viet Nam. */
export function showDayOf(iso: string): string {
  return showDay(new Date(Date.parse(iso) + VIET_NAM_MS).toISOString());
}

/** "còn 5 ngày làm việc", "hôm nay là hạn cuối", "quá hạn 2 ngày làm việc". */
export function showLeft(left: number, overdue: boolean): string {
  if (overdue) return left === 0 ? 'quá hạn' : `quá hạn ${-left} ngày làm việc`;
  return left === 0 ? 'hôm nay là hạn cuối' : `còn ${left} ngày làm việc`;
}

/** "6. Bánh kẹo …", or what to do where there is none. */
export function setName(set: number | null): string {
  if (set === null) return 'Chưa xếp bộ';
  return `${set}. ${productSet(set)?.name ?? ''}`;
}
