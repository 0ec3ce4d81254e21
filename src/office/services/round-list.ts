import type { Prisma } from '../../platform/database/generated/client.ts';
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

const PAGE_SIZE = 50;

export interface RoundPage {
  readonly total: number;
  /** From 1. */
  readonly page: number;
  readonly pageSize: number;
  readonly records: readonly RegistrationRecord[];
}

/** A part of the list to look at: what is not shown is neither read nor logged. */
export async function viewRoundPage(
  office: Office,
  officer: Officer,
  { page, ...round }: RoundOf & { readonly page: number },
): Promise<RoundPage> {
  const records = await readRound(office, officer, 'list.view', round, {
    skip: (page - 1) * PAGE_SIZE,
    take: PAGE_SIZE,
  });
  const total = await office.client.registration.count({ where: conditionOf(officer, round) });
  return { total, page, pageSize: PAGE_SIZE, records };
}

export async function exportRoundList(office: Office, officer: Officer, round: RoundOf): Promise<MadeFile> {
  const registrations = await readRound(office, officer, 'list.export', round);
  const { roundListWorkbook } = await import('../documents/round-list-workbook.ts');
  const { roundOn, unit = null } = round;
  const bytes = await roundListWorkbook({ roundOn, unit, registrations });
  return { name: `danh-sach-${unit ?? 'cac-xa'}-${roundOn}.xlsx`, mime: XLSX, bytes };
}

function conditionOf(officer: Officer, { roundOn, unit }: RoundOf): Prisma.RegistrationWhereInput {
  return {
    AND: [
      registrationsOf(officer),
      {
        status: { in: PROPOSED },
        officeFile: { is: { roundOn: dateColumn(roundOn), ...(unit === undefined ? {} : { unit }) } },
      },
    ],
  };
}

async function readRound(
  office: Office,
  officer: Officer,
  action: Extract<Action, 'list.view' | 'list.export'>,
  round: RoundOf,
  part: { readonly skip?: number; readonly take?: number } = {},
): Promise<RegistrationRecord[]> {
  permit(officer, action);
  const at = office.now();
  return office.client.$transaction(async (tx) => {
    const rows = await tx.registration.findMany({
      where: conditionOf(officer, round),
      orderBy: [{ officeFile: { unit: 'asc' } }, { officeFile: { productCode: 'asc' } }, { id: 'asc' }],
      ...part,
      include: RECORD_PARTS,
    });
    await recordAudit(tx, [
      { who: officer.id, what: action, at },
      ...rows.map(({ id }) => ({ who: officer.id, what: action, registrationId: id, at })),
    ]);
    return rows.map(recordOf);
  });
}
