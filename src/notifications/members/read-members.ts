import { addMonths } from '../../language/calendar.ts';
import { unitByCode } from '../../language/places.ts';
import { searchKey } from '../../office/office-columns.ts';
import { inScope, type Scope } from '../../office/roles.ts';
import { type SetSuggestion, suggestSets } from '../../registration/product-sets.ts';
import { type MemberColumn, memberHead } from './member-columns.ts';
import { type CheckedRow, RowCheck } from './problems.ts';
import {
  createFormReader,
  type FormReader,
  type NamedCell,
  readByForm,
  readDay,
  readPhone,
  readStars,
  readText,
} from './read-cells.ts';
import type { TableRow } from './read-table.ts';

export interface CertificateRow {
  readonly number: string | null;
  readonly productName: string;
  readonly productSet: number | null;
  readonly stars: number;
  /** ISO dates. */
  readonly issuedOn: string | null;
  readonly expiresOn: string | null;
}

export interface MemberRow {
  readonly name: string;
  readonly nameKey: string;
  readonly phone: string | null;
  readonly unit: string;
  readonly kind: string | null;
  /** A member need not hold one. */
  readonly certificate: CertificateRow | null;
}

/** `member` is null where something is wrong. */
export interface ReadMember extends CheckedRow {
  readonly member: MemberRow | null;
}

const LONGEST_NAME = 200;
const LONGEST_NUMBER = 60;
/** Months that a certificate is valid (QĐ 26/2026 Đ.4 k.3). */
const VALID_MONTHS = 36;

/** `sets`: what products are likely to be, by name. */
interface Context {
  readonly today: string;
  readonly scope: Scope;
  readonly read: FormReader;
  readonly sets: Map<string, SetSuggestion | null>;
}

/** One row of the office's list. Numbers of certificates that stand twice are found here, not in the database. */
export function readMembers(rows: readonly TableRow<MemberColumn>[], today: string, scope: Scope): ReadMember[] {
  const context: Context = { today, scope, read: createFormReader(today), sets: new Map() };
  const numbers = new Map<string, number>();
  const members = new Map<string, { readonly row: number; readonly member: MemberRow }>();
  return rows.map((row) => {
    const check = new RowCheck();
    const member = readMember(row, check, context);
    if (member) agree(member, row.number, check, members);
    const number = member?.certificate?.number;
    if (number) {
      const before = numbers.get(number);
      if (before) check.error(memberHead('number'), `Số này đã ở dòng ${before}.`);
      numbers.set(number, before ?? row.number);
    }
    return {
      row: row.number,
      errors: check.errors,
      notes: check.notes,
      member: check.errors.length > 0 ? null : member,
    };
  });
}

/** Rows of one holder: by their number and name, or by name and commune where no number is known. */
export function holderKey({ name, phone, unit }: { name: string; phone: string | null; unit: string }): string {
  return phone ? `${phone} ${name}` : `${unit} ${name}`;
}

/** A holder with several products stands on several rows, and these must not contradict each other. */
function agree(
  member: MemberRow,
  row: number,
  check: RowCheck,
  members: Map<string, { readonly row: number; readonly member: MemberRow }>,
): void {
  const key = holderKey({ name: member.nameKey, phone: member.phone, unit: member.unit });
  const first = members.get(key);
  if (!first) {
    members.set(key, { row, member });
    return;
  }
  if (first.member.unit !== member.unit)
    check.error(memberHead('unit'), `Cùng chủ thể ở dòng ${first.row} nhưng khác xã, phường.`);
  if (first.member.kind && member.kind && first.member.kind !== member.kind)
    check.error(memberHead('kind'), `Cùng chủ thể ở dòng ${first.row} nhưng khác loại hình.`);
}

