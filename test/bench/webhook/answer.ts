import { setTimeout as sleep } from 'node:timers/promises';
import { startInstallation } from '../../chaos/webhooks/installation.ts';
import { startTelegramSimulator, type TelegramSimulator } from '../../simulators/telegram/start-telegram-simulator.ts';
import { type Measure, measure } from '../measure.ts';
import { startChild } from '../start-child.ts';

const WARM_UP = 10;
const UNLIMITED = { perSecond: 1e9, burst: 1e9 };

/** From what somebody says to the answer that they see: update, inbox, queue, turn, outbox, Bot API; beside an echo bot. */
export async function* measureAnswers(people: number): AsyncGenerator<Measure> {
  // Without a webhook's secret the worker asks for updates, as the echo bot does.
  const env = { TELEGRAM_WEBHOOK_SECRET: '', WORKER_CONCURRENCY: '16' };
  const installation = await startInstallation({ workers: 1, env, onEvent() {}, swallowEvery: null });
  let figure: number;
  try {
    await ask(installation.telegram, 1, WARM_UP);
    figure = await ask(installation.telegram, 1_000, people);
  } finally {
    await installation.close();
  }
  const telegram = await startTelegramSimulator({ perChat: UNLIMITED, overall: UNLIMITED });
  const echo = await startChild(new URL('echo-bot.ts', import.meta.url), [telegram.token, telegram.apiRoot]);
  try {
    await ask(telegram, 1, WARM_UP);
    const baseline = await ask(telegram, 1_000, people);
    const details = { people };
    yield measure({ name: 'webhook/answered', unit: '1/s', figure, baseline, against: 'telegraf, echo', details });
  } finally {
    await echo.stop();
    await telegram.close();
  }
}

/** Each of so many people says one thing, all at once. How many are answered a second, until the last of them. */
async function ask({ bot }: TelegramSimulator, firstId: number, people: number): Promise<number> {
  const ids = Array.from({ length: people }, (_, index) => firstId + index);
  for (const id of ids) bot.meet(id, 'Người thử');
  const start = performance.now();
  for (const id of ids) bot.say(id, { text: 'hồ sơ gồm những gì ạ' });
  while (ids.some((id) => bot.shownTo(id).length === 0)) await sleep(5);
  return people / ((performance.now() - start) / 1000);
}
