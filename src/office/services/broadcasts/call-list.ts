import { unitByCode, unitTitle } from '../../../language/places.ts';
import { reasonText } from '../../../notifications/policy/reasons.ts';
import { describeRecipients } from '../../../notifications/store/recipient-details.ts';
import { Prisma } from '../../../platform/database/generated/client.ts';
import { AppError } from '../../../platform/errors.ts';
import { writePagedSheet } from '../../documents/paged-sheet.ts';
import type { SheetColumn } from '../../documents/sheet.ts';
import { XLSX } from '../../documents/types.ts';
import type { Officer } from '../../roles.ts';
import { recordAudit } from '../../store/audit.ts';
import { recipientsOf } from '../../store/deliveries.ts';
import type { MadeFile } from '../documents.ts';
import { type Office, permit } from '../office.ts';

export const CALL_OUTCOMES = ['reached', 'no-answer', 'wrong-number', 'declined'] as const;
export type CallOutcome = (typeof CALL_OUTCOMES)[number];

export const OUTCOME_LABELS: Readonly<Record<CallOutcome, string>> = {
  reached: 'đã báo',
  'no-answer': 'không nghe máy',
  'wrong-number': 'sai số',
  declined: 'không muốn nghe',
};

export interface CallQuery {
  readonly campaignId?: string | undefined;
  /** Those who were reached, or whose number is wrong, or who want no calls, too. */
  readonly all?: boolean | undefined;
  /** `seq` of the last one seen. */
  readonly after?: string | undefined;
}

/** Somebody whom no channel reaches: an officer calls them. */
export interface CallRow {
  readonly seq: string;
  readonly campaignId: string;
  /** What they are to be told. */
  readonly title: string;
  readonly text: string;
  readonly name: string | null;
  readonly phone: string | null;
  readonly unit: string | null;
  /** Vietnamese: why no channel reaches them. */
  readonly why: string | null;
  readonly outcome: CallOutcome | null;
  /** ISO instant. */
  readonly calledAt: string | null;
}

const PAGE_SIZE = 100;
/** Whoever calls has as many before them; reading them all takes its time on a busy machine. */
const EXPORT_MS = 120_000;

/** Of every notice, also those of events and reminders; of the officer's communes. */
export async function viewCallList(
  office: Office,
  officer: Officer,
  query: CallQuery,
): Promise<{ readonly rows: readonly CallRow[]; readonly next: string | null }> {
  permit(officer, 'call-list.view');
  const rows = await office.client.$transaction(async (tx) => {
    await recordLook(office, tx, officer, query);
    return readCalls(office, tx, officer, query, PAGE_SIZE);
  });
  return { rows, next: rows.length < PAGE_SIZE ? null : (rows.at(-1)?.seq ?? null) };
}

const COLUMNS: readonly SheetColumn<CallRow>[] = [
  { head: 'STT', width: 6, value: (_one, index) => ({ number: index + 1 }) },
  { head: 'Tên', width: 30, value: ({ name }) => textOf(name) },
  { head: 'Điện thoại', width: 14, value: ({ phone }) => textOf(phone) },
  { head: 'Xã, phường', width: 20, value: ({ unit }) => textOf(unitName(unit)) },
  { head: 'Việc cần báo', width: 30, value: ({ title }) => textOf(title) },
  { head: 'Nội dung', width: 60, value: ({ text }) => textOf(text) },
  { head: 'Vì sao phải gọi', width: 30, value: ({ why }) => textOf(why) },
  { head: 'Kết quả', width: 16, value: ({ outcome }) => textOf(outcome && OUTCOME_LABELS[outcome]) },
];

