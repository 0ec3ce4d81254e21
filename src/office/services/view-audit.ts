import type { Prisma } from '../../platform/database/generated/client.ts';
import { CSV, writeCsv } from '../documents/csv.ts';
import type { Officer } from '../roles.ts';
import { recordAudit } from '../store/audit.ts';
import { staffNames } from '../store/names.ts';
import { findInScope } from '../store/scope.ts';
import type { MadeFile } from './documents.ts';
import { type Office, permit } from './office.ts';

export interface AuditQuery {
  readonly registrationId?: string | undefined;
  readonly staffId?: string | undefined;
  /** One of ACTIONS, or of the account's own doings; SECURITY for all that concerns signing in and refusals. */
  readonly what?: string | undefined;
  /** Keyed hash of a network address. */
  readonly source?: string | undefined;
  /** ISO dates in Viet Nam, both included. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  /** Entries before this one, newest first. */
  readonly before?: string | undefined;
}

export const SECURITY = 'security';
const SECURITY_STARTS = ['session.', 'password.', 'code.', 'second-factor.', 'denied.'];

const PAGE_SIZE = 100;

/** Who did what and when, newest first. Names of people and contents are not in it. Looking at it is logged as well. */
export async function viewAudit(office: Office, officer: Officer, query: AuditQuery) {
  const { registrationId } = query;
  permit(officer, 'audit.view');
  const at = office.now();
  return office.client.$transaction(async (tx) => {
    if (registrationId !== undefined) await findInScope(tx, officer, registrationId);
    const rows = await tx.auditEntry.findMany({
      where: entriesOf(query),
      orderBy: { seq: 'desc' },
      take: PAGE_SIZE,
    });
    await recordAudit(tx, { who: officer.id, what: 'audit.view', at });
    return {
      entries: rows.map((row) => ({ ...row, seq: String(row.seq), at: row.at.toISOString() })),
      /** By id, of those who did something or to whom something was done. */
      names: await staffNames(
        tx,
        rows.flatMap(({ who, staffId }) => [who, staffId]),
      ),
      /** For `before`; null on the last page. */
      next: rows.length < PAGE_SIZE ? null : String(rows.at(-1)?.seq),
    };
  });
}

const MOST_EXPORTED = 50_000;

/** The same as CSV, all of it up to 50,000 lines; taking it is logged. @param wordsOf What an action is called. */
export async function exportAudit(
  office: Office,
  officer: Officer,
  { before: _before, ...query }: AuditQuery,
  wordsOf: (what: string) => string,
): Promise<MadeFile> {
  permit(officer, 'audit.export');
  const at = office.now();
  return office.client.$transaction(async (tx) => {
    const rows = await tx.auditEntry.findMany({
      where: entriesOf(query),
      orderBy: { seq: 'desc' },
      take: MOST_EXPORTED,
    });
    const names = await staffNames(
      tx,
      rows.flatMap(({ who, staffId }) => [who, staffId]),
    );
    await recordAudit(tx, { who: officer.id, what: 'audit.export', at });
    const lines = rows.map((row) => [
      Number(row.seq),
      row.at.toISOString(),
      names.get(row.who) ?? row.who,
      row.what,
      wordsOf(row.what),
      row.registrationId,
      row.conversationId,
      row.campaignId,
      row.memberId,
      row.staffId === null ? null : (names.get(row.staffId) ?? row.staffId),
      row.source,
      row.route,
    ]);
    return { name: `nhat-ky-${at.toISOString().slice(0, 10)}.csv`, mime: CSV, bytes: writeCsv([HEADS, ...lines]) };
  });
}

const HEADS = [
  'Số',
  'Lúc (UTC)',
  'Ai',
  'Mã việc',
  'Việc',
  'Hồ sơ',
  'Cuộc trò chuyện',
  'Thông báo',
  'Chủ thể',
  'Cán bộ liên quan',
  'Nơi gọi (mã)',
  'Địa chỉ bị từ chối',
];

function entriesOf({
  registrationId,
  staffId,
  what,
  source,
  from,
  to,
  before,
}: AuditQuery): Prisma.AuditEntryWhereInput {
  const at = {
    ...(from === undefined ? {} : { gte: new Date(`${from}T00:00:00+07:00`) }),
    ...(to === undefined ? {} : { lt: new Date(Date.parse(`${to}T00:00:00+07:00`) + DAY_MS) }),
  };
  return {
    ...(registrationId === undefined ? {} : { registrationId }),
    ...(staffId === undefined ? {} : { OR: [{ who: staffId }, { staffId }] }),
    ...(source === undefined ? {} : { source }),
    ...(what === undefined ? {} : { AND: [doneAs(what)] }),
    ...(from === undefined && to === undefined ? {} : { at }),
    ...(before === undefined ? {} : { seq: { lt: BigInt(before) } }),
  };
}

const doneAs = (what: string): Prisma.AuditEntryWhereInput =>
  what === SECURITY ? { OR: SECURITY_STARTS.map((startsWith) => ({ what: { startsWith } })) } : { what };

const DAY_MS = 86_400_000;
