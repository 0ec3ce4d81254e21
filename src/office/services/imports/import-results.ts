import { dateInVietNam } from '../../../language/calendar.ts';
import type { RowProblem } from '../../../notifications/members/problems.ts';
import type { Prisma } from '../../../platform/database/generated/client.ts';
import { AppError, ERRORS } from '../../../platform/errors.ts';
import { writeSheet } from '../../documents/sheet.ts';
import { XLSX } from '../../documents/types.ts';
import type { Officer } from '../../roles.ts';
import { checkResult, type EnteredResult } from '../../star-bands.ts';
import { recordAudit } from '../../store/audit.ts';
import { registrationsOf } from '../../store/scope.ts';
import { STATUS_LABELS, transition } from '../../transitions.ts';
import { changeWithin } from '../change-registration.ts';
import type { MadeFile } from '../documents.ts';
import { ERROR_OF, writeResult } from '../enter-result.ts';
import { isoDate, type Office, permit } from '../office.ts';
import { importReport } from './import-report.ts';
import { type ImportPreview, type JudgedRow, previewOf, type ReadImport, readImport } from './read-import.ts';
import { RESULT_COLUMNS, type ReadResult, type ResultColumn, readResult, resultHead } from './read-results.ts';

const TIMEOUT_MS = 120_000;

export async function previewResults(office: Office, officer: Officer, bytes: Buffer): Promise<ImportPreview> {
  permit(officer, 'result.enter');
  return (await judge(office.client, office, officer, bytes)).preview;
}

export async function reportResults(office: Office, officer: Officer, bytes: Buffer): Promise<MadeFile> {
  permit(officer, 'result.enter');
  const { read, rows } = await judge(office.client, office, officer, bytes);
  return importReport(read, rows);
}

/**
 * Every result of the list or none, each as if it had been entered alone: the producers hear it.
 * @throws AppError `import-refused` while a row has an error, `import-changed` when it would do something else now.
 */
export async function importResults(
  office: Office,
  officer: Officer,
  { bytes, digest }: { readonly bytes: Buffer; readonly digest: string },
): Promise<ImportPreview['counts']> {
  permit(officer, 'result.enter');
  return office.client.$transaction(
    async (tx) => {
      const { preview, plan } = await judge(tx, office, officer, bytes);
      if (preview.problem !== null || preview.counts.errors > 0)
        throw new AppError('import-refused', `${preview.counts.errors} rows with errors`);
      if (preview.digest !== digest) throw new AppError('import-changed', 'digest');
      for (const { id, version, result } of plan)
        await changeWithin(tx, office, officer, 'result.enter', { id, version }, writeResult(office, officer, result));
      await recordAudit(tx, { who: officer.id, what: 'result.import', at: office.now() });
      return preview.counts;
    },
    { timeout: TIMEOUT_MS, maxWait: TIMEOUT_MS },
  );
}

export async function resultTemplate(officer: Officer): Promise<MadeFile> {
  permit(officer, 'result.enter');
  const columns = RESULT_COLUMNS.map(({ head }) => ({ head, width: 20, value: () => null }));
  const title = [
    'KẾT QUẢ ĐÁNH GIÁ, PHÂN HẠNG SẢN PHẨM OCOP',
    'Mỗi hồ sơ một dòng, ghi mã phiếu hoặc mã số sản phẩm. Không đạt thì ghi “không đạt” ở cột Hạng sao và để trống giấy chứng nhận.',
  ];
  return {
    name: 'mau-ket-qua.xlsx',
    mime: XLSX,
    bytes: await writeSheet({ name: 'Kết quả', columns, items: [], title }),
  };
}

interface PlannedResult {
  readonly id: string;
  readonly version: number;
  readonly result: EnteredResult;
}

const PARTS = { officeFile: true, result: true } as const satisfies Prisma.RegistrationInclude;
type Found = Prisma.RegistrationGetPayload<{ include: typeof PARTS }>;

