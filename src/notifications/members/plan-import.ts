import { searchKey } from '../../office/office-columns.ts';
import { inScope, type Scope } from '../../office/roles.ts';
import { memberHead } from './member-columns.ts';
import type { CheckedRow, RowProblem } from './problems.ts';
import { type CertificateRow, holderKey, type MemberRow, type ReadMember } from './read-members.ts';

export interface KnownCertificate extends CertificateRow {
  readonly id: string;
}

/** A member who is there already, with what a row may change. */
export interface KnownMember extends Omit<MemberRow, 'certificate'> {
  readonly id: string;
  readonly certificates: readonly KnownCertificate[];
}

/** `id` is null for what is new; what is there and the same as before is left out of a plan. */
export interface PlannedCertificate {
  readonly id: string | null;
  readonly data: CertificateRow;
}

export interface PlannedMember {
  readonly id: string | null;
  /** Null: nothing of the member itself changes. */
  readonly data: Omit<MemberRow, 'certificate'> | null;
  readonly certificates: readonly PlannedCertificate[];
}

export type RowAction = 'new' | 'changed' | 'same';

export interface PlannedRow extends CheckedRow {
  /** Null where something is wrong. */
  readonly action: RowAction | null;
}

export interface ImportPlan {
  readonly rows: readonly PlannedRow[];
  readonly members: readonly PlannedMember[];
}

interface Group {
  /** Without a number, and of several with that name in the commune. */
  ambiguous?: true;
  readonly rows: { readonly row: number; readonly member: MemberRow }[];
  readonly errors: Map<number, RowProblem[]>;
}

/**
 * What an import would do: holders are found again by a certificate's number, else by phone and name, else by name and
 * commune where one side has no phone. What is doubtful is an error, never a guess; the same file again changes nothing.
 */
export function planImport(read: readonly ReadMember[], known: readonly KnownMember[], scope: Scope): ImportPlan {
  const index = indexOf(known);
  const taken = new Map<string, number>();
  const members: PlannedMember[] = [];
  const actions = new Map<number, RowAction>();
  const errors = new Map<number, RowProblem[]>();
  for (const group of groupsOf(read)) {
    const target = targetOf(group, index, scope, taken);
    for (const [row, problems] of group.errors) errors.set(row, problems);
    if (target === 'refused') continue;
    const planned = planMember(group, target);
    for (const [row, problems] of group.errors) errors.set(row, problems);
    for (const [row, action] of planned.actions) actions.set(row, action);
    if (planned.member.data || planned.member.certificates.length > 0) members.push(planned.member);
  }
  const rows = read.map(({ row, errors: own, notes }) => {
    const all = [...own, ...(errors.get(row) ?? [])];
    return { row, errors: all, notes, action: all.length > 0 ? null : (actions.get(row) ?? 'same') };
  });
  return { rows, members };
}

function groupsOf(read: readonly ReadMember[]): Group[] {
  const groups = new Map<string, Group>();
  for (const { row, member } of read) {
    if (!member) continue;
    const key = holderKey({ name: member.nameKey, phone: member.phone, unit: member.unit });
    const group: Group = groups.get(key) ?? { rows: [], errors: new Map() };
    group.rows.push({ row, member });
    groups.set(key, group);
  }
  return withPhonesFound([...groups.values()]);
}

/** A row without a number belongs to the one holder of that name in the commune who has one on another row. */
function withPhonesFound(groups: readonly Group[]): Group[] {
  const placeOf = ({ rows: [first] }: Group) => `${first?.member.unit} ${first?.member.nameKey}`;
  const isCalled = ({ rows: [first] }: Group) => first?.member.phone !== null;
  const called = new Map<string, Group[]>();
  for (const group of groups.filter(isCalled)) {
    const place = placeOf(group);
    called.set(place, [...(called.get(place) ?? []), group]);
  }
  return groups.filter((group) => {
    if (isCalled(group)) return true;
    const [only, ...others] = called.get(placeOf(group)) ?? [];
    if (others.length > 0) group.ambiguous = true;
    if (!only || others.length > 0) return true;
    only.rows.push(...group.rows);
    return false;
  });
}

interface Index {
  readonly byNumber: ReadonlyMap<string, KnownMember>;
  readonly byName: ReadonlyMap<string, readonly KnownMember[]>;
}

function indexOf(known: readonly KnownMember[]): Index {
  const byNumber = new Map<string, KnownMember>();
  const byName = new Map<string, KnownMember[]>();
  for (const member of known) {
    for (const { number } of member.certificates) if (number) byNumber.set(number, member);
    byName.set(member.nameKey, [...(byName.get(member.nameKey) ?? []), member]);
  }
  return { byNumber, byName };
}

