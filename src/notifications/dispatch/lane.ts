import { messageContext } from '../../people/join-persons.ts';
import type { PrismaClient } from '../../platform/database/generated/client.ts';
import type { Down } from '../policy/types.ts';
import type { Beginning, Claims, Ending } from '../store/claims.ts';
import type { Limiter } from '../store/limiter.ts';
import type { Way } from '../types.ts';
import { accountOf, downWays, type SendingAccount } from './accounts.ts';
import type { Considered, ConsiderParts } from './consider.ts';
import { type AccountNews, endingOf, settle } from './endings.ts';
import { TELEGRAM_CHAT_MS } from './limits.ts';
import type { Again } from './loop.ts';
import { createOutbound } from './outbound.ts';
import { createStock } from './stock.ts';
import { type TransmitParts, transmit } from './transmit.ts';

export interface LaneParts extends ConsiderParts, TransmitParts {
  readonly client: PrismaClient;
  readonly claims: Claims;
  readonly limiter: Limiter;
  /** Sends under way at once. */
  readonly concurrency: number;
  /** A row goes another way, or is to be decided anew. */
  readonly onMoved: () => void;
  readonly noteUnreachable: (identityId: string, reason: string) => Promise<void>;
  readonly now: () => Date;
  readonly chance: () => number;
  readonly onError: (error: unknown) => void;
}

export interface Lane {
  step(): Promise<Again>;
  /** What was begun has ended. */
  settled(): Promise<void>;
  /** Keeps what is in hand from being taken for lost. */
  renew(): Promise<void>;
  /** Ends what was begun, gives back the rest. */
  close(): Promise<void>;
}

/** Claimed at once, in groups that may be under way: fewer questions to the database. */
const GROUPS_CLAIMED = 8;
/** How it stands with the channels is asked at most so often. */
const DOWN_HOLDS_MS = 1_000;

/** Decided to go now. */
interface Going extends Considered {
  readonly way: Way;
  /** Id of the Identity; null: the phone number. */
  readonly to: string | null;
  readonly cost: number;
}

