import { unitByCode, unitTitle } from '../../../language/places.ts';
import { reasonText } from '../../../notifications/policy/reasons.ts';
import { describeRecipients } from '../../../notifications/store/recipient-details.ts';
import { Prisma } from '../../../platform/database/generated/client.ts';
import { writePagedSheet } from '../../documents/paged-sheet.ts';
import type { SheetColumn } from '../../documents/sheet.ts';
import { XLSX } from '../../documents/types.ts';
import { PERMISSIONS } from '../../permissions.ts';
import type { Officer } from '../../roles.ts';
import { recordAudit } from '../../store/audit.ts';
import { broadcastsOf, findBroadcast } from '../../store/broadcasts.ts';
import { recipientsOf } from '../../store/deliveries.ts';
import type { MadeFile } from '../documents.ts';
import { type Office, permit } from '../office.ts';

export const DELIVERY_STATUSES = [
  'waiting',
  'sending',
  'sent',
  'delivered',
  'read',
  'failed',
  'uncertain',
  'skipped',
  'callList',
  'cancelled',
] as const;
export type DeliveryStatus = (typeof DELIVERY_STATUSES)[number];

/** What came of one notice for one recipient. */
export interface LedgerRow {
  readonly seq: string;
  readonly campaignId: string;
  readonly title: string;
  readonly name: string | null;
  readonly phone: string | null;
  readonly unit: string | null;
  readonly status: DeliveryStatus;
  readonly way: string | null;
  /** Vietnamese: why it waits, was not sent, or is left to a call. */
  readonly why: string | null;
  /** ISO instant. */
  readonly sentAt: string | null;
  /** đồng. */
  readonly cost: number | null;
}

export interface LedgerQuery {
  readonly status?: DeliveryStatus | undefined;
  /** `seq` of the last one seen. */
  readonly after?: string | undefined;
}

const PAGE_SIZE = 100;
const EXPORT_MS = 120_000;
const FAILURE_DAYS = 30;
const DAY_MS = 86_400_000;
const TROUBLED: readonly DeliveryStatus[] = ['failed', 'uncertain'];

/** Everybody whom a broadcast is for. @throws AppError `broadcast-unknown`. */
export async function viewLedger(office: Office, officer: Officer, id: string, query: LedgerQuery) {
  permit(officer, 'broadcast.ledger');
  return office.client.$transaction(async (tx) => {
    const { title } = await findBroadcast(tx, officer, id);
    const rows = await readRows(tx, ofBroadcast(id, query), PAGE_SIZE);
    await recordAudit(tx, { who: officer.id, what: 'broadcast.ledger', campaignId: id, at: office.now() });
    return { id, title, rows, next: rows.length < PAGE_SIZE ? null : (rows.at(-1)?.seq ?? null) };
  });
}

/** The same as XLSX, all of it. */
export async function exportLedger(
  office: Office,
  officer: Officer,
  id: string,
  { status }: Pick<LedgerQuery, 'status'>,
): Promise<MadeFile> {
  permit(officer, 'broadcast.ledger');
  const write = async (tx: Prisma.TransactionClient) => {
    await findBroadcast(tx, officer, id);
    await recordAudit(tx, { who: officer.id, what: 'broadcast.ledger', campaignId: id, at: office.now() });
    return writePagedSheet({
      name: 'Sổ gửi tin',
      columns: COLUMNS,
      read: (last: LedgerRow | null, most) => readRows(tx, ofBroadcast(id, { status, after: last?.seq }), most),
    });
  };
  const bytes = await office.client.$transaction(write, { timeout: EXPORT_MS });
  return { name: `so-gui-tin-${id.slice(-8)}.xlsx`, mime: XLSX, bytes };
}

/** Notices of every kind that failed, or of which nobody knows whether they arrived, in the last 30 days. */
export async function viewFailures(office: Office, officer: Officer, { after = '0' }: Pick<LedgerQuery, 'after'>) {
  permit(officer, 'broadcast.ledger');
  return office.client.$transaction(async (tx) => {
    const condition = Prisma.sql`${troubled(officer, office.now())} AND d.seq > ${BigInt(after)}`;
    const rows = await readRows(tx, condition, PAGE_SIZE);
    await recordAudit(tx, { who: officer.id, what: 'broadcast.ledger', at: office.now() });
    return { rows, next: rows.length < PAGE_SIZE ? null : (rows.at(-1)?.seq ?? null) };
  });
}

export interface NoticeTroubles {
  readonly failures: number;
  readonly calls: number;
  /** Broadcasts of others that this officer may approve. */
  readonly approvals: number;
}

