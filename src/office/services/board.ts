import { dateInVietNam } from '../../language/calendar.ts';
import type { RegistrationStatus } from '../../registration/types.ts';
import type { Officer } from '../roles.ts';
import { recordAudit } from '../store/audit.ts';
import { OF_ENTRIES } from '../store/folded-answers.ts';
import { filesOf } from '../store/scope.ts';
import { type Office, permit } from './office.ts';
import { type QueueRow, rowOf } from './search-registrations.ts';

/** What an office works on, in the order in which a registration goes through it. */
export const BOARD_STATUSES = [
  'submitted',
  'returned',
  'accepted',
  'forwarded',
  'evaluated',
] as const satisfies readonly RegistrationStatus[];

export interface BoardColumn {
  readonly status: RegistrationStatus;
  readonly total: number;
  /** The most urgent; `total` says how many there are. */
  readonly rows: readonly QueueRow[];
}

const ROWS = 8;

/** One column a status, nearest deadline first. One line in the audit log for the whole look. */
export async function viewBoard(
  office: Office,
  officer: Officer,
  { unit }: { readonly unit?: string | undefined },
): Promise<readonly BoardColumn[]> {
  permit(officer, 'registration.list');
  const at = office.now();
  const today = dateInVietNam(at);
  const file = { AND: [filesOf(officer), unit === undefined ? {} : { unit }] };
  return office.client.$transaction(async (tx) => {
    const columns: BoardColumn[] = [];
    for (const status of BOARD_STATUSES) {
      const where = { status, officeFile: { is: file } };
      const total = await tx.registration.count({ where });
      const rows = await tx.registration.findMany({
        where,
        orderBy: [{ officeFile: { dueOn: { sort: 'asc', nulls: 'last' } } }, { submittedAt: 'asc' }, { id: 'asc' }],
        take: ROWS,
        include: { officeFile: true, entries: OF_ENTRIES },
      });
      columns.push({ status, total, rows: rows.map((row) => rowOf(row, today)) });
    }
    await recordAudit(tx, { who: officer.id, what: 'registration.list', at });
    return columns;
  });
}
