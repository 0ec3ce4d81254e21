import type { Officer } from '../roles.ts';
import { recordAudit } from '../store/audit.ts';
import { findInScope } from '../store/scope.ts';
import { type Office, permit } from './office.ts';

export interface AuditQuery {
  readonly registrationId?: string | undefined;
  readonly staffId?: string | undefined;
  /** Entries before this one, newest first. */
  readonly before?: string | undefined;
}

const PAGE_SIZE = 100;

/** Who did what and when, newest first. Names of people and contents are not in it. Looking at it is logged as well. */
export async function viewAudit(office: Office, officer: Officer, { registrationId, staffId, before }: AuditQuery) {
  permit(officer, 'audit.view');
  const at = office.now();
  return office.client.$transaction(async (tx) => {
    if (registrationId !== undefined) await findInScope(tx, officer, registrationId);
    const rows = await tx.auditEntry.findMany({
      where: {
        ...(registrationId === undefined ? {} : { registrationId }),
        ...(staffId === undefined ? {} : { OR: [{ who: staffId }, { staffId }] }),
        ...(before === undefined ? {} : { seq: { lt: BigInt(before) } }),
      },
      orderBy: { seq: 'desc' },
      take: PAGE_SIZE,
    });
    await recordAudit(tx, { who: officer.id, what: 'audit.view', at });
    return {
      entries: rows.map((row) => ({ ...row, seq: String(row.seq), at: row.at.toISOString() })),
      /** For `before`; null on the last page. */
      next: rows.length < PAGE_SIZE ? null : String(rows.at(-1)?.seq),
    };
  });
}
