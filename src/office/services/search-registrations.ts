import { dateInVietNam } from '../../language/calendar.ts';
import type { Prisma } from '../../platform/database/generated/client.ts';
import type { RegistrationStatus } from '../../registration/types.ts';
import { alertHorizon, CLOCK_RUNS, type Deadline, deadlineOf } from '../deadlines.ts';
import { searchKey } from '../office-columns.ts';
import type { Officer } from '../roles.ts';
import { recordAudit } from '../store/audit.ts';
import { foldedAnswers, OF_ENTRIES } from '../store/folded-answers.ts';
import { filesOf, registrationsOf } from '../store/scope.ts';
import { dateColumn, isoDate, type Office, permit } from './office.ts';

export interface Search {
  readonly status?: readonly RegistrationStatus[] | undefined;
  readonly unit?: string | undefined;
  /** 1–26; null: not decided yet. */
  readonly productSet?: number | null | undefined;
  /** lan-dau, nang-hang, danh-gia-lai. */
  readonly kind?: string | undefined;
  readonly assigneeId?: string | null | undefined;
  /** `soon`: three working days or fewer are left. */
  readonly deadline?: 'soon' | 'overdue' | undefined;
  /** Part of a name or number, with or without marks; a phone number. */
  readonly text?: string | undefined;
  /** From 1. */
  readonly page: number;
}

export interface QueueRow {
  readonly id: string;
  readonly reference: string | null;
  readonly status: RegistrationStatus;
  readonly unit: string;
  readonly applicant: string;
  readonly product: string;
  readonly productSet: number | null;
  readonly kind: string;
  /** ISO instant. */
  readonly submittedAt: string | null;
  readonly deadline: Deadline | null;
  readonly assigneeId: string | null;
  readonly filledByOffice: boolean;
  readonly version: number;
}

export interface QueuePage {
  readonly total: number;
  readonly page: number;
  readonly pageSize: number;
  readonly rows: readonly QueueRow[];
}

const PAGE_SIZE = 50;

/** Nearest deadline first, then the longest waiting. */
const ORDER: Prisma.RegistrationOrderByWithRelationInput[] = [
  { officeFile: { dueOn: { sort: 'asc', nulls: 'last' } } },
  { submittedAt: { sort: 'asc', nulls: 'last' } },
  { id: 'asc' },
];

/** The queue of an officer's units: nearest deadline first, then the longest waiting. */
export async function searchRegistrations(office: Office, officer: Officer, search: Search): Promise<QueuePage> {
  permit(officer, 'registration.list');
  const at = office.now();
  const today = dateInVietNam(at);
  const where = { AND: [registrationsOf(officer), conditionOf(search, today)] };
  return office.client.$transaction(async (tx) => {
    const total = await tx.registration.count({ where });
    const rows = await tx.registration.findMany({
      where,
      orderBy: ORDER,
      skip: (search.page - 1) * PAGE_SIZE,
      take: PAGE_SIZE,
      include: { officeFile: true, entries: OF_ENTRIES },
    });
    await recordAudit(tx, { who: officer.id, what: 'registration.list', at });
    return { total, page: search.page, pageSize: PAGE_SIZE, rows: rows.map((row) => rowOf(row, today)) };
  });
}

/** Which registrations a search finds, in the order of its list, at most so many; `total` says how many there are. Only ids, so nothing is logged. */
export async function findRegistrations(
  office: Office,
  officer: Officer,
  search: Search,
  most: number,
): Promise<{ readonly total: number; readonly ids: readonly string[] }> {
  permit(officer, 'registration.list');
  const where = { AND: [registrationsOf(officer), conditionOf(search, dateInVietNam(office.now()))] };
  const [total, rows] = await Promise.all([
    office.client.registration.count({ where }),
    office.client.registration.findMany({ where, orderBy: ORDER, take: most, select: { id: true } }),
  ]);
  return { total, ids: rows.map(({ id }) => id) };
}

function conditionOf(search: Search, today: string): Prisma.RegistrationWhereInput {
  const { status, deadline } = search;
  const statuses = deadline ? (status ?? CLOCK_RUNS).filter((one) => CLOCK_RUNS.includes(one)) : status;
  return {
    ...(statuses ? { status: { in: [...statuses] } } : {}),
    officeFile: { is: fileConditionOf(search, today) },
  };
}

function fileConditionOf(search: Search, today: string): Prisma.OfficeFileWhereInput {
  const { unit, productSet, kind, assigneeId, deadline, text } = search;
  return {
    ...(unit === undefined ? {} : { unit }),
    ...(productSet === undefined ? {} : { productSet }),
    ...(kind === undefined ? {} : { kind }),
    ...(assigneeId === undefined ? {} : { assigneeId }),
    ...(deadline === 'overdue' ? { dueOn: { lt: dateColumn(today) } } : {}),
    ...(deadline === 'soon' ? { dueOn: { gte: dateColumn(today), lte: dateColumn(alertHorizon(today)) } } : {}),
    ...(text === undefined ? {} : textCondition(text)),
  };
}

/** Every word somewhere in the names and numbers; digits alone are also looked for in the phone number. */
function textCondition(text: string): Prisma.OfficeFileWhereInput {
  const words = searchKey(text).split(' ').filter(Boolean);
  const inNames = { AND: words.map((word) => ({ search: { contains: word } })) };
  const digits = text.replace(/[\s.+()-]/g, '').replace(/^84(?=\d{9}$)/, '0');
  return /^\d{4,}$/.test(digits) ? { OR: [inNames, { phone: { contains: digits } }] } : inNames;
}

type Row = Prisma.RegistrationGetPayload<{ include: { officeFile: true; entries: typeof OF_ENTRIES } }>;

/** A registration as it stands in a list. */
export function rowOf(row: Row, today: string): QueueRow {
  const answers = foldedAnswers(row.entries);
  const { officeFile: file } = row;
  const receivedOn = isoDate(file?.receivedOn ?? null);
  const due = isoDate(file?.dueOn ?? null);
  return {
    id: row.id,
    reference: row.reference,
    status: row.status,
    unit: file?.unit ?? '',
    applicant: String(answers['applicant.name'] ?? ''),
    product: String(answers['product.name'] ?? ''),
    productSet: file?.productSet ?? null,
    kind: file?.kind ?? '',
    submittedAt: row.submittedAt?.toISOString() ?? null,
    deadline: receivedOn && due ? deadlineOf(receivedOn, due, row.status, today) : null,
    assigneeId: file?.assigneeId ?? null,
    filledByOffice: file?.filledByOffice ?? false,
    version: file?.version ?? 0,
  };
}

export interface DeadlineCounts {
  readonly soon: number;
  readonly overdue: number;
}

/** How many dossiers of the officer's units are due soon or late: counts only, so nothing is logged. */
export async function countDeadlines(office: Office, officer: Officer): Promise<DeadlineCounts> {
  permit(officer, 'registration.list');
  const today = dateInVietNam(office.now());
  const running = { registration: { status: { in: [...CLOCK_RUNS] } } };
  const count = (deadline: 'soon' | 'overdue') =>
    office.client.officeFile.count({
      where: { AND: [filesOf(officer), running, fileConditionOf({ deadline, page: 1 }, today)] },
    });
  const [soon, overdue] = await Promise.all([count('soon'), count('overdue')]);
  return { soon, overdue };
}
