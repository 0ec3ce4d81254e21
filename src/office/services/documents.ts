import { dateInVietNam } from '../../language/calendar.ts';
import type { Prisma } from '../../platform/database/generated/client.ts';
import { AppError } from '../../platform/errors.ts';
import type { Answers } from '../../registration/types.ts';
import {
  ASSESSMENT_TOPICS,
  type AssessmentTopic,
  DOCX,
  type RegistrationRecord,
  type WrittenAssessment,
  XLSX,
  ZIP,
} from '../documents/types.ts';
import type { Officer } from '../roles.ts';
import { recordAudit } from '../store/audit.ts';
import { registrationsOf } from '../store/scope.ts';
import { type Office, permit } from './office.ts';
import { RECORD_PARTS, recordOf } from './registration-record.ts';

export const DOCUMENT_KINDS = ['mau-01', 'mau-02', 'mau-03'] as const;
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

export interface MadeFile {
  readonly name: string;
  readonly mime: string;
  readonly bytes: Uint8Array;
}

const PARTS = { ...RECORD_PARTS, assessments: true } as const satisfies Prisma.RegistrationInclude;
type Row = Prisma.RegistrationGetPayload<{ include: typeof PARTS }>;

/** One form of one registration, as DOCX. The taking is logged. */
export async function makeDocument(
  office: Office,
  officer: Officer,
  { id, kind }: { readonly id: string; readonly kind: DocumentKind },
): Promise<MadeFile> {
  permit(officer, 'registration.document');
  const [row] = await take(office, officer, 'registration.document', [id]);
  if (!row) throw new AppError('not-in-scope', `registration ${id}`);
  return writeDocument(row, kind, dateInVietNam(office.now()));
}

/** Many registrations as one table, or as an archive of their forms beside that table. */
export async function exportRegistrations(
  office: Office,
  officer: Officer,
  { ids, as }: { readonly ids: readonly string[]; readonly as: 'xlsx' | 'zip' },
): Promise<MadeFile> {
  permit(officer, 'registration.export');
  const rows = await take(office, officer, 'registration.export', ids);
  if (rows.length < new Set(ids).size) throw new AppError('not-in-scope', 'one of several registrations');
  const today = dateInVietNam(office.now());
  const { registrationsWorkbook } = await import('../documents/registrations-workbook.ts');
  const table = await registrationsWorkbook(rows.map(recordOf));
  if (as === 'xlsx') return { name: `ho-so-${today}.xlsx`, mime: XLSX, bytes: table };
  const files = [{ name: `ho-so-${today}.xlsx`, bytes: table }];
  for (const row of rows) {
    for (const kind of DOCUMENT_KINDS) files.push(await writeDocument(row, kind, today));
  }
  const { bundle } = await import('../documents/bundle.ts');
  return { name: `ho-so-${today}.zip`, mime: ZIP, bytes: bundle(files) };
}

async function take(office: Office, officer: Officer, what: string, ids: readonly string[]): Promise<Row[]> {
  const at = office.now();
  return office.client.$transaction(async (tx) => {
    const rows = await tx.registration.findMany({
      where: { id: { in: [...ids] }, ...registrationsOf(officer) },
      orderBy: { reference: 'asc' },
      include: PARTS,
    });
    await recordAudit(
      tx,
      rows.map(({ id }) => ({ who: officer.id, what, registrationId: id, at })),
    );
    return rows;
  });
}

/** The writers of Office files are large and loaded when first needed. */
async function writeDocument(row: Row, kind: DocumentKind, today: string): Promise<MadeFile> {
  const registration = recordOf(row);
  const name = `${kind}-${registration.reference || row.id}.docx`;
  return { name, mime: DOCX, bytes: await bytesOf(registration, row, kind, today) };
}

async function bytesOf(
  registration: RegistrationRecord,
  row: Row,
  kind: DocumentKind,
  today: string,
): Promise<Uint8Array> {
  const form: { answers: Answers; reference: string; submittedAt: string } = {
    answers: registration.answers,
    reference: registration.reference,
    submittedAt: registration.submittedOn ?? today,
  };
  switch (kind) {
    case 'mau-01':
      return (await import('../../registration/documents/mau-01.ts')).mau01(form);
    case 'mau-02':
      return (await import('../../registration/documents/mau-02.ts')).mau02(form);
    case 'mau-03':
      return (await import('../documents/mau-03.ts')).mau03({ registration, assessments: assessmentsOf(row) });
    default:
      return kind satisfies never;
  }
}

function assessmentsOf({ assessments }: Row): WrittenAssessment[] {
  return ASSESSMENT_TOPICS.flatMap((topic: AssessmentTopic) => {
    const written = assessments.find((one) => one.topic === topic);
    return written ? [{ topic, text: written.text, met: written.met }] : [];
  });
}
