export interface BucketRate {
  /** Messages that may come at once. */
  readonly burst: number;
  readonly perSecond: number;
}

/** Limits how often each key may act. Time is passed in; keys that have filled up again are forgotten. */
export class TokenBuckets {
  readonly #rate: BucketRate;
  readonly #buckets = new Map<string, { tokens: number; at: number }>();
  #sweptAt = 0;

  constructor(rate: BucketRate) {
    this.#rate = rate;
  }

  /** Takes one token, or gives the whole seconds to wait for the next. `now` in milliseconds. */
  take(key: string, now: number): { readonly ok: true } | { readonly ok: false; readonly retryAfter: number } {
    this.#sweep(now);
    const { burst, perSecond } = this.#rate;
    const tokens = this.#tokens(key, now);
    if (tokens < 1) return { ok: false, retryAfter: Math.ceil((1 - tokens) / perSecond) };
    this.#buckets.set(key, { tokens: Math.min(tokens, burst) - 1, at: now });
    return { ok: true };
  }

  get size(): number {
    return this.#buckets.size;
  }

  #tokens(key: string, now: number): number {
    const bucket = this.#buckets.get(key);
    if (!bucket) return this.#rate.burst;
    const elapsed = Math.max(0, now - bucket.at) / 1000;
    return Math.min(this.#rate.burst, bucket.tokens + elapsed * this.#rate.perSecond);
  }

  /** A full bucket says nothing: dropping it keeps memory bound to those active within one refill. */
  #sweep(now: number): void {
    const refill = (this.#rate.burst / this.#rate.perSecond) * 1000;
    if (now - this.#sweptAt < refill) return;
    this.#sweptAt = now;
    for (const [key, { at }] of this.#buckets) if (now - at >= refill) this.#buckets.delete(key);
  }
}
