import { createClaims } from '../store/claims.ts';
import { expandNext, startDueCampaigns } from '../store/expansion.ts';
import { bodySealer } from '../store/notice-body.ts';
import { endCampaigns } from '../store/upkeep.ts';
import { SENDING_ACCOUNTS } from './accounts.ts';
import { createDecideRows } from './decide-rows.ts';
import type { DispatcherParts } from './dispatcher.ts';
import { createLane } from './lane.ts';
import type { Again } from './loop.ts';

/** More rounds than this without an end are a bug, not work. */
const MOST_ROUNDS = 10_000;

/**
 * Sends everything that is due at this instant, in the foreground, and returns when it has gone out: what the dispatcher does
 * over time, for a terminal whose clock is moved by hand, and for tests.
 */
export async function sendDue(parts: Omit<DispatcherParts, 'ring' | 'log' | 'pace' | 'everyMs'>): Promise<void> {
  const { client, crypto, channels, templates, now, holder, leaseMs = 30_000 } = parts;
  const claims = createClaims(client, holder, leaseMs);
  const failed = (error: unknown) => {
    throw error;
  };
  const lanes = SENDING_ACCOUNTS.filter((account) => (account === 'zbs' ? templates : channels.get(account))).map(
    (account) =>
      createLane(account, { ...parts, claims, onMoved() {}, onError: failed, noteUnreachable: async () => {} }),
  );
  const decideRows = createDecideRows({ ...parts, claims, onDecided() {} });
  const expand = { client, audiences: parts.audiences, seal: bodySealer(crypto), holder, leaseMs };
  try {
    for (let round = 0; round < MOST_ROUNDS; round += 1) {
      const started = await startDueCampaigns(client, now());
      const written = await expandNext(expand, now());
      const steps = [await decideRows()];
      for (const lane of lanes) steps.push(await lane.step());
      for (const lane of lanes) await lane.settled();
      if (started.length === 0 && !written && steps.every((again) => !isNow(again))) return;
    }
  } finally {
    for (const lane of lanes) await lane.close();
    await endCampaigns(client, now());
  }
}

const isNow = (again: Again): boolean => again === 'now';
