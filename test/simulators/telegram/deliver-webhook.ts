import type { BotServer } from './bot-server.ts';
import { callMethod } from './call-method.ts';
import { methodNamed, Refusal } from './contract.ts';
import type { Update } from './updates.ts';

/** How the updates leave: in order, or as a bad day on the network would have them. */
export interface Weather {
  /** Every update goes out this many times. */
  readonly copies: number;
  /** Milliseconds between tries of an update that was not taken; tries end with the list. */
  readonly retries: readonly number[];
}

const FAIR_WEATHER: Weather = { copies: 1, retries: [50, 200, 500, 1000, 2000] };

/** Sends what waits to the webhook, one update at a time, each until it is taken. */
export class WebhookDelivery {
  weather: Weather = FAIR_WEATHER;
  /** Status codes that the webhook has answered with, oldest first. */
  readonly answers: number[] = [];
  readonly #bot: BotServer;
  readonly #stop: () => void;
  #running: Promise<void> | null = null;
  #closed = false;
  #watching: { readonly answers: number; readonly resolve: () => void }[] = [];

  constructor(bot: BotServer) {
    this.#bot = bot;
    this.#stop = bot.onChange(() => this.#wake());
  }

  /** Resolves when the webhook has answered this often. */
  whenTaken(answers: number): Promise<void> {
    if (this.answers.length >= answers) return Promise.resolve();
    return new Promise((resolve) => this.#watching.push({ answers, resolve }));
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#stop();
    await this.#running;
  }

  #wake(): void {
    if (this.#running || this.#closed || !this.#bot.webhook) return;
    this.#running = this.#drain().finally(() => {
      this.#running = null;
      if (this.#bot.waiting(0, 1).length > 0) this.#wake();
    });
  }

  async #drain(): Promise<void> {
    for (;;) {
      const [update] = this.#bot.waiting(0, 1);
      if (!update || !this.#bot.webhook || this.#closed) return;
      for (let copy = 0; copy < this.weather.copies; copy += 1) await this.#deliver(update);
      this.#bot.confirmOne(update.update_id);
    }
  }

  async #deliver(update: Update): Promise<void> {
    for (const pause of [0, ...this.weather.retries]) {
      if (pause > 0) await new Promise((resolve) => setTimeout(resolve, pause));
      if (this.#closed || (await this.#post(update))) return;
    }
  }

  async #post(update: Update): Promise<boolean> {
    const webhook = this.#bot.webhook;
    if (!webhook) return false;
    try {
      const response = await fetch(webhook.url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(webhook.secret ? { 'x-telegram-bot-api-secret-token': webhook.secret } : {}),
        },
        body: JSON.stringify(update),
        signal: AbortSignal.timeout(10_000),
      });
      this.answers.push(response.status);
      const body = await response.text();
      for (const { answers, resolve } of this.#watching) if (this.answers.length >= answers) resolve();
      this.#watching = this.#watching.filter(({ answers }) => this.answers.length < answers);
      if (!response.ok) return false;
      this.#callInAnswer(body);
      return true;
    } catch {
      return false;
    }
  }

  /** A webhook may answer with one call; nobody hears what came of it. */
  #callInAnswer(body: string): void {
    if (!body.startsWith('{')) return;
    const { method: name, ...parameters } = JSON.parse(body) as { method?: string } & Record<string, unknown>;
    const method = name === undefined ? null : methodNamed(name);
    if (!method) return;
    try {
      callMethod(this.#bot, method, parameters, new Map());
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
    }
  }
}
