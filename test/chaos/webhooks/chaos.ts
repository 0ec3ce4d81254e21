import { setTimeout as sleep } from 'node:timers/promises';
import { createCrypto } from '../../../src/platform/crypto.ts';
import { type Database, openDatabase } from '../../../src/platform/database/database.ts';
import { quantile } from '../../bench/measure.ts';
import { type ChaosOptions, type ChaosResult, seeded, shuffle } from '../chaos.ts';
import { checkLedger } from './check-ledger.ts';
import { planCrowd, type Said } from './crowd.ts';
import { CONCURRENCY, type Installation, SECRET_KEY, startInstallation } from './installation.ts';
import { countOpen, readLedger } from './read-ledger.ts';
import { planStorm } from './storm.ts';

const EVENTS = 10_000;
const BATCH = 100;
/** Without any progress for so long, what is left is lost. Longer than a job's lock and a sweep of the backlog. */
const PATIENCE_MS = 90_000;
/** How soon Zalo first repeats an event that was not answered. */
const ZALO_RETRY_MS = 30_000;

/** By name, several with commas. `swallow`: events are answered and thrown away. `no-unique-key`: nothing keeps the copies of an event out. */
const FAULTS = ['swallow', 'no-unique-key'];

/**
 * Two platforms hand over the messages of a crowd, copies and all, while processes are killed and the database comes and
 * goes. Afterwards every event must have had exactly one effect.
 */
export async function chaos(options: ChaosOptions): Promise<ChaosResult> {
  const { kills, minutes, seed, fault, note } = options;
  const events = options.events ?? EVENTS;
  const faults = fault?.split(',') ?? [];
  if (!faults.every((one) => FAULTS.includes(one))) throw new Error(`faults: ${FAULTS.join(', ')}`);
  const random = seeded(seed);
  const said = planCrowd(events, random);
  const deliveries = said.reduce((sum, { copies }) => sum + 1 + copies, 0);
  const plan = {
    kills: kills ?? Math.ceil(events / 300),
    databaseStops: kills === 0 ? 0 : Math.ceil(events / 2_500),
    deliveries,
  };
  const started = performance.now();

  let installation: Installation | null = null;
  const storm = planStorm(plan, random, () => installation as Installation, note);
  installation = await startInstallation({
    workers: 2,
    onEvent: storm.pass,
    swallowEvery: faults.includes('swallow') ? 25 : null,
  });
  const { front, database } = installation;
  let observer: Database | null = null;
  try {
    if (faults.includes('no-unique-key')) await dropUniqueKey(database.url);
    await installation.untilUp();
    await say(said, installation, { random, paceMs: ((minutes ?? 0) * 60_000 * BATCH) / events, note });
    const happened = await storm.end();
    const handedOver = performance.now();

    observer = await openDatabase({ databaseUrl: database.url, dataDir: '' });
    await untilAtRest(installation, observer, note);
    const seconds = Math.round((performance.now() - started) / 1000);
    const { web, workers } = installation;
    await installation.stopProcesses();

    const witnesses = { ...installation, client: observer.client, crypto: createCrypto(SECRET_KEY) };
    const stopped = happened.kills + happened.databaseStops * workers.length;
    const verdict = checkLedger(await readLedger(witnesses), stopped * CONCURRENCY);
    return {
      name: 'webhooks',
      events: said.length,
      handedOver: deliveries,
      people: new Set(said.map(({ channel, externalId }) => `${channel} ${externalId}`)).size,
      ...verdict,
      ...happened,
      exits: [web, ...workers].reduce((sum, { exits }) => sum + exits, 0),
      answerP99Ms: Math.round(quantile(front.answerMs, 0.99)),
      slowestAnswerMs: Math.round(Math.max(...front.answerMs)),
      restSeconds: Math.round(seconds - (handedOver - started) / 1000),
      seconds,
      seed,
      fault,
    };
  } finally {
    await observer?.close();
    await installation.close();
  }
}

interface Saying {
  readonly random: () => number;
  readonly paceMs: number;
  readonly note: (line: string) => void;
}

/** In batches, every second of them shuffled, until the platforms have an answer to each event. */
async function say(said: readonly Said[], installation: Installation, { random, paceMs, note }: Saying): Promise<void> {
  const { zalo, telegram } = installation;
  const waiting: number[] = [];
  // Read once for each update, in order.
  telegram.webhook.weather = {
    ...telegram.webhook.weather,
    get copies() {
      return (waiting.shift() ?? 0) + 1;
    },
  };
  for (let at = 0; at < said.length; at += BATCH) {
    const due = performance.now() + paceMs;
    zalo.webhooks.modes.hold = true;
    for (const { channel, externalId, text, copies } of said.slice(at, at + BATCH)) {
      if (channel === 'zalo') {
        zalo.webhooks.modes.duplicates = copies;
        zalo.people.say(externalId, text);
      } else {
        telegram.bot.meet(Number(externalId), 'Người thử');
        waiting.push(copies);
        telegram.bot.say(Number(externalId), { text });
      }
    }
    zalo.webhooks.modes.duplicates = 0;
    await zalo.webhooks.release((items) => ((at / BATCH) % 2 === 1 ? shuffle(items, random) : items));
    await untilAnswered(installation);
    if (at % 1_000 === 0) note(`${at} of ${said.length} events`);
    await sleep(Math.max(0, due - performance.now()));
  }
}

async function untilAnswered({ front, zalo, telegram, untilUp }: Installation): Promise<void> {
  while (telegram.bot.waiting(0, 1).length > 0) await sleep(20);
  while (front.unanswered() > 0) {
    await untilUp();
    if (zalo.webhooks.disabled) throw new Error('Zalo gave up on the webhook: its events went unanswered too often');
    zalo.world.advance(ZALO_RETRY_MS);
    await zalo.webhooks.pump();
  }
}

async function untilAtRest(
  { front, spooled }: Installation,
  { client }: Database,
  note: (line: string) => void,
): Promise<void> {
  let least = Number.POSITIVE_INFINITY;
  let since = performance.now();
  for (;;) {
    const open = (await countOpen(client)) + (await spooled());
    if (open === 0) return;
    if (open < least) {
      least = open;
      since = performance.now();
      note(`${front.handed.size} events handed over, ${open} things to do`);
    }
    if (performance.now() - since > PATIENCE_MS) return;
    await sleep(1_000);
  }
}

async function dropUniqueKey(databaseUrl: string): Promise<void> {
  const database = await openDatabase({ databaseUrl, dataDir: '' });
  await database.client.$executeRaw`DROP INDEX inbox_event_channel_key_key`;
  await database.close();
}
