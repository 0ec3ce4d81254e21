import type { CampaignAct } from '../../../notifications/campaigns/transitions.ts';
import { nextStatus } from '../../../notifications/campaigns/transitions.ts';
import type { Prisma } from '../../../platform/database/generated/client.ts';
import { AppError } from '../../../platform/errors.ts';
import type { Action } from '../../permissions.ts';
import type { Officer } from '../../roles.ts';
import { recordAudit } from '../../store/audit.ts';
import { findBroadcast } from '../../store/broadcasts.ts';
import { type Office, permit } from '../office.ts';

/** Which broadcast is meant, and the version of it that the officer has seen. */
export interface BroadcastTarget {
  readonly id: string;
  readonly version: number;
}

export interface BroadcastChange {
  readonly tx: Prisma.TransactionClient;
  readonly broadcast: Prisma.CampaignModel;
  readonly at: Date;
}

export interface ChangedBroadcast {
  readonly version: number;
  readonly status: Prisma.CampaignModel['status'];
}

/** Counting or cancelling a hundred thousand takes its time on a busy machine. */
const TIMEOUT_MS = 60_000;

/**
 * The one way in which the office changes a broadcast: role, scope, version, status, the change and its line in the audit
 * log, in one transaction. The version is claimed first, so that of two officers one waits and then meets
 * `changed-meanwhile`; the dispatcher's marks hold the same row, so that what is acknowledged holds for them too.
 */
export async function changeBroadcast(
  office: Office,
  officer: Officer,
  action: Action,
  { id, version }: BroadcastTarget,
  work: (change: BroadcastChange) => Promise<void>,
): Promise<ChangedBroadcast> {
  permit(officer, action);
  const at = office.now();
  const change = async (tx: Prisma.TransactionClient) => {
    await findBroadcast(tx, officer, id);
    const { count } = await tx.campaign.updateMany({
      where: { id, version },
      data: { version: { increment: 1 } },
    });
    if (count !== 1) throw new AppError('changed-meanwhile', `broadcast ${id}, version ${version}`);
    const broadcast = await findBroadcast(tx, officer, id);
    await work({ tx, broadcast, at });
    await recordAudit(tx, { who: officer.id, what: action, campaignId: id, at });
    return tx.campaign.findUnique({ where: { id }, select: { version: true, status: true } });
  };
  const changed = await office.client.$transaction(change, { timeout: TIMEOUT_MS });
  office.broadcasting.ring(id);
  return changed ?? { version: version + 1, status: 'cancelled' };
}

/** @throws AppError `broadcast-wrong-status`. */
export function demandAct({ broadcast }: BroadcastChange, act: CampaignAct): void {
  if (nextStatus(broadcast.status, act) === null)
    throw new AppError('broadcast-wrong-status', `${act} from ${broadcast.status}`);
}

/** Moves it on as the table says. @throws AppError `broadcast-wrong-status`. */
export async function moveBroadcast(
  change: BroadcastChange,
  act: CampaignAct,
  data: Prisma.CampaignUpdateInput = {},
): Promise<void> {
  demandAct(change, act);
  const status = nextStatus(change.broadcast.status, act);
  if (status === null || status === 'gone') return;
  await change.tx.campaign.update({ where: { id: change.broadcast.id }, data: { ...data, status } });
}
