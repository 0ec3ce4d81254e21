import { setTimeout as sleep } from 'node:timers/promises';
import { openDatabase } from '../../../src/platform/database/database.ts';
import { startInstallation } from '../../chaos/webhooks/installation.ts';
import { startOpenAiSimulator } from '../../simulators/openai/server.ts';
import { type Measure, measure } from '../measure.ts';
import { startChild } from '../start-child.ts';
import { AGAINST, countKept, countOf, p99Of, rateOf, WARM_UP } from './acknowledge.ts';
import { postEvents } from './post-events.ts';

/** Each takes far longer than on a good day: a part of them tells. */
const SHARE = 0.25;
const DELAY_MS = 200;
const API_KEY = 'bench';
const LOOKS = 60;
const LOOK_MS = 1_000;

/** The same on a bad day: every word with the database takes 200 ms longer, and the model that the worker asks answers each call with 503. */
export async function* measureTrouble(events: number): AsyncGenerator<Measure> {
  const model = await startOpenAiSimulator({ apiKey: API_KEY, behaviour: () => ({ status: 503 }) });
  const env = { OPENAI_BASE_URL: model.baseUrl, OPENAI_API_KEY: API_KEY, OPENAI_CHAT_MODEL: 'down' };
  const bare = await startChild(new URL('bare-route.ts', import.meta.url));
  const installation = await startInstallation({ workers: 1, env, onEvent() {}, swallowEvery: null });
  try {
    await installation.untilUp();
    for (const address of [installation.webUrl, bare.said]) await postEvents(address, WARM_UP);
    const before = await countKept(installation);
    installation.line.delayMs = DELAY_MS;
    const ours = [await postEvents(installation.webUrl, Math.ceil(events * SHARE))];
    const stillOnDisk = await installation.spooled();
    // A short run ends before the worker has come through a turn: the bad day lasts until it has.
    const { url } = installation.database;
    let turnsMeanwhile = await countTurns(url);
    for (let look = 0; look < LOOKS && (turnsMeanwhile === 0 || model.calls.length === 0); look += 1) {
      await sleep(LOOK_MS);
      turnsMeanwhile = await countTurns(url);
    }
    installation.line.delayMs = 0;
    const theirs = [await postEvents(bare.said, countOf(ours))];
    yield measure({
      name: 'webhook/acknowledged-p99/slow-database-model-down',
      unit: 'ms',
      figure: p99Of(ours),
      baseline: p99Of(theirs),
      against: AGAINST,
      details: {
        events: countOf(ours),
        perSecond: Math.round(rateOf(ours)),
        slowestMs: Math.round(Math.max(...(ours[0]?.ms ?? []))),
        delayMs: DELAY_MS,
        failedModelCalls: model.calls.length,
        turnsMeanwhile,
        stillOnDisk,
        kept: (await countKept(installation)) - before,
      },
    });
  } finally {
    await Promise.all([bare.stop(), installation.close(), model.close()]);
  }
}

async function countTurns(databaseUrl: string): Promise<number> {
  const { client, close } = await openDatabase({ databaseUrl, dataDir: '' });
  const turns = await client.inboxEvent.count({ where: { status: 'done' } });
  await close();
  return turns;
}
