import { setTimeout as sleep } from 'node:timers/promises';
import { TelegramError } from 'telegraf';
import { ALLOWED, codeOf, type Receiving, take } from './receive-updates.ts';
import { within } from './within.ts';

/** Telegram holds the request this long when nothing waits. */
const HOLD_SECONDS = 25;
const REQUEST_MS = 40_000;
const AGAIN_MS = 5_000;

export interface Polling extends Receiving {
  /** Whether this process is the one that asks; Telegram refuses a second (409). Asked before every request. */
  readonly mayPoll: () => Promise<boolean>;
}

/**
 * Asks for updates until stopped, for a machine that nobody can reach from outside. Updates are confirmed only by the next
 * request, once all of them are durable. (The library's own loop confirms a batch even if that failed.)
 */
export function startPolling(polling: Polling): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const running = (async () => {
    while (!stopping.signal.aborted) {
      try {
        await poll(polling, stopping.signal);
      } catch (error) {
        if (stopping.signal.aborted) return;
        polling.log.warn({ code: codeOf(error) }, 'telegram polling interrupted');
        await pause(waitOf(error), stopping.signal);
      }
    }
  })();
  return {
    async stop() {
      stopping.abort();
      await running;
    },
  };
}

async function poll(polling: Polling, stop: AbortSignal): Promise<void> {
  const { telegram } = polling;
  let announced = false;
  let offset = 0;
  while (!stop.aborted) {
    if (!(await polling.mayPoll())) {
      await pause(AGAIN_MS, stop);
      continue;
    }
    // With a webhook set Telegram gives nothing to those who ask.
    if (!announced) announced = await telegram.deleteWebhook();
    const request = { offset, timeout: HOLD_SECONDS, limit: 100, allowed_updates: [...ALLOWED] };
    const updates = await telegram.callApi('getUpdates', request, within(REQUEST_MS, stop));
    // In one go, in their order. One that fails leaves them all with Telegram: those that were kept have no effect again.
    await Promise.all(updates.map((update) => take(update, polling)));
    offset = (updates.at(-1)?.update_id ?? offset - 1) + 1;
  }
}

/** Ends early when `stop` fires. */
async function pause(milliseconds: number, stop: AbortSignal): Promise<void> {
  await sleep(milliseconds, undefined, { signal: stop }).catch(() => {});
}

function waitOf(error: unknown): number {
  const seconds = error instanceof TelegramError ? error.parameters?.retry_after : undefined;
  return seconds === undefined ? AGAIN_MS : seconds * 1000;
}