async function judge(tx: Prisma.TransactionClient, office: Office, officer: Officer, bytes: Buffer) {
  const read: ReadImport<ResultColumn> = await readImport(bytes, RESULT_COLUMNS);
  const today = dateInVietNam(office.now());
  const results = read.kind === 'table' ? read.rows.map((row) => readResult(row, today)) : [];
  const hitsOf = indexed(await findRegistrations(tx, officer, results));
  const seen = new Map<string, number>();
  const plan: PlannedResult[] = [];
  const rows = results.map((row) => judgeRow(row, hitsOf(row), seen, plan, today));
  // In one order everywhere, so that two lists at once can't wait for each other.
  plan.sort((a, b) => (a.id < b.id ? -1 : 1));
  return { read, rows, plan, preview: previewOf(bytes, read, rows, plan) };
}

async function findRegistrations(
  tx: Prisma.TransactionClient,
  officer: Officer,
  rows: readonly ReadResult[],
): Promise<readonly Found[]> {
  if (rows.length === 0) return [];
  const references = rows.flatMap(({ reference }) => reference ?? []);
  const codes = rows.flatMap(({ code }) => code ?? []);
  return tx.registration.findMany({
    where: {
      AND: [
        registrationsOf(officer),
        { OR: [{ reference: { in: references } }, { officeFile: { is: { productCode: { in: codes } } } }] },
      ],
    },
    include: PARTS,
  });
}

/** Which of them a row names; by code and by reference they are found without a walk through all. */
function indexed(found: readonly Found[]): (row: ReadResult) => Found | undefined {
  const byReference = new Map(found.map((one) => [one.reference, one]));
  const byCode = new Map(found.map((one) => [one.officeFile?.productCode, one]));
  return ({ reference, code }) => {
    const one = reference === null ? byCode.get(code ?? undefined) : byReference.get(reference);
    return code === null || one?.officeFile?.productCode === code ? one : undefined;
  };
}

function judgeRow(
  { row, errors, notes, reference, code, result }: ReadResult,
  registration: Found | undefined,
  seen: Map<string, number>,
  plan: PlannedResult[],
  today: string,
): JudgedRow {
  const wrong = (column: string | null, text: string): JudgedRow => ({
    row,
    notes,
    errors: [...errors, { column, text } satisfies RowProblem],
    action: null,
  });
  if (reference === null && code === null) return { row, errors, notes, action: null };
  if (!registration?.officeFile)
    return wrong(
      resultHead(reference === null ? 'code' : 'reference'),
      'Không tìm thấy hồ sơ này trong địa bàn của anh/chị.',
    );
  const before = seen.get(registration.id);
  if (before !== undefined) return wrong(null, `Hồ sơ này đã ở dòng ${before}.`);
  seen.set(registration.id, row);
  const { status } = registration;
  if (status !== 'evaluated' && transition(status, 'evaluate').kind === 'refused')
    return wrong(null, `Hồ sơ đang ở trạng thái “${STATUS_LABELS[status]}” nên chưa ghi kết quả được.`);
  if (result === null) return { row, errors, notes, action: null };
  const checked = checkResult(result, today);
  if (checked.kind === 'refused') return wrong(null, ERRORS[ERROR_OF[checked.why]].text);
  if (isSame(registration.result, result, checked.expiresOn)) return { row, errors, notes, action: 'same' };
  plan.push({ id: registration.id, version: registration.officeFile.version, result });
  return { row, errors, notes, action: registration.result ? 'changed' : 'new' };
}

/** Nobody hears the same result twice because a list came twice. */
function isSame(stored: Found['result'], result: EnteredResult, expiresOn: string | null): boolean {
  return (
    stored !== null &&
    Number(stored.points) === result.points &&
    stored.stars === result.stars &&
    stored.certificateNumber === result.certificateNumber &&
    isoDate(stored.certificateOn) === result.certificateOn &&
    isoDate(stored.expiresOn) === expiresOn
  );
}