/** The whole list, however long. */
export async function exportCallList(office: Office, officer: Officer, query: CallQuery): Promise<MadeFile> {
  permit(officer, 'call-list.view');
  const write = async (tx: Prisma.TransactionClient) => {
    await recordLook(office, tx, officer, query);
    return writePagedSheet({
      name: 'Danh sách gọi',
      columns: COLUMNS,
      read: (last, most) => readCalls(office, tx, officer, { ...query, after: last?.seq ?? query.after }, most),
    });
  };
  const bytes = await office.client.$transaction(write, { timeout: EXPORT_MS });
  return { name: 'danh-sach-goi.xlsx', mime: XLSX, bytes };
}

/** @throws AppError `broadcast-unknown` for what is not on the list, or not in the officer's communes. */
export async function markCall(
  office: Office,
  officer: Officer,
  { seq, outcome }: { readonly seq: string; readonly outcome: CallOutcome },
): Promise<void> {
  permit(officer, 'call-list.mark');
  const at = office.now();
  await office.client.$transaction(async (tx) => {
    const [row] = await tx.$queryRaw<{ campaignId: string }[]>`
      UPDATE delivery d SET call_outcome = ${outcome}, called_by = ${officer.id}, called_at = ${at}
      WHERE d.seq = ${BigInt(seq)} AND d.status = 'call_list' AND ${recipientsOf(officer)}
      RETURNING d.campaign_id AS "campaignId"`;
    if (!row) throw new AppError('broadcast-unknown', `call ${seq}`);
    await recordAudit(tx, { who: officer.id, what: 'call-list.mark', campaignId: row.campaignId, at });
  });
}

interface FoundCall {
  readonly seq: bigint;
  readonly campaignId: string;
  readonly title: string;
  readonly text: string;
  readonly body: Uint8Array | null;
  readonly recipientKey: string;
  readonly personId: string | null;
  readonly memberId: string | null;
  readonly reason: string | null;
  readonly outcome: CallOutcome | null;
  readonly calledAt: Date | null;
}

async function recordLook(
  { now }: Office,
  tx: Prisma.TransactionClient,
  officer: Officer,
  { campaignId }: CallQuery,
): Promise<void> {
  await recordAudit(tx, { who: officer.id, what: 'call-list.view', ...(campaignId ? { campaignId } : {}), at: now() });
}

async function readCalls(
  { broadcasting }: Office,
  tx: Prisma.TransactionClient,
  officer: Officer,
  { campaignId, all = false, after = '0' }: CallQuery,
  most: number,
): Promise<CallRow[]> {
  const found = await tx.$queryRaw<FoundCall[]>`
      SELECT d.seq, d.campaign_id AS "campaignId", c.title, c.text, d.body, d.recipient_key AS "recipientKey",
        d.person_id AS "personId", d.member_id AS "memberId",
        d.reason, d.call_outcome AS outcome, d.called_at AS "calledAt"
      FROM delivery d JOIN campaign c ON c.id = d.campaign_id
      WHERE d.status = 'call_list' AND d.seq > ${BigInt(after)} AND ${recipientsOf(officer)}
        AND ${campaignId === undefined ? Prisma.sql`true` : Prisma.sql`d.campaign_id = ${campaignId}::uuid`}
        AND ${all ? Prisma.sql`true` : Prisma.sql`coalesce(d.call_outcome, 'no-answer') = 'no-answer'`}
      ORDER BY d.seq LIMIT ${most}`;
  const describe = await describeRecipients(tx, found);
  return found.map(({ seq, personId, memberId, reason, calledAt, body, recipientKey, campaignId: id, ...row }) => {
    const about = describe({ personId, memberId });
    const text = body ? broadcasting.openText(body, { campaignId: id, recipientKey }) : row.text;
    return {
      ...row,
      ...about,
      campaignId: id,
      text: text.replaceAll('{name}', about.name ?? 'anh/chị'),
      seq: String(seq),
      why: reason && reasonText(reason),
      calledAt: calledAt?.toISOString() ?? null,
    };
  });
}

const textOf = (text: string | null) => (text === null ? null : { text });

function unitName(code: string | null): string | null {
  const unit = code === null ? undefined : unitByCode(code);
  return unit ? unitTitle(unit) : null;
}
