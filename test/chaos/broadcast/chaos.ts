import { addPeople, plan, type Somebody } from '../../notifications/dispatch/crowd.ts';
import { type ChaosOptions, type ChaosResult, pick, seeded } from '../chaos.ts';
import { checkLedger, type Outcome, type Verdict } from './check-ledger.ts';
import { FAULTS } from './faults.ts';
import { type Backend, CHANNELS, CONCURRENCY, type Installation, openInstallation } from './installation.ts';

const RECIPIENTS = 10_000;
const KILLS = 50;
/** Of ten people so many are on Zalo. */
const ON_ZALO = 4;
/** Without any progress for so long, what is left is lost. Longer than a lease of the workers. */
const PATIENCE_MS = 60_000;
const LOOK_EVERY_MS = 50;
/** A worker that ends by itself more often is broken, and nothing is learnt from going on. */
const MOST_EXITS = 3;

export interface Combination {
  readonly backend: Backend;
  readonly workers: number;
}

const ALL: readonly Combination[] = (['postgres', 'redis'] as const).flatMap((backend) =>
  [1, 3].map((workers) => ({ backend, workers })),
);

const nameOf = ({ backend, workers }: Combination) => `${backend}/${workers}`;

/**
 * A broadcast goes out through two simulated platforms while its workers are killed at random moments, with each queue
 * and with one worker and several. What the platforms have shown is held against the ledger: nobody missed, nobody twice,
 * and what is uncertain is listed and no more than was under way.
 */
export async function chaos(options: ChaosOptions): Promise<ChaosResult> {
  const { fault, only, note } = options;
  const combinations = ALL.filter((one) => only === undefined || only === nameOf(one));
  if (combinations.length === 0) throw new Error(`combinations: ${ALL.map(nameOf).join(', ')}`);
  if (fault !== null && !FAULTS.includes(fault)) throw new Error(`faults: ${FAULTS.join(', ')}`);
  const runs: Run[] = [];
  for (const combination of combinations) {
    const installation = await openInstallation();
    const result = await run(installation, combination, options).finally(installation.close);
    runs.push(result);
    note(JSON.stringify(result));
  }
  const sum = (figure: 'recipients' | 'lost' | 'doubled' | 'uncertain' | 'kills') =>
    runs.reduce((total, one) => total + one[figure], 0);
  return {
    name: 'broadcast',
    recipients: sum('recipients'),
    lost: sum('lost'),
    doubled: sum('doubled'),
    uncertain: sum('uncertain'),
    kills: sum('kills'),
    broken: runs.flatMap(({ backend, workers, broken }) =>
      broken.map((one) => `${backend}, ${workers} workers: ${one}`),
    ),
    runs,
    seed: options.seed,
    fault,
  };
}

export interface Run extends Combination, Verdict {
  readonly recipients: number;
  readonly kills: number;
  readonly mostUncertain: number;
  readonly seconds: number;
}

/** One broadcast; those before it in the same installation are forgotten. */
export async function run(
  installation: Installation,
  { backend, workers }: Combination,
  { events, kills: most, seed, fault, note }: Omit<ChaosOptions, 'minutes'>,
): Promise<Run> {
  const recipients = events ?? RECIPIENTS;
  const random = seeded(seed);
  const moments = Array.from({ length: most ?? KILLS }, () => recipients * (0.01 + 0.94 * random()));
  await installation.empty();
  const people = await gather(installation, recipients);
  const started = performance.now();
  const campaign = await plan(installation.database.client, installation.clock.now());
  installation.start(workers, { backend, fault });
  const kills = await strike(installation, campaign, {
    moments: moments.sort((a, b) => a - b),
    victim: () => {
      const working = installation.workers.filter((worker) => worker.working);
      return working.length > 0 ? pick(working, random) : null;
    },
    // Who confirms first has messages on their way that count as sent.
    findsSending: fault !== 'confirm-first',
    note,
  });
  const seconds = Math.round((performance.now() - started) / 1000);
  await installation.stopWorkers();
  const mostUncertain = kills * CHANNELS * CONCURRENCY;
  const verdict = checkLedger(await readOutcomes(installation, campaign, people), mostUncertain);
  return { backend, workers, recipients, kills, ...verdict, mostUncertain, seconds };
}

