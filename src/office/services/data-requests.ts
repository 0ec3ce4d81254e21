import type { OfficerAct } from '../../channels/types.ts';
import { dateInVietNam } from '../../language/calendar.ts';
import type { Prisma } from '../../platform/database/generated/client.ts';
import { AppError } from '../../platform/errors.ts';
import type { RegistrationStatus } from '../../registration/types.ts';
import type { Officer } from '../roles.ts';
import { recordAudit } from '../store/audit.ts';
import { dataRequestsOf, findDataRequest } from '../store/data-requests.ts';
import { NAMING_ENTRIES, namesIn, staffNames } from '../store/names.ts';
import { registrationsOf } from '../store/scope.ts';
import type { Told } from './answer-conversation.ts';
import { type Office, permit } from './office.ts';

/** - `received`: the person has no answer yet. `answered`: told that the office has it; still to be done. */
export type DataRequestStatus = 'received' | 'answered' | 'done' | 'refused';

/** The law's clock on what somebody asked about their data. Instants and dates are ISO. */
export interface DataRequestRow {
  readonly id: string;
  /** `erase` or `withdraw`. */
  readonly right: string;
  readonly channel: string;
  readonly status: DataRequestStatus;
  readonly receivedAt: string;
  readonly answerBy: string;
  /** Calendar days until then, negative when over; null once answered or closed. */
  readonly answerLeft: number | null;
  readonly dueOn: string;
  /** Calendar days, negative when over; null once closed. */
  readonly left: number | null;
  readonly closedAt: string | null;
}

export interface DataRequestView extends DataRequestRow {
  readonly version: number;
  /** Null: the person has been erased. */
  readonly personId: string | null;
  readonly answeredAt: string | null;
  /** Names of officers; null: the command line, or nobody yet. */
  readonly answeredBy: string | null;
  readonly closedBy: string | null;
  readonly refusal: string | null;
  /** What it concerns, within the officer's units. */
  readonly registrations: readonly {
    readonly id: string;
    readonly applicant: string;
    readonly product: string;
    readonly status: RegistrationStatus;
  }[];
}

const MOST_CLOSED = 50;
const DAY_MS = 86_400_000;

/** Open ones, the most urgent first, and the newest closed ones; logged as a look. */
export async function listDataRequests(
  office: Office,
  officer: Officer,
): Promise<{ readonly open: DataRequestRow[]; readonly closed: DataRequestRow[] }> {
  permit(officer, 'data-request.list');
  const at = office.now();
  return office.client.$transaction(async (tx) => {
    const mine = dataRequestsOf(officer);
    const open = await tx.dataRequest.findMany({
      where: { doneAt: null, ...mine },
      orderBy: [{ dueOn: 'asc' }, { id: 'asc' }],
    });
    const closed = await tx.dataRequest.findMany({
      where: { doneAt: { not: null }, ...mine },
      orderBy: [{ doneAt: 'desc' }, { id: 'desc' }],
      take: MOST_CLOSED,
    });
    await recordAudit(tx, { who: officer.id, what: 'data-request.list', at });
    return { open: open.map((row) => rowOf(row, at)), closed: closed.map((row) => rowOf(row, at)) };
  });
}

/** Each look is in the audit log. @throws AppError `data-request-unknown`. */
export async function viewDataRequest(office: Office, officer: Officer, id: string): Promise<DataRequestView> {
  permit(officer, 'data-request.view');
  const at = office.now();
  return office.client.$transaction(async (tx) => {
    const row = await findDataRequest(tx, officer, id);
    const { personId, version, answeredAt, answeredBy, doneBy, refusal } = row;
    const registrations =
      personId === null
        ? []
        : await tx.registration.findMany({
            where: { personId, ...registrationsOf(officer) },
            orderBy: { createdAt: 'desc' },
            select: { id: true, status: true, entries: NAMING_ENTRIES },
          });
    const names = await staffNames(tx, [answeredBy, doneBy]);
    await recordAudit(tx, { who: officer.id, what: 'data-request.view', dataRequestId: id, at });
    return {
      ...rowOf(row, at),
      version,
      personId,
      answeredAt: answeredAt?.toISOString() ?? null,
      answeredBy: names.get(answeredBy ?? '') ?? null,
      closedBy: names.get(doneBy ?? '') ?? null,
      refusal,
      registrations: registrations.map(({ entries, ...one }) => ({ ...one, ...namesIn(entries) })),
    };
  });
}

