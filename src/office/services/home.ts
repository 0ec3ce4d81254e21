import { addDays, dateInVietNam } from '../../language/calendar.ts';
import { openDataRequests } from '../../people/data-requests.ts';
import type { RegistrationStatus } from '../../registration/types.ts';
import { alertHorizon, CLOCK_RUNS } from '../deadlines.ts';
import { type Action, PERMISSIONS } from '../permissions.ts';
import type { Officer } from '../roles.ts';
import { recordAudit } from '../store/audit.ts';
import { requestsOf } from '../store/conversations.ts';
import { dataRequestsOf } from '../store/data-requests.ts';
import { OF_ENTRIES } from '../store/folded-answers.ts';
import { filesOf, registrationsOf } from '../store/scope.ts';
import { countTroubles, type NoticeTroubles } from './broadcasts/ledger.ts';
import { dateColumn, type Office, permit } from './office.ts';
import { countDeadlines, type DeadlineCounts, type QueueRow, rowOf } from './search-registrations.ts';

/** What waits for one officer, and how the last weeks went. */
export interface Home {
  /** Dossiers that are late or due within three working days, the most urgent first; at most six. */
  readonly urgent: readonly QueueRow[];
  readonly deadlines: DeadlineCounts;
  /** Sent by producers; their paper has not come. */
  readonly withoutPaper: number;
  readonly byStatus: Readonly<Partial<Record<RegistrationStatus, number>>>;
  /** Open ones assigned to this officer. */
  readonly mine: number;
  /** Null for roles that answer nobody. */
  readonly conversations: {
    readonly waiting: number;
    readonly mine: number;
    /** ISO instant of the one that waits longest. */
    readonly longestSince: string | null;
  } | null;
  /** Null for roles that do not see to them. */
  readonly dataRequests:
    | readonly {
        readonly id: string;
        readonly right: string;
        /** ISO dates. */
        readonly answerBy: string;
        readonly dueOn: string;
        readonly halfTime: boolean;
      }[]
    | null;
  /** Questions of the last 30 days that no source answered; null for roles that do not keep the articles. */
  readonly unanswered: number | null;
  /** What people were to be told and perhaps were not; null for roles that tell nobody. */
  readonly notices: NoticeTroubles | null;
  readonly weeks: readonly WeekFigures[];
}

export interface WeekFigures {
  /** ISO date of its Monday. */
  readonly from: string;
  readonly sent: number;
  readonly accepted: number;
  readonly returned: number;
  readonly forwarded: number;
}

const URGENT = 6;
const WEEKS = 8;
const QUESTION_DAYS = 30;
const DAY_MS = 86_400_000;

/** One look at everything that waits; logged as a look at the list. */
export async function viewHome(office: Office, officer: Officer): Promise<Home> {
  permit(officer, 'registration.list');
  const at = office.now();
  const today = dateInVietNam(at);
  const has = (action: Action) => PERMISSIONS[officer.role].has(action);
  const [urgent, deadlines, withoutPaper, byStatus, mine, conversations, dataRequests, unanswered, notices, weeks] =
    await Promise.all([
      urgentRows(office, officer, at, today),
      countDeadlines(office, officer),
      office.client.registration.count({
        where: { status: 'submitted', officeFile: { is: { ...filesOf(officer), receivedOn: null } } },
      }),
      countByStatus(office, officer),
      office.client.registration.count({
        where: { status: { in: [...CLOCK_RUNS] }, officeFile: { is: { ...filesOf(officer), assigneeId: officer.id } } },
      }),
      has('conversation.list') ? countConversations(office, officer) : null,
      has('data-request.list') ? openRequests(office, officer, at) : null,
      has('question.list') ? countQuestions(office, at) : null,
      has('call-list.view') ? countTroubles(office, officer) : null,
      countWeeks(office, officer, today),
    ]);
  return { urgent, deadlines, withoutPaper, byStatus, mine, conversations, dataRequests, unanswered, notices, weeks };
}