interface Crowd {
  readonly zalo: readonly Somebody[];
  readonly telegram: readonly Somebody[];
}

async function gather(
  { database: { client }, clock, zalo, telegram, takeIds }: Installation,
  count: number,
): Promise<Crowd> {
  const onZalo = Math.floor((count * ON_ZALO) / 10);
  const at = clock.now();
  const onTelegram = count - onZalo;
  const crowd = {
    zalo: await addPeople(client, onZalo, { channel: 'zalo', at, from: takeIds(onZalo) }),
    telegram: await addPeople(client, onTelegram, { channel: 'telegram', at, from: takeIds(onTelegram) }),
  };
  for (const { externalId } of crowd.zalo) zalo.world.addPerson(externalId).lastInteraction = at.getTime();
  for (const { externalId } of crowd.telegram) telegram.bot.meet(Number(externalId), 'Người thử');
  return crowd;
}

interface Strike {
  /** After so many rows with an end, in order. */
  readonly moments: number[];
  /** Only while rows are `sending`. */
  readonly findsSending: boolean;
  /** null: nobody works at this moment. */
  readonly victim: () => { readonly name: string; kill(): void } | null;
  readonly note: (line: string) => void;
}

/** Kills until the broadcast is over. Gives how often. */
async function strike(
  installation: Installation,
  campaign: string,
  { moments, victim, findsSending, note }: Strike,
): Promise<number> {
  const { client } = installation.database;
  let kills = 0;
  let most = 0;
  let struckAt = -1;
  let since = performance.now();
  for (;;) {
    const [{ ended, sending } = { ended: 0, sending: 0 }] = await client.$queryRaw<
      { ended: number; sending: number }[]
    >`
      SELECT (count(*) FILTER (WHERE status NOT IN ('waiting', 'sending')))::int AS ended,
        (count(*) FILTER (WHERE status = 'sending'))::int AS sending
      FROM delivery WHERE campaign_id = ${campaign}::uuid`;
    const { status } = await client.campaign.findUniqueOrThrow({ where: { id: campaign } });
    const fallen = installation.workers.find(({ exits }) => exits > MOST_EXITS);
    if (fallen) throw new Error(`${fallen.name} does not stay: ${await installation.saidBy(fallen.name)}`);
    if (status === 'finished' || performance.now() - since > PATIENCE_MS) return kills;
    if (ended > most) {
      most = ended;
      since = performance.now();
    }
    // Each blow finds messages on their way, at another point of the work.
    const reached = moments[0] !== undefined && ended >= moments[0] && ended > struckAt;
    const due = reached && (sending > 0 || !findsSending);
    const struck = due ? victim() : null;
    if (struck) {
      moments.shift();
      note(`${ended} ended, kill -9 ${struck.name}`);
      struck.kill();
      struckAt = ended;
      kills += 1;
    }
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}

async function readOutcomes(
  { database: { client }, zalo, telegram }: Installation,
  campaign: string,
  crowd: Crowd,
): Promise<Outcome[]> {
  const rows = await client.delivery.findMany({ where: { campaignId: campaign } });
  const rowOf = new Map(rows.map((row) => [row.personId, row]));
  const outcome = ({ personId }: Somebody, shown: number): Outcome => {
    const row = rowOf.get(personId);
    return { status: row?.status ?? null, reason: row?.reason ?? null, shown };
  };
  return [
    ...crowd.zalo.map((one) => outcome(one, zalo.world.person(one.externalId).thread.length)),
    ...crowd.telegram.map((one) => outcome(one, telegram.bot.shownTo(Number(one.externalId)).length)),
  ];
}
