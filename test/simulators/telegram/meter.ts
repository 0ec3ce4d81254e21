/** A rate as Telegram applies it: so many a second on average, with short bursts. */
export interface Rate {
  readonly perSecond: number;
  readonly burst: number;
}

/** Token bucket on the simulator's clock. */
export class Meter {
  readonly #rate: Rate;
  #tokens: number;
  #at: number;

  constructor(rate: Rate, now: number) {
    this.#rate = rate;
    this.#tokens = rate.burst;
    this.#at = now;
  }

  /** Takes one token; otherwise the whole seconds until there is one again. */
  take(now: number): number | null {
    // A clock that was set back takes nothing away.
    const seconds = Math.max(0, now - this.#at) / 1000;
    this.#tokens = Math.min(this.#rate.burst, this.#tokens + seconds * this.#rate.perSecond);
    this.#at = now;
    if (this.#tokens < 1) return Math.max(1, Math.ceil((1 - this.#tokens) / this.#rate.perSecond));
    this.#tokens -= 1;
    return null;
  }
}