async function urgentRows(office: Office, officer: Officer, at: Date, today: string): Promise<QueueRow[]> {
  return office.client.$transaction(async (tx) => {
    const rows = await tx.registration.findMany({
      where: {
        status: { in: [...CLOCK_RUNS] },
        officeFile: { is: { ...filesOf(officer), dueOn: { lte: dateColumn(alertHorizon(today)) } } },
      },
      orderBy: [{ officeFile: { dueOn: 'asc' } }, { id: 'asc' }],
      take: URGENT,
      include: { officeFile: true, entries: OF_ENTRIES },
    });
    await recordAudit(tx, { who: officer.id, what: 'registration.list', at });
    return rows.map((row) => rowOf(row, today));
  });
}

export async function countByStatus(
  { client }: Office,
  officer: Officer,
): Promise<Partial<Record<RegistrationStatus, number>>> {
  permit(officer, 'registration.list');
  const groups = await client.registration.groupBy({
    by: ['status'],
    where: registrationsOf(officer),
    _count: { _all: true },
  });
  return Object.fromEntries(groups.map(({ status, _count }) => [status, _count._all]));
}

async function countConversations({ client }: Office, officer: Officer): Promise<Home['conversations']> {
  const open = { status: 'open' as const, ...requestsOf(officer) };
  const waiting = { ...open, claimedAt: null };
  const [count, mine, longest] = await Promise.all([
    client.handoffRequest.count({ where: waiting }),
    client.handoffRequest.count({ where: { ...open, claimedBy: officer.id } }),
    client.handoffRequest.findFirst({ where: waiting, orderBy: { createdAt: 'asc' }, select: { createdAt: true } }),
  ]);
  return { waiting: count, mine, longestSince: longest?.createdAt.toISOString() ?? null };
}

async function openRequests(
  { client }: Office,
  officer: Officer,
  at: Date,
): Promise<NonNullable<Home['dataRequests']>> {
  const open = await openDataRequests(client, at, dataRequestsOf(officer));
  return open.map(({ id, right, answerBy, dueOn, halfTime }) => ({
    id,
    right,
    answerBy: answerBy.toISOString().slice(0, 10),
    dueOn: dueOn.toISOString().slice(0, 10),
    halfTime,
  }));
}

async function countQuestions({ client }: Office, at: Date): Promise<number> {
  const { _sum } = await client.unansweredQuestion.aggregate({
    where: { doneAt: null, askedOn: { gte: new Date(at.getTime() - QUESTION_DAYS * DAY_MS) } },
    _sum: { count: true },
  });
  return _sum.count ?? 0;
}

async function countWeeks({ client }: Office, { scope }: Officer, today: string): Promise<WeekFigures[]> {
  const monday = addDays(today, -((new Date(`${today}T00:00:00Z`).getUTCDay() + 6) % 7));
  const starts = Array.from({ length: WEEKS }, (_, index) => addDays(monday, (index - WEEKS + 1) * 7));
  const since = new Date(`${starts[0]}T00:00:00+07:00`);
  const rows = await client.$queryRaw<{ week: string; to: string; count: number }[]>`
    SELECT to_char(date_trunc('week', c.at AT TIME ZONE 'Asia/Ho_Chi_Minh'), 'YYYY-MM-DD') AS week,
           c."to"::text AS "to", count(*)::int AS count
    FROM status_change c JOIN office_file f ON f.registration_id = c.registration_id
    WHERE c.at >= ${since} AND (${scope === 'province'} OR f.unit = ANY(${scope === 'province' ? [] : [...scope]}))
    GROUP BY 1, 2`;
  const count = (from: string, to: RegistrationStatus) =>
    rows.find((row) => row.week === from && row.to === to)?.count ?? 0;
  return starts.map((from) => ({
    from,
    sent: count(from, 'submitted'),
    accepted: count(from, 'accepted'),
    returned: count(from, 'returned'),
    forwarded: count(from, 'forwarded'),
  }));
}
