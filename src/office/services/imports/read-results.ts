import { type CheckedRow, RowCheck } from '../../../notifications/members/problems.ts';
import { type NamedCell, readDay, readPoints, readStars, readText } from '../../../notifications/members/read-cells.ts';
import type { TableColumn, TableRow } from '../../../notifications/members/read-table.ts';
import { searchKey } from '../../office-columns.ts';
import { type EnteredResult, starsFor } from '../../star-bands.ts';

export type ResultColumn = 'reference' | 'code' | 'points' | 'stars' | 'number' | 'issuedOn' | 'expiresOn' | 'below';

/** The council's list: one row a registration, by our number or by the product's code. */
export const RESULT_COLUMNS: readonly TableColumn<ResultColumn>[] = [
  { id: 'reference', head: 'Mã phiếu', required: false, aliases: ['mã hồ sơ', 'mã đăng ký'] },
  { id: 'code', head: 'Mã số sản phẩm', required: false, aliases: ['mã sản phẩm', 'mã số', 'mã sp'] },
  { id: 'points', head: 'Điểm', required: true, aliases: ['số điểm', 'điểm trung bình', 'tổng điểm', 'điểm đánh giá'] },
  { id: 'stars', head: 'Hạng sao', required: false, aliases: ['sao', 'số sao', 'kết quả', 'xếp hạng', 'hạng'] },
  { id: 'number', head: 'Số giấy chứng nhận', required: false, aliases: ['số gcn', 'giấy chứng nhận'] },
  { id: 'issuedOn', head: 'Ngày cấp', required: false, aliases: ['ngày ký', 'ngày công nhận', 'ngày quyết định'] },
  { id: 'expiresOn', head: 'Ngày hết hạn', required: false, aliases: ['hết hạn', 'có giá trị đến', 'giá trị đến'] },
  { id: 'below', head: 'Thấp hơn khung điểm', required: false, aliases: ['thấp hơn khung', 'xác nhận thấp hơn khung'] },
];

export const resultHead = (id: ResultColumn): string => RESULT_COLUMNS.find((one) => one.id === id)?.head ?? id;

export interface ReadResult extends CheckedRow {
  readonly reference: string | null;
  readonly code: string | null;
  /** Null where something is wrong. */
  readonly result: EnteredResult | null;
}

const LONGEST = 60;

export function readResult({ number: row, cells }: TableRow<ResultColumn>, today: string): ReadResult {
  const check = new RowCheck();
  const cell = (id: ResultColumn): NamedCell => ({ head: resultHead(id), value: cells[id] });
  const reference = readText(cell('reference'), check, LONGEST);
  const code = readText(cell('code'), check, LONGEST);
  if (reference === null && code === null) check.error(null, 'Chưa ghi mã phiếu hoặc mã số sản phẩm.');
  const points = readPoints(cell('points'), check);
  if (cells.points === undefined) check.error(resultHead('points'), 'Chưa ghi điểm.');
  const result = {
    stars: readOutcome(cell('stars'), points, check),
    certificateNumber: readText(cell('number'), check, LONGEST),
    certificateOn: readDay(cell('issuedOn'), check, today),
    expiresOn: readDay(cell('expiresOn'), check, today),
    belowBand: cells.below !== undefined && !/^(khong|0|no)$/.test(searchKey(String(cells.below))),
  };
  const told = { row, errors: check.errors, notes: check.notes, reference, code };
  return { ...told, result: points === null || check.errors.length > 0 ? null : { points, ...result } };
}

/** Left empty, the stars are those of the points. */
function readOutcome(cell: NamedCell, points: number | null, check: RowCheck): EnteredResult['stars'] {
  if (cell.value !== undefined && /^(khong dat|khong|khong cong nhan|0)$/.test(searchKey(String(cell.value))))
    return null;
  if (cell.value !== undefined) return readStars(cell, check) as EnteredResult['stars'];
  if (points === null) return null;
  const stars = starsFor(points);
  check.note(cell.head, stars === null ? 'Chưa đạt theo khung điểm.' : `Lấy theo khung điểm: ${stars} sao.`);
  return stars;
}
