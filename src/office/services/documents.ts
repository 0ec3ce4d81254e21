import { dateInVietNam } from '../../language/calendar.ts';
import type { Prisma, PrismaClient } from '../../platform/database/generated/client.ts';
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
export type TakenRegistration = Prisma.RegistrationGetPayload<{ include: typeof PARTS }>;

/** One form of one registration, as DOCX. The taking is logged. */
export async function makeDocument(
  office: Office,
  officer: Officer,
  { id, kind }: { readonly id: string; readonly kind: DocumentKind },
): Promise<MadeFile> {
  permit(officer, 'registration.document');
  const at = office.now();
  const [row] = await takeRegistrations(office.client, officer, { ids: [id], at, logged: 'registration.document' });
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
  const at = office.now();
  const rows = await takeRegistrations(office.client, officer, { ids, at, logged: 'registration.export' });
  if (rows.length < new Set(ids).size) throw new AppError('not-in-scope', 'one of several registrations');
  const today = dateInVietNam(office.now());
  const { registrationsWorkbook } = await import('../documents/registrations-workbook.ts');
  const table = await registrationsWorkbook(rows.map(recordOf));
  if (as === 'xlsx') return { name: `ho-so-${today}.xlsx`, mime: XLSX, bytes: table };
  const files = [{ name: `ho-so-${today}.xlsx`, bytes: table }];
  for (const row of rows) for await (const file of writeForms(row, today)) files.push(file);
  const { bundle } = await import('../documents/bundle.ts');
  return { name: `ho-so-${today}.zip`, mime: ZIP, bytes: bundle(files) };
}

/**
 * Those of `ids` that the officer may see, in the order given.
 * @param logged The line of each in the audit log; null: they have had it.
 */
export async function takeRegistrations(
  client: PrismaClient,
  officer: Officer,
  {
    ids,
    at,
    logged,
  }: {
    readonly ids: readonly string[];
    readonly at: Date;
    readonly logged: 'registration.document' | 'registration.export' | null;
  },
): Promise<TakenRegistration[]> {
  return client.$transaction(async (tx) => {
    const rows = await tx.registration.findMany({
      where: { id: { in: [...ids] }, ...registrationsOf(officer) },
      include: PARTS,
    });
    if (logged) {
      await recordAudit(
        tx,
        rows.map(({ id }) => ({ who: officer.id, what: logged, registrationId: id, at })),
      );
    }
    const place = new Map(ids.map((id, index) => [id, index]));
    return rows.sort((a, b) => (place.get(a.id) ?? 0) - (place.get(b.id) ?? 0));
  });
}

/** Every form of one registration, one after the other. @param today ISO date, for one that was never sent. */
export async function* writeForms(row: TakenRegistration, today: string): AsyncGenerator<MadeFile> {
  for (const kind of DOCUMENT_KINDS) yield await writeDocument(row, kind, today);
}

/** The writers of Office files are large and loaded when first needed. */
async function writeDocument(row: TakenRegistration, kind: DocumentKind, today: string): Promise<MadeFile> {
  const registration = recordOf(row);
  const name = `${kind}-${registration.reference || row.id}.docx`;
  return { name, mime: DOCX, bytes: await bytesOf(registration, row, kind, today) };
}

async function bytesOf(
  registration: RegistrationRecord,
  row: TakenRegistration,
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

function assessmentsOf({ assessments }: TakenRegistration): WrittenAssessment[] {
  return ASSESSMENT_TOPICS.flatMap((topic: AssessmentTopic) => {
    const written = assessments.find((one) => one.topic === topic);
    return written ? [{ topic, text: written.text, met: written.met }] : [];
  });
}