/** The member that a group of rows is about; null: a new one. */
function targetOf(
  group: Group,
  { byNumber, byName }: Index,
  scope: Scope,
  taken: Map<string, number>,
): KnownMember | null | 'refused' {
  const [first] = group.rows;
  if (!first) return 'refused';
  const { nameKey, phone, unit } = first.member;
  if (!inScope(scope, unit)) return refuse(group, memberHead('unit'), 'Xã, phường này ngoài địa bàn của anh/chị.');
  const numbers = group.rows.flatMap(({ member }) => member.certificate?.number ?? []);
  const holders = [...new Set(numbers.flatMap((number) => byNumber.get(number) ?? []))];
  if (holders.length > 1)
    return refuse(group, memberHead('number'), 'Các giấy chứng nhận này đang ghi cho những chủ thể khác nhau.');
  // A slip in a number must not turn one holder into another; who changes their name keeps their phone.
  if (holders.some((one) => one.nameKey !== nameKey && (phone === null || one.phone !== phone)))
    return refuse(
      group,
      memberHead('number'),
      'Giấy chứng nhận này đang ghi cho một chủ thể tên khác, điện thoại khác.',
    );
  const named = byName.get(nameKey) ?? [];
  const samePhone = phone === null ? [] : named.filter((one) => one.phone === phone);
  const sameUnit = named.filter((one) => one.unit === unit && (phone === null || one.phone === null));
  const candidates = holders.length > 0 ? holders : samePhone.length > 0 ? samePhone : sameUnit;
  if (candidates.length > 1 || (group.ambiguous && holders.length === 0))
    return refuse(group, memberHead('name'), 'Có nhiều chủ thể cùng tên ở xã, phường này; xin ghi thêm điện thoại.');
  const [target] = candidates;
  if (!target) return null;
  if (!inScope(scope, target.unit))
    return refuse(group, null, 'Chủ thể này đã có ở một xã, phường ngoài địa bàn của anh/chị.');
  const before = taken.get(target.id);
  if (before !== undefined)
    return refuse(
      group,
      memberHead('name'),
      `Cùng một chủ thể với dòng ${before}, nhưng tên hoặc điện thoại khác nhau.`,
    );
  taken.set(target.id, first.row);
  return target;
}

function refuse(group: Group, column: string | null, text: string): 'refused' {
  for (const { row } of group.rows) group.errors.set(row, [{ column, text }]);
  return 'refused';
}

function planMember(group: Group, target: KnownMember | null) {
  const data = memberData(group, target);
  const changes = target === null || !same(data, target, ['name', 'nameKey', 'phone', 'unit', 'kind']);
  const certificates: PlannedCertificate[] = [];
  const actions = new Map<number, RowAction>();
  const products: SeenProducts = new Map();
  let free = target?.certificates ?? [];
  for (const { row, member } of numberedFirst(group.rows)) {
    if (member.certificate && repeated(member.certificate, row, products, group)) continue;
    const planned = member.certificate && planCertificate(member.certificate, free);
    if (planned?.id) free = free.filter(({ id }) => id !== planned.id);
    if (planned && planned.action !== 'same') certificates.push({ id: planned.id, data: planned.data });
    actions.set(row, target === null ? 'new' : changes ? 'changed' : (planned?.action ?? 'same'));
  }
  return { member: { id: target?.id ?? null, data: changes ? data : null, certificates }, actions };
}

/** What the list leaves empty keeps what is known. */
function memberData({ rows }: Group, target: KnownMember | null): Omit<MemberRow, 'certificate'> {
  const members = rows.map(({ member }) => member);
  const kind = members.find((one) => one.kind !== null)?.kind ?? target?.kind ?? null;
  const phone = members.find((one) => one.phone !== null)?.phone;
  const { name, nameKey, unit } = members[0] as MemberRow;
  return { name, nameKey, phone: phone ?? target?.phone ?? null, unit, kind };
}

function planCertificate(
  given: CertificateRow,
  there: readonly KnownCertificate[],
): PlannedCertificate & { readonly action: RowAction } {
  const known =
    there.find(({ number }) => number !== null && number === given.number) ??
    there.find((one) => productKey(one) === productKey(given) && (one.number === null || given.number === null));
  if (!known) return { id: null, data: given, action: 'new' };
  const data: CertificateRow = {
    ...given,
    number: given.number ?? known.number,
    productSet: given.productSet ?? known.productSet,
    issuedOn: given.issuedOn ?? known.issuedOn,
    expiresOn: given.expiresOn ?? known.expiresOn,
  };
  const unchanged = same(data, known, ['number', 'productName', 'productSet', 'stars', 'issuedOn', 'expiresOn']);
  return { id: known.id, data, action: unchanged ? 'same' : 'changed' };
}

/** What a number names is not left to be found by a product's name. */
function numberedFirst(rows: Group['rows']): Group['rows'] {
  const isNumbered = ({ member }: Group['rows'][number]) => Boolean(member.certificate?.number);
  return [...rows].sort((a, b) => Number(isNumbered(b)) - Number(isNumbered(a)) || a.row - b.row);
}

type SeenProducts = Map<string, { readonly row: number; readonly number: string | null }>;

/** Without a number of its own a product stands once. */
function repeated(given: CertificateRow, row: number, products: SeenProducts, group: Group): boolean {
  const key = productKey(given);
  const before = products.get(key);
  products.set(key, { row, number: given.number });
  if (!before || (before.number !== null && given.number !== null && before.number !== given.number)) return false;
  group.errors.set(row, [{ column: memberHead('product'), text: `Sản phẩm này đã ở dòng ${before.row}.` }]);
  return true;
}

const productKey = ({ productName }: CertificateRow) => searchKey(productName);

function same<T>(left: T, right: T, keys: readonly (keyof T)[]): boolean {
  return keys.every((key) => left[key] === right[key]);
}
