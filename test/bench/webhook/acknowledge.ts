import { setTimeout as sleep } from 'node:timers/promises';
import { openDatabase } from '../../../src/platform/database/database.ts';
import { type Installation, startInstallation } from '../../chaos/webhooks/installation.ts';
import { type Measure, measure, quantile } from '../measure.ts';
import { startChild } from '../start-child.ts';
import { type Posted, postEvents } from './post-events.ts';

const ROUNDS = 3;
export const WARM_UP = 50;
export const AGAINST = 'Fastify, same signature, nothing kept';

/** The real webhook of a process of its own, each event in PostgreSQL before its answer, beside a bare route, in turns. */
export async function* measureAcknowledgements(events: number): AsyncGenerator<Measure> {
  const bare = await startChild(new URL('bare-route.ts', import.meta.url));
  const installation = await startInstallation({ workers: 0, onEvent() {}, swallowEvery: null });
  try {
    await installation.untilUp();
    for (const address of [installation.webUrl, bare.said]) await postEvents(address, WARM_UP);
    const before = await countKept(installation);
    const ours: Posted[] = [];
    const theirs: Posted[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      ours.push(await postEvents(installation.webUrl, Math.ceil(events / ROUNDS)));
      theirs.push(await postEvents(bare.said, Math.ceil(events / ROUNDS)));
    }
    const kept = (await countKept(installation)) - before;
    const [rate, p99] = [rateOf(ours), p99Of(ours)];
    const baseline = p99Of(theirs);
    const details = { events: countOf(ours), kept, connections: 16 };
    yield measure({
      name: 'webhook/acknowledged',
      unit: '1/s',
      figure: rate,
      baseline: rateOf(theirs),
      against: AGAINST,
      details,
    });
    yield measure({ name: 'webhook/acknowledged-p99', unit: 'ms', figure: p99, baseline, against: AGAINST, details });
  } finally {
    await Promise.all([bare.stop(), installation.close()]);
  }
}

/** Events in the database, once nothing lies on disk any more. */
export async function countKept({ database, spooled }: Installation): Promise<number> {
  while ((await spooled()) > 0) await sleep(100);
  const { client, close } = await openDatabase({ databaseUrl: database.url, dataDir: '' });
  const kept = await client.inboxEvent.count();
  await close();
  return kept;
}

export const countOf = (rounds: readonly Posted[]): number => rounds.reduce((sum, { ms }) => sum + ms.length, 0);
export const p99Of = (rounds: readonly Posted[]): number =>
  quantile(
    rounds.flatMap(({ ms }) => ms),
    0.99,
  );
export const rateOf = (rounds: readonly Posted[]): number =>
  countOf(rounds) / rounds.reduce((sum, { seconds }) => sum + seconds, 0);
