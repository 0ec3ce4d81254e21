import { FREE_MS, PAID_MS } from '../../notifications/policy/ways.ts';
import type { Prisma } from '../../platform/database/generated/client.ts';
import type { Office } from './office.ts';

/** What a reply to somebody may be, and until when, before it is written. */
export interface ReplyRoom {
  /** Characters that the officer's own words may have. */
  readonly most: number;
  /** Why the channel does not reach them; null: it does. Vietnamese. */
  readonly unreachable: string | null;
  /** Zalo counts from the person's last act; null on channels without a window. ISO instants. */
  readonly window: {
    readonly state: 'free' | 'paid' | 'closed';
    readonly freeUntil: string;
    readonly closesAt: string;
  } | null;
}

/** For the words before what an officer writes. */
const PREFIX_ROOM = 50;

/** @param request Of the person: asking for an officer was an act of theirs too. */
export async function replyRoom(
  tx: Pick<Prisma.TransactionClient, 'identity'>,
  office: Pick<Office, 'textLimit'>,
  request: Pick<Prisma.HandoffRequestModel, 'personId' | 'channel' | 'createdAt'>,
  now: Date,
): Promise<ReplyRoom> {
  const { personId, channel, createdAt } = request;
  const accounts = await tx.identity.findMany({
    where: { personId, channel },
    select: { lastInteractionAt: true, unreachableReason: true, unreachableSince: true },
  });
  const reached = accounts.filter(({ unreachableSince }) => unreachableSince === null);
  const lastAct = Math.max(createdAt.getTime(), ...reached.map((one) => one.lastInteractionAt?.getTime() ?? 0));
  return {
    most: office.textLimit(channel) - PREFIX_ROOM,
    unreachable:
      reached.length > 0 ? null : (accounts[0]?.unreachableReason ?? 'Không còn tài khoản nào trên kênh này.'),
    window: channel === 'zalo' ? windowFrom(lastAct, now.getTime()) : null,
  };
}

function windowFrom(lastAct: number, now: number): ReplyRoom['window'] {
  const [freeUntil, closesAt] = [lastAct + FREE_MS, lastAct + PAID_MS];
  return {
    state: now < freeUntil ? 'free' : now < closesAt ? 'paid' : 'closed',
    freeUntil: new Date(freeUntil).toISOString(),
    closesAt: new Date(closesAt).toISOString(),
  };
}