function readMember({ cells }: TableRow<MemberColumn>, check: RowCheck, context: Context): MemberRow | null {
  const cell = (id: MemberColumn): NamedCell => ({ head: memberHead(id), value: cells[id] });
  const name = readText(cell('name'), check, LONGEST_NAME);
  if (cells.name === undefined) check.error(memberHead('name'), 'Chưa ghi tên chủ thể.');
  const unit = readUnit(cell('unit'), cells.district, check, context);
  const kind = readByForm(context.read, 'applicant.kind', cell('kind'), check) as string | null;
  const phone = readPhone(cell('phone'), check);
  if (phone === null && cells.phone === undefined)
    check.note(memberHead('phone'), 'Chưa có số: không gọi và không tự nối được.');
  const certificate = readCertificate(cell, check, context);
  if (name === null || unit === null || check.errors.length > 0) return null;
  return { name, nameKey: searchKey(name), phone, unit, kind, certificate };
}

/** Lists older than 1/7/2025 name communes and districts that are gone; lists of today may give the code. */
function readUnit(
  cell: NamedCell,
  district: string | number | undefined,
  check: RowCheck,
  { read, scope }: Context,
): string | null {
  if (cell.value === undefined) return check.error(cell.head, 'Chưa ghi xã, phường.');
  const written = String(cell.value);
  if (unitByCode(written)) return written;
  const value = district === undefined ? written : `${written}, ${withDistrict(String(district))}`;
  const ours = (unit: unknown) => inScope(scope, String(unit));
  return readByForm(read, 'applicant.unit', { ...cell, value }, check, ours) as string | null;
}

const withDistrict = (name: string) => (/^(huyện|thị xã|thành phố|h\.|tx|tp)/iu.test(name) ? name : `huyện ${name}`);

function readCertificate(
  cell: (id: MemberColumn) => NamedCell,
  check: RowCheck,
  context: Context,
): CertificateRow | null {
  const { today } = context;
  const productName = readText(cell('product'), check, LONGEST_NAME);
  const stars = readStars(cell('stars'), check);
  const number = readText(cell('number'), check, LONGEST_NUMBER);
  const issuedOn = readDay(cell('issuedOn'), check, today);
  const given = readDay(cell('expiresOn'), check, today);
  if (productName === null) {
    if (stars !== null || number !== null)
      check.error(memberHead('product'), 'Có hạng sao hoặc số giấy mà chưa ghi sản phẩm.');
    return null;
  }
  if (stars === null) {
    if (cell('stars').value === undefined) check.error(memberHead('stars'), 'Chưa ghi hạng sao của sản phẩm.');
    return null;
  }
  if (issuedOn !== null && issuedOn > today) check.error(memberHead('issuedOn'), 'Ngày cấp ở tương lai.');
  const expiresOn = given ?? (issuedOn === null ? null : addMonths(issuedOn, VALID_MONTHS));
  if (issuedOn !== null && expiresOn !== null && expiresOn <= issuedOn)
    check.error(memberHead('expiresOn'), 'Ngày hết hạn phải sau ngày cấp.');
  if (expiresOn === null) check.note(memberHead('expiresOn'), 'Chưa biết ngày hết hạn: không nhắc gia hạn được.');
  return {
    number,
    productName,
    productSet: readSet(cell('set'), productName, check, context),
    stars,
    issuedOn,
    expiresOn,
  };
}

/** Lists name groups of older rules: what is not one of the 26 sets of today is left for the office, not refused. */
function readSet(
  cell: NamedCell,
  productName: string,
  check: RowCheck,
  { read: reader, sets }: Context,
): number | null {
  const aside = new RowCheck();
  const read = readByForm(reader, 'product.set', cell, aside);
  if (typeof read === 'number') return read;
  const suggested = sets.get(productName) ?? suggestSets(productName)[0] ?? null;
  sets.set(productName, suggested);
  if (!suggested) {
    check.note(cell.head, 'Chưa xếp được bộ sản phẩm.');
    return null;
  }
  check.note(cell.head, `Xếp theo tên vào bộ ${suggested.set}: ${suggested.name}.`);
  return suggested.set;
}
