import {
  pauseCampaign,
  resumeCampaign,
  retryFailed,
  untilQuiet,
} from '../../../notifications/store/campaign-control.ts';
import { cancelCampaign } from '../../../notifications/store/campaigns.ts';
import { AppError } from '../../../platform/errors.ts';
import type { Officer } from '../../roles.ts';
import type { Office } from '../office.ts';
import { type BroadcastTarget, type ChangedBroadcast, changeBroadcast, demandAct } from './change-broadcast.ts';

export interface Stopped extends ChangedBroadcast {
  /** Begun before and still under way; from here on nothing new begins. */
  readonly stillSending: number;
}

/** What was under way ends in about as long. */
const QUIET_MS = 3_000;

/** When this answers, nothing new of it is sent until it is resumed. */
export async function pauseBroadcast(office: Office, officer: Officer, target: BroadcastTarget): Promise<Stopped> {
  const changed = await changeBroadcast(office, officer, 'broadcast.control', target, async (change) => {
    demandAct(change, 'pause');
    await pauseCampaign(change.tx, target.id);
  });
  return { ...changed, stillSending: await untilQuiet(office.client, target.id, QUIET_MS) };
}

/** @throws AppError `broadcast-unfit` after its date. */
export function resumeBroadcast(office: Office, officer: Officer, target: BroadcastTarget): Promise<ChangedBroadcast> {
  return changeBroadcast(office, officer, 'broadcast.control', target, async (change) => {
    demandAct(change, 'resume');
    if (!(await resumeCampaign(change.tx, target.id, change.at))) throw new AppError('broadcast-unfit', 'expired');
  });
}

/** For good. Who had it keeps it; everybody else has a row that says why not. */
export async function cancelBroadcast(office: Office, officer: Officer, target: BroadcastTarget): Promise<Stopped> {
  const changed = await changeBroadcast(office, officer, 'broadcast.control', target, async (change) => {
    demandAct(change, 'cancel');
    await cancelCampaign(change.tx, target.id, 'broadcast-cancelled', change.at);
  });
  return { ...changed, stillSending: await untilQuiet(office.client, target.id, QUIET_MS) };
}

/** Those that failed, and nobody else. @throws AppError `broadcast-unfit` after its date. */
export async function retryBroadcast(
  office: Office,
  officer: Officer,
  target: BroadcastTarget,
): Promise<ChangedBroadcast & { readonly again: number }> {
  let again = 0;
  const changed = await changeBroadcast(office, officer, 'broadcast.control', target, async (change) => {
    demandAct(change, 'retry');
    if (change.broadcast.expiresAt <= change.at) throw new AppError('broadcast-unfit', 'expired');
    again = await retryFailed(change.tx, target.id, change.at);
  });
  return { ...changed, again };
}