export interface DataRequestTarget {
  readonly id: string;
  /** As the officer saw it. */
  readonly version: number;
}

/** The assistant tells the person that the office has it. @throws AppError `data-request-wrong-status`, `changed-meanwhile`. */
export function noteAnswered(office: Office, officer: Officer, target: DataRequestTarget): Promise<Told> {
  return change(office, officer, 'data-request.answer', target, { act: 'request-answered' }, (row, at) => {
    if (row.answeredAt) throw new AppError('data-request-wrong-status', `data request ${row.id}: answered`);
    return { answeredAt: at, answeredBy: officer.id };
  });
}

/** An erasure closes its request itself: one that is only noted would be a false record. @throws as `noteAnswered`. */
export function closeDone(office: Office, officer: Officer, target: DataRequestTarget): Promise<Told> {
  return change(office, officer, 'data-request.close', target, { act: 'request-done' }, (row, at) => {
    if (row.right === 'erase') throw new AppError('data-request-wrong-status', `data request ${row.id}: not erased`);
    return { doneAt: at, doneBy: officer.id };
  });
}

/** @throws as `noteAnswered`. */
export function refuse(
  office: Office,
  officer: Officer,
  { reason, ...target }: DataRequestTarget & { readonly reason: string },
): Promise<Told> {
  return change(office, officer, 'data-request.refuse', target, { act: 'request-refused', words: reason }, (_, at) => ({
    doneAt: at,
    doneBy: officer.id,
    refusal: reason,
  }));
}

async function change(
  office: Office,
  officer: Officer,
  what: 'data-request.answer' | 'data-request.close' | 'data-request.refuse',
  { id, version }: DataRequestTarget,
  { act, words = '' }: { readonly act: OfficerAct; readonly words?: string },
  step: (row: Prisma.DataRequestModel, at: Date) => Prisma.DataRequestUpdateManyMutationInput,
): Promise<Told> {
  permit(officer, what);
  const at = office.now();
  const conversation = await office.client.$transaction(async (tx) => {
    const row = await findDataRequest(tx, officer, id);
    if (row.version !== version) throw new AppError('changed-meanwhile', `data request ${id}`);
    if (row.doneAt) throw new AppError('data-request-wrong-status', `data request ${id}: closed`);
    const data = { ...step(row, at), version: { increment: 1 } };
    const { count } = await tx.dataRequest.updateMany({ where: { id, version, doneAt: null }, data });
    if (count !== 1) throw new AppError('changed-meanwhile', `data request ${id}`);
    await recordAudit(tx, { who: officer.id, what, dataRequestId: id, at });
    const { personId, channel } = row;
    return personId === null ? null : office.desk.tell(tx, { personId, channel, act, words, at });
  });
  if (conversation !== null) await office.wake(conversation);
  return { told: conversation !== null };
}

function rowOf(row: Prisma.DataRequestModel, at: Date): DataRequestRow {
  const { id, right, channel, receivedAt, answerBy, answeredAt, dueOn, doneAt, refusal } = row;
  const today = Date.parse(dateInVietNam(at));
  const daysTo = (day: Date) => Math.round((day.getTime() - today) / DAY_MS);
  return {
    id,
    right,
    channel,
    status: doneAt ? (refusal === null ? 'done' : 'refused') : answeredAt ? 'answered' : 'received',
    receivedAt: receivedAt.toISOString(),
    answerBy: answerBy.toISOString().slice(0, 10),
    answerLeft: answeredAt || doneAt ? null : daysTo(answerBy),
    dueOn: dueOn.toISOString().slice(0, 10),
    left: doneAt ? null : daysTo(dueOn),
    closedAt: doneAt?.toISOString() ?? null,
  };
}
