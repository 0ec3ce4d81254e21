import type { RegistrationStatus } from '../../registration/types.ts';
import { type RegistrationRecord, XLSX } from '../documents/types.ts';
import type { Action } from '../permissions.ts';
import type { Officer } from '../roles.ts';
import { recordAudit } from '../store/audit.ts';
import { registrationsOf } from '../store/scope.ts';
import type { MadeFile } from './documents.ts';
import { dateColumn, type Office, permit } from './office.ts';
import { RECORD_PARTS, recordOf } from './registration-record.ts';

export interface RoundOf {
  /** ISO date: 30/4 or 30/10 of the year. */
  readonly roundOn: string;
  /** One commune; left out: all of the officer's. */
  readonly unit?: string | undefined;
}

/** What a commune proposes to the province in a round: accepted, forwarded or already evaluated. */
const PROPOSED: RegistrationStatus[] = ['accepted', 'forwarded', 'evaluated'];

export async function viewRoundList(office: Office, officer: Officer, round: RoundOf): Promise<RegistrationRecord[]> {
  return readRound(office, officer, 'list.view', round);
}

export async function exportRoundList(office: Office, officer: Officer, round: RoundOf): Promise<MadeFile> {
  const registrations = await readRound(office, officer, 'list.export', round);
  const { roundListWorkbook } = await import('../documents/round-list-workbook.ts');
  const { roundOn, unit = null } = round;
  const bytes = await roundListWorkbook({ roundOn, unit, registrations });
  return { name: `danh-sach-${unit ?? 'cac-xa'}-${roundOn}.xlsx`, mime: XLSX, bytes };
}

async function readRound(
  office: Office,
  officer: Officer,
  action: Extract<Action, 'list.view' | 'list.export'>,
  { roundOn, unit }: RoundOf,
): Promise<RegistrationRecord[]> {
  permit(officer, action);
  const at = office.now();
  return office.client.$transaction(async (tx) => {
    const rows = await tx.registration.findMany({
      where: {
        AND: [
          registrationsOf(officer),
          {
            status: { in: PROPOSED },
            officeFile: { is: { roundOn: dateColumn(roundOn), ...(unit === undefined ? {} : { unit }) } },
          },
        ],
      },
      orderBy: [{ officeFile: { unit: 'asc' } }, { officeFile: { productCode: 'asc' } }],
      include: RECORD_PARTS,
    });
    await recordAudit(tx, [
      { who: officer.id, what: action, at },
      ...rows.map(({ id }) => ({ who: officer.id, what: action, registrationId: id, at })),
    ]);
    return rows.map(recordOf);
  });
}