/** Sends what is decided for one account: reserve, claim, mark, call, write down. */
export function createLane(account: SendingAccount, parts: LaneParts): Lane {
  const { claims, limiter, concurrency, now } = parts;
  const outbound = createOutbound({
    most: concurrency,
    write: (endings) => claims.end(endings, now()),
    onError: parts.onError,
  });
  const stock = createStock(account, {
    ...parts,
    // Few where they leave slowly: something more urgent may come.
    most: Math.min(concurrency * GROUPS_CLAIMED, limiter.soon(account) ?? Number.POSITIVE_INFINITY),
  });
  const underWay = new Set<bigint>();
  /** Granted and not used yet. */
  let slots = 0;
  let unsteady = false;
  let down: { readonly ways: Down; readonly readAt: number } | null = null;

  const later = (milliseconds: number) => new Date(now().getTime() + milliseconds);

  async function step(): Promise<Again> {
    const none = await stock.fill();
    if (none !== null) {
      await giveBackSlots();
      return none;
    }
    const wait = slots === 0 ? await reserve() : null;
    if (wait !== null) return wait;
    await outbound.room(Math.min(stock.size, slots));
    const group = await stock.take(Math.min(outbound.free(), slots));
    stock.fillAhead();
    await begin(group);
    return 'now';
  }

  /** Leave to send; else when to ask again. */
  async function reserve(): Promise<Again | null> {
    const { granted, at, failures } = await limiter.reserve(account, stock.size, now());
    unsteady = failures > 0;
    slots = granted;
    if (granted > 0) return null;
    return (await leaveIfDown()) ? 'now' : at;
  }

  async function begin(group: readonly Considered[]): Promise<void> {
    const at = now();
    const { going, ended } = sort(group, await waysDown(at), at);
    if (ended.length > 0) {
      await claims.end(ended, at);
      parts.onMoved();
    }
    const begun = await claims.begin(going.map(beginningOf), at);
    const [started, held] = [
      going.filter(({ row }) => begun.has(row.seq)),
      going.filter(({ row }) => !begun.has(row.seq)),
    ];
    slots = Math.max(0, slots - started.length);
    for (const { row } of started) underWay.add(row.seq);
    outbound.start(started.map((one) => ({ seq: one.row.seq, send: () => send(one) })));
    await claims.release(held.map(({ row }) => row.seq));
  }

  /** By the clock of this very moment. */
  function sort(
    group: readonly Considered[],
    ways: Down,
    at: Date,
  ): { readonly going: Going[]; readonly ended: Ending[] } {
    const going: Going[] = [];
    const ended: Ending[] = [];
    for (const one of group) {
      const { seq } = one.row;
      const decision = one.decide(ways, at);
      if (decision.act !== 'send') {
        ended.push(endingOf(seq, decision));
        continue;
      }
      const { way, account: to, cost } = decision;
      const other = accountOf(way);
      if (other !== account) ended.push({ seq, status: 'waiting', reason: null, channel: other });
      else if (account === 'telegram' && toldWithin(one, TELEGRAM_CHAT_MS, at)) {
        ended.push({ seq, status: 'waiting', reason: null, notBefore: later(TELEGRAM_CHAT_MS) });
      } else going.push({ ...one, way, to, cost });
    }
    return { going, ended };
  }

  function beginningOf({ row, facts, way, to }: Going): Beginning {
    const chat = account === 'telegram' && to !== null ? facts.externalIds.get(to) : undefined;
    return {
      seq: row.seq,
      campaignId: row.campaignId,
      claim: row.claim,
      way,
      identityId: to,
      ...(chat === undefined ? {} : { conversation: parts.crypto.conversationKey('telegram', chat) }),
    };
  }

  async function send(one: Going): Promise<Ending> {
    const { row, facts, words, way, to, cost } = one;
    const outcome = await transmit({ row, way, account: to, facts, words }, parts);
    const { ending, news, unreachable } = settle(row, way, cost, outcome, now(), parts.chance());
    await heed(news);
    if (unreachable && to !== null && outcome.kind === 'failed') {
      await parts.noteUnreachable(to, outcome.reason).catch(parts.onError);
    }
    if (ending.channel === null) parts.onMoved();
    underWay.delete(row.seq);
    return ending.status === 'sent' ? { ...ending, ...historyOf(one) } : ending;
  }

  function historyOf({ row, facts, words }: Considered): { readonly history?: Uint8Array } {
    if (row.personId === null || facts.recipient.consent !== 'given') return {};
    return { history: parts.crypto.seal(words.text, messageContext(row.personId)) };
  }

  async function heed(news: AccountNews): Promise<void> {
    try {
      if (news.kind === 'block') {
        unsteady = true;
        slots = 0;
        await limiter.block(account, news.until, now());
      } else if (news.kind === 'reached' && unsteady) {
        unsteady = false;
        await limiter.reached(account);
      }
    } catch (error) {
      parts.onError(error);
    }
  }

  async function waysDown(at: Date): Promise<Down> {
    if (!down || performance.now() - down.readAt > DOWN_HOLDS_MS) {
      down = { ways: downWays(await limiter.down(at)), readAt: performance.now() };
    }
    return down.ways;
  }

  /** The channel has been away for some time: what waits for it is decided anew, it may go another way. */
  async function leaveIfDown(): Promise<boolean> {
    if (!(await limiter.down(now())).has(account)) return false;
    await stock.letGo();
    const due = await claims.due(account, now());
    const left = await claims.undecide(
      account,
      due.map(({ id }) => id),
      now(),
    );
    if (left > 0) parts.onMoved();
    return left > 0;
  }

  async function giveBackSlots(): Promise<void> {
    const unused = slots;
    slots = 0;
    await limiter.giveBack(account, unused);
  }

  return {
    step,
    settled: outbound.settled,
    renew: () => claims.renew([...stock.seqs, ...underWay]),
    async close() {
      await stock.settled();
      await stock.letGo().catch(parts.onError);
      await giveBackSlots().catch(parts.onError);
      await outbound.settled();
    },
  };
}

function toldWithin({ facts }: Considered, milliseconds: number, now: Date): boolean {
  return facts.recipient.told.some(({ at }) => now.getTime() - at.getTime() < milliseconds);
}
