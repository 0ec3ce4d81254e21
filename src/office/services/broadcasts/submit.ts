import { estimateDelivery } from '../../../notifications/members/estimate.ts';
import { groupAudience } from '../../../notifications/store/audience-groups.ts';
import type { Audience } from '../../../notifications/types.ts';
import { AppError } from '../../../platform/errors.ts';
import type { Officer } from '../../roles.ts';
import type { Office } from '../office.ts';
import {
  type BroadcastChange,
  type BroadcastTarget,
  type ChangedBroadcast,
  changeBroadcast,
  demandAct,
  moveBroadcast,
} from './change-broadcast.ts';
import { checkContent, noticeOf } from './content.ts';
import { contentOf } from './stored-content.ts';

/**
 * Out of the author's hands: at its hour where it is for few, else after a second officer has approved it.
 * @throws AppError `broadcast-unfit` where it would not reach anybody whole.
 */
export function submitBroadcast(office: Office, officer: Officer, target: BroadcastTarget): Promise<ChangedBroadcast> {
  return changeBroadcast(office, officer, 'broadcast.submit', target, async (change) => {
    demandAct(change, 'submit');
    const recipients = await demandFit(office, change);
    const { broadcast, at } = change;
    const startsAt = broadcast.startsAt < at ? at : broadcast.startsAt;
    const { approvalAbove } = office.broadcasting;
    if (recipients > approvalAbove) await moveBroadcast(change, 'handIn', { recipients, startsAt });
    // Counted again when it starts.
    else await moveBroadcast(change, 'submit', { recipients, startsAt, askAbove: approvalAbove });
  });
}

/** How many it is for. */
async function demandFit(office: Office, { tx, broadcast, at }: BroadcastChange): Promise<number> {
  const content = contentOf(broadcast);
  const problems = await checkContent(office, content);
  if (problems.length > 0) throw new AppError('broadcast-unfit', problems.map(({ field }) => field).join());
  const groups = await groupAudience(tx, broadcast.audience as Audience, content.topic, at);
  const notice = await noticeOf(office, content, broadcast.startsAt);
  const { total } = estimateDelivery(groups, notice, office.broadcasting.settings, at);
  if (total === 0) throw new AppError('broadcast-unfit', 'nobody');
  return total;
}

/** @throws AppError `approver-is-author`. */
export function approveBroadcast(office: Office, officer: Officer, target: BroadcastTarget): Promise<ChangedBroadcast> {
  return changeBroadcast(office, officer, 'broadcast.approve', target, async (change) => {
    demandAct(change, 'approve');
    if (change.broadcast.createdBy === officer.id) throw new AppError('approver-is-author', target.id);
    if (change.broadcast.expiresAt <= change.at) throw new AppError('broadcast-unfit', 'expired');
    await moveBroadcast(change, 'approve', { approvedBy: officer.id, approvedAt: change.at });
  });
}

/** Not approved: back to its author. @throws AppError `broadcast-wrong-status` once somebody was told. */
export function sendBackBroadcast(
  office: Office,
  officer: Officer,
  target: BroadcastTarget,
): Promise<ChangedBroadcast> {
  return changeBroadcast(office, officer, 'broadcast.approve', target, async (change) => {
    demandUntold(change);
    await moveBroadcast(change, 'sendBack', UNDECIDED);
  });
}

/** Taken back before anybody was told. @throws AppError `broadcast-wrong-status` once somebody was. */
export function recallBroadcast(office: Office, officer: Officer, target: BroadcastTarget): Promise<ChangedBroadcast> {
  return changeBroadcast(office, officer, 'broadcast.submit', target, async (change) => {
    demandUntold(change);
    await moveBroadcast(change, 'recall', UNDECIDED);
  });
}

const UNDECIDED = { approvedBy: null, approvedAt: null, recipients: null, askAbove: null, grownFrom: null } as const;

function demandUntold({ broadcast: { expandedTo, expandedAt } }: BroadcastChange): void {
  if (expandedTo !== null || expandedAt !== null) throw new AppError('broadcast-wrong-status', 'it began already');
}
