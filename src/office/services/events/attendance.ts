import type { EventDetails } from '../../../notifications/events/event.ts';
import type { Prisma } from '../../../platform/database/generated/client.ts';
import { AppError } from '../../../platform/errors.ts';
import { foldAnswers } from '../../../registration/fold.ts';
import { entryOf } from '../../../registration/stored-entry.ts';
import { XLSX } from '../../documents/types.ts';
import type { Action } from '../../permissions.ts';
import type { Officer } from '../../roles.ts';
import { recordAudit } from '../../store/audit.ts';
import { findOwnEvent } from '../../store/events.ts';
import type { MadeFile } from '../documents.ts';
import { type Office, permit } from '../office.ts';

/** Somebody who answered. Without consent nothing of them is known but their code. */
export interface Attendant {
  readonly code: string;
  readonly status: 'going' | 'waiting' | 'declined';
  readonly name: string | null;
  readonly organisation: string | null;
  readonly unit: string | null;
  readonly phone: string | null;
  /** ISO instants. */
  readonly repliedAt: string;
  readonly checkedInAt: string | null;
}

export interface Attendance {
  readonly event: EventDetails;
  /** Those who come, then the waiting list in its order, then those who don't. */
  readonly people: readonly Attendant[];
}

/** Each look is in the audit log. @throws AppError `event-not-found`. */
export function viewAttendance(office: Office, officer: Officer, id: string): Promise<Attendance> {
  return readAttendance(office, officer, 'event.attendance', id);
}

export async function exportAttendance(office: Office, officer: Officer, id: string): Promise<MadeFile> {
  const attendance = await readAttendance(office, officer, 'event.export', id);
  const { attendanceWorkbook } = await import('../../documents/attendance-workbook.ts');
  return { name: `danh-sach-du-${id.slice(-8)}.xlsx`, mime: XLSX, bytes: await attendanceWorkbook(attendance) };
}

/** The code read out at the door. Twice is no second person. @throws AppError `door-code-unknown`. */
export async function checkIn(
  office: Office,
  officer: Officer,
  { id, code }: { readonly id: string; readonly code: string },
): Promise<{ readonly already: boolean; readonly status: 'going' | 'waiting' | 'declined' }> {
  permit(officer, 'event.check-in');
  const at = office.now();
  return office.client.$transaction(async (tx) => {
    await findOwnEvent(tx, officer, id);
    const where = { eventId_code: { eventId: id, code } };
    const reply = await tx.eventReply.findUnique({ where });
    if (!reply) throw new AppError('door-code-unknown', `event ${id}`);
    if (reply.checkedInAt) return { already: true, status: reply.status };
    await tx.eventReply.update({ where, data: { checkedInAt: at } });
    await recordAudit(tx, { who: officer.id, what: 'event.check-in', eventId: id, at });
    return { already: false, status: reply.status };
  });
}

const PERSON = {
  consents: { orderBy: [{ at: 'desc' }, { id: 'desc' }], take: 1, select: { action: true } },
  memberships: { take: 1 },
  registrations: {
    where: { status: { not: 'withdrawn' } },
    orderBy: { updatedAt: 'desc' },
    take: 1,
    include: { entries: { orderBy: { seq: 'asc' } } },
  },
} as const satisfies Prisma.PersonInclude;

const ORDER = { going: 0, waiting: 1, declined: 2 } as const;

async function readAttendance(
  office: Office,
  officer: Officer,
  action: Extract<Action, 'event.attendance' | 'event.export'>,
  id: string,
): Promise<Attendance> {
  permit(officer, action);
  const at = office.now();
  return office.client.$transaction(async (tx) => {
    const event = await findOwnEvent(tx, officer, id);
    const rows = await tx.eventReply.findMany({
      where: { eventId: id },
      orderBy: { seq: 'asc' },
      include: { person: { include: PERSON } },
    });
    await recordAudit(tx, { who: officer.id, what: action, eventId: id, at });
    const people = rows.map((row) => attendantOf(row)).sort((a, b) => ORDER[a.status] - ORDER[b.status]);
    return { event, people };
  });
}

type Row = Prisma.EventReplyGetPayload<{ include: { person: { include: typeof PERSON } } }>;

function attendantOf({ code, status, repliedAt, checkedInAt, person }: Row): Attendant {
  const consented = person.consents[0]?.action === 'given';
  const [member] = person.memberships;
  const log = person.registrations[0]?.entries.map(entryOf) ?? [];
  const answers = consented ? foldAnswers(log).answers : {};
  const told = (field: 'applicant.representative' | 'applicant.name' | 'applicant.unit' | 'applicant.phone') => {
    const value = answers[field];
    return typeof value === 'string' ? value : null;
  };
  return {
    code,
    status,
    name: told('applicant.representative'),
    organisation: told('applicant.name') ?? (consented ? (member?.name ?? null) : null),
    unit: told('applicant.unit') ?? (consented ? (member?.unit ?? null) : null),
    phone: told('applicant.phone') ?? (consented ? (member?.phone ?? null) : null),
    repliedAt: repliedAt.toISOString(),
    checkedInAt: checkedInAt?.toISOString() ?? null,
  };
}
