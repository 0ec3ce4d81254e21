import { randomUUID } from 'node:crypto';
import { dateInVietNam } from '../../../language/calendar.ts';
import { MEMBER_COLUMNS, type MemberColumn } from '../../../notifications/members/member-columns.ts';
import { type ImportPlan, planImport } from '../../../notifications/members/plan-import.ts';
import { type ReadMember, readMembers } from '../../../notifications/members/read-members.ts';
import { lockMembers, readKnownMembers, writeImport } from '../../../notifications/store/members.ts';
import type { Prisma } from '../../../platform/database/generated/client.ts';
import { AppError } from '../../../platform/errors.ts';
import { writeSheet } from '../../documents/sheet.ts';
import { XLSX } from '../../documents/types.ts';
import type { Officer } from '../../roles.ts';
import { recordAudit } from '../../store/audit.ts';
import type { MadeFile } from '../documents.ts';
import { type Office, permit } from '../office.ts';
import { importReport } from './import-report.ts';
import { type ImportPreview, previewOf, type ReadImport, readImport } from './read-import.ts';

/** Thousands of rows in one transaction. */
const TIMEOUT_MS = 120_000;

/** What the list would do; nothing is written. */
export async function previewMembers(office: Office, officer: Officer, bytes: Buffer): Promise<ImportPreview> {
  permit(officer, 'member.import');
  return (await judge(office.client, office, officer, bytes)).preview;
}

/** The list back, with what is wrong beside each row. */
export async function reportMembers(office: Office, officer: Officer, bytes: Buffer): Promise<MadeFile> {
  permit(officer, 'member.import');
  const { read, plan } = await judge(office.client, office, officer, bytes);
  return importReport(read, plan.rows);
}

/**
 * All rows or none, and only what was looked at: `digest` is that of the preview.
 * @throws AppError `import-refused` while a row has an error, `import-changed` when it would do something else now.
 */
export async function importMembers(
  office: Office,
  officer: Officer,
  { bytes, digest }: { readonly bytes: Buffer; readonly digest: string },
): Promise<ImportPreview['counts']> {
  permit(officer, 'member.import');
  const at = office.now();
  return office.client.$transaction(
    async (tx) => {
      await lockMembers(tx);
      const { preview, plan } = await judge(tx, office, officer, bytes);
      if (preview.problem !== null || preview.counts.errors > 0)
        throw new AppError('import-refused', `${preview.counts.errors} rows with errors`);
      if (preview.digest !== digest) throw new AppError('import-changed', 'digest');
      await writeImport(tx, plan, { by: officer.id, at, newId: randomUUID, newToken: office.newLinkToken });
      await recordAudit(tx, { who: officer.id, what: 'member.import', at });
      return preview.counts;
    },
    { timeout: TIMEOUT_MS, maxWait: TIMEOUT_MS },
  );
}

interface Judged {
  readonly read: ReadImport<MemberColumn>;
  readonly plan: ImportPlan;
  readonly preview: ImportPreview;
}

async function judge(tx: Prisma.TransactionClient, office: Office, officer: Officer, bytes: Buffer): Promise<Judged> {
  const read = await readImport(bytes, MEMBER_COLUMNS);
  const rows: ReadMember[] =
    read.kind === 'table' ? readMembers(read.rows, dateInVietNam(office.now()), officer.scope) : [];
  const plan = planImport(rows, rows.length > 0 ? await readKnownMembers(tx, rows) : [], officer.scope);
  return { read, plan, preview: previewOf(bytes, read, plan.rows, plan.members) };
}

const TEMPLATE_TITLE = [
  'DANH SÁCH CHỦ THỂ VÀ SẢN PHẨM OCOP',
  'Mỗi sản phẩm một dòng; chủ thể có nhiều sản phẩm thì ghi lại đúng tên và điện thoại. Chưa có sản phẩm thì để trống từ cột Tên sản phẩm.',
];

/** An empty list with the heads that are understood. */
export async function memberTemplate(officer: Officer): Promise<MadeFile> {
  permit(officer, 'member.import');
  const columns = MEMBER_COLUMNS.map(({ id, head, required }) => ({
    head: required ? `${head} (bắt buộc)` : head,
    width: id === 'name' || id === 'product' ? 32 : 18,
    value: () => null,
  }));
  const bytes = await writeSheet({ name: 'Chủ thể', columns, items: [], title: TEMPLATE_TITLE });
  return { name: 'mau-danh-sach-chu-the.xlsx', mime: XLSX, bytes };
}