/** For the page of what waits; nobody is looked at. */
export async function countTroubles({ client, now }: Office, officer: Officer): Promise<NoticeTroubles> {
  permit(officer, 'call-list.view');
  const [counts] = await client.$queryRaw<NoticeTroubles[]>`
    SELECT
      (SELECT count(*)::int FROM delivery d WHERE ${troubled(officer, now())}) AS failures,
      (SELECT count(*)::int FROM delivery d WHERE d.status = 'call_list'
        AND coalesce(d.call_outcome, 'no-answer') = 'no-answer' AND ${recipientsOf(officer)}) AS calls,
      (SELECT count(*)::int FROM campaign c WHERE c.status = 'awaiting_approval' AND c.created_by <> ${officer.id}
        AND ${PERMISSIONS[officer.role].has('broadcast.approve')} AND ${broadcastsOf(officer)}) AS approvals`;
  return counts ?? { failures: 0, calls: 0, approvals: 0 };
}

function troubled(officer: Officer, now: Date): Prisma.Sql {
  const since = new Date(now.getTime() - FAILURE_DAYS * DAY_MS);
  return Prisma.sql`d.status = ANY(${[...TROUBLED]}::delivery_status[])
    AND coalesce(d.finished_at, d.sent_at, d.not_before) > ${since} AND ${recipientsOf(officer)}`;
}

function ofBroadcast(id: string, { status, after = '0' }: LedgerQuery): Prisma.Sql {
  const stored = status === 'callList' ? 'call_list' : status;
  return Prisma.sql`d.campaign_id = ${id}::uuid AND d.seq > ${BigInt(after)}
    AND ${stored === undefined ? Prisma.sql`true` : Prisma.sql`d.status = ${stored}::delivery_status`}`;
}

type Found = Omit<LedgerRow, 'seq' | 'status' | 'why' | 'sentAt' | 'name' | 'phone' | 'unit'> & {
  readonly seq: bigint;
  readonly status: DeliveryStatus | 'call_list';
  readonly reason: string | null;
  readonly sentAt: Date | null;
  readonly personId: string | null;
  readonly memberId: string | null;
};

async function readRows(tx: Prisma.TransactionClient, condition: Prisma.Sql, most: number): Promise<LedgerRow[]> {
  const found = await tx.$queryRaw<Found[]>`
    SELECT d.seq, d.campaign_id AS "campaignId", c.title, d.status::text AS status, d.way, d.reason, d.cost,
      d.sent_at AS "sentAt", d.person_id AS "personId", d.member_id AS "memberId"
    FROM delivery d JOIN campaign c ON c.id = d.campaign_id WHERE ${condition} ORDER BY d.seq LIMIT ${most}`;
  const describe = await describeRecipients(tx, found);
  return found.map(({ seq, status, reason, sentAt, personId, memberId, ...row }) => ({
    ...row,
    ...describe({ personId, memberId }),
    seq: String(seq),
    status: status === 'call_list' ? 'callList' : status,
    why: reason && reasonText(reason),
    sentAt: sentAt?.toISOString() ?? null,
  }));
}

export const DELIVERY_LABELS: Readonly<Record<DeliveryStatus, string>> = {
  waiting: 'Đang chờ',
  sending: 'Đang gửi',
  sent: 'Đã gửi',
  delivered: 'Đã tới máy',
  read: 'Đã xem',
  failed: 'Gửi hỏng',
  uncertain: 'Không rõ đã tới chưa',
  skipped: 'Không gửi',
  callList: 'Cần gọi điện',
  cancelled: 'Đã hủy',
};

const textOf = (text: string | null) => (text === null ? null : { text });
const COLUMNS: readonly SheetColumn<LedgerRow>[] = [
  { head: 'STT', width: 6, value: (_one, index) => ({ number: index + 1 }) },
  { head: 'Tên', width: 30, value: ({ name }) => textOf(name) },
  { head: 'Điện thoại', width: 14, value: ({ phone }) => textOf(phone) },
  { head: 'Xã, phường', width: 20, value: ({ unit }) => textOf(unitName(unit)) },
  { head: 'Trạng thái', width: 18, value: ({ status }) => ({ text: DELIVERY_LABELS[status] }) },
  { head: 'Lý do', width: 40, value: ({ why }) => textOf(why) },
  { head: 'Cách gửi', width: 14, value: ({ way }) => textOf(way) },
  { head: 'Chi phí (đ)', width: 10, value: ({ cost }) => (cost === null ? null : { number: cost }) },
];

function unitName(code: string | null): string | null {
  const unit = code === null ? undefined : unitByCode(code);
  return unit ? unitTitle(unit) : null;
}
