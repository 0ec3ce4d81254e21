import type { ChannelId } from '../../channels/types.ts';
import { noteUnreachable } from '../../people/reachability.ts';
import { createClaims } from '../store/claims.ts';
import { type AudienceReader, expandNext, nextStart, startDueCampaigns } from '../store/expansion.ts';
import { loseLapsed } from '../store/lost.ts';
import { bodySealer } from '../store/notice-body.ts';
import { takeEarlyReceipts } from '../store/receipts.ts';
import { settleUncertain } from '../store/settle-uncertain.ts';
import { closeRowsOfEnded, endCampaigns } from '../store/upkeep.ts';
import { SENDING_ACCOUNTS, type SendingAccount } from './accounts.ts';
import { createDecideRows } from './decide-rows.ts';
import { createLane, type LaneParts } from './lane.ts';
import { type Loop, startLoop } from './loop.ts';

export interface DispatcherParts extends Omit<LaneParts, 'claims' | 'onMoved' | 'noteUnreachable' | 'onError'> {
  /** Names this worker in its claims. */
  readonly holder: string;
  readonly audiences: AudienceReader;
  /** A worker without a sign of life for so long is dead. */
  readonly leaseMs?: number;
  /** The database is asked for something to do at least so often, should a bell get lost. */
  readonly everyMs?: number;
  /** Milliseconds of the machine for those of `now`, for a clock that runs faster. */
  readonly pace?: number;
  /** The campaign has work for other processes too. */
  readonly ring: (campaignId: string) => void;
  readonly log: {
    info(fields: object, message: string): void;
    warn(fields: object, message: string): void;
    error(fields: object, message: string): void;
  };
}

export interface Dispatcher {
  /** There may be something to do. */
  wake(): void;
  /** Begins nothing more, writes down what was under way, gives back the rest. */
  stop(): Promise<void>;
}

const LEASE_MS = 30_000;
const EVERY_MS = 5_000;
const LOST = 'Máy dừng giữa lúc gửi nên không rõ tin đã tới hay chưa; không gửi lại để khỏi trùng.';

/** Brings every campaign whose hour has come to its recipients: rows, decision, claim, send, and the end written down. */
export function startDispatcher(parts: DispatcherParts): Dispatcher {
  const { client, crypto, channels, templates, now, log, holder, leaseMs = LEASE_MS, everyMs = EVERY_MS } = parts;
  const claims = createClaims(client, holder, leaseMs);
  const onError = (error: unknown) => log.warn({ err: error }, 'notices: a step failed and is taken again');
  const every = { now, everyMs, onError, ...(parts.pace === undefined ? {} : { pace: parts.pace }) };
  const loops: Loop[] = [];
  const wake = () => {
    for (const loop of loops) loop.wake();
  };

  const inUse = SENDING_ACCOUNTS.filter((account) => isOpen(account, channels, templates !== null));
  const lanes = inUse.map((account) =>
    createLane(account, {
      ...parts,
      claims,
      onMoved: wake,
      onError,
      noteUnreachable: (identityId, reason) => noteLeft(parts, identityId, reason),
    }),
  );
  const decideRows = createDecideRows({ ...parts, claims, onDecided: wake });
  const expand = { client, audiences: parts.audiences, seal: bodySealer(crypto), holder, leaseMs };

  async function plan() {
    const started = await startDueCampaigns(client, now());
    const written = await expandNext(expand, now());
    if (started.length > 0 || written) wakeOthers();
    for (const id of started) parts.ring(id);
    if (written) return 'now' as const;
    return (await nextStart(client, now())) ?? new Date(now().getTime() + 3_600_000);
  }

  async function tend() {
    const at = now();
    const lost = await loseLapsed(client, LOST, at);
    if (lost > 0) log.warn({ uncertain: lost }, 'a worker died while sending notices');
    await endCampaigns(client, at);
    await closeRowsOfEnded(client, at);
    await takeEarlyReceipts(client, at);
    const findSent = channels.get('zalo')?.findSent;
    if (findSent) {
      const settled = await settleUncertain(client, crypto, findSent, at);
      if (settled > 0) log.info({ settled }, 'notices without an answer found in the channel');
    }
    return new Date(at.getTime() + 3_600_000);
  }

  const planning = startLoop({ ...every, step: plan });
  const wakeOthers = () => {
    for (const loop of loops) if (loop !== planning) loop.wake();
  };
  loops.push(planning, startLoop({ ...every, step: decideRows }));
  for (const lane of lanes) loops.push(startLoop({ ...every, step: lane.step }));
  const tending = startLoop({ ...every, step: tend });
  const renewing = setInterval(() => {
    for (const lane of lanes) void lane.renew().catch(onError);
  }, leaseMs / 3);

  return {
    wake,
    async stop() {
      await Promise.all([...loops, tending].map((loop) => loop.stop()));
      await Promise.all(lanes.map((lane) => lane.close()));
      clearInterval(renewing);
    },
  };
}

function isOpen(account: SendingAccount, channels: ReadonlyMap<ChannelId, unknown>, hasTemplates: boolean): boolean {
  return account === 'zbs' ? hasTemplates : channels.has(account);
}

async function noteLeft({ client, now }: DispatcherParts, identityId: string, reason: string): Promise<void> {
  const identity = await client.identity.findUnique({ where: { id: identityId } });
  if (!identity) return;
  await noteUnreachable(client, identity.channel as ChannelId, identity.externalId, reason, now().toISOString());
}
