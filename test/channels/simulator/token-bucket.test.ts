import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TokenBuckets } from '../../../src/channels/simulator/web/token-bucket.ts';

describe('TokenBuckets', () => {
  it('lets a burst through, then one message each refill', () => {
    const buckets = new TokenBuckets({ burst: 3, perSecond: 0.5 });
    const outcomes = [0, 0, 0, 0, 1_000, 2_000].map((now) => buckets.take('lan', now));
    expect(outcomes.map(({ ok }) => ok)).toEqual([true, true, true, false, false, true]);
    expect(outcomes[3]).toEqual({ ok: false, retryAfter: 2 });
  });

  it('counts each key alone', () => {
    const buckets = new TokenBuckets({ burst: 1, perSecond: 1 });
    expect(buckets.take('lan', 0).ok).toBe(true);
    expect(buckets.take('minh', 0).ok).toBe(true);
    expect(buckets.take('lan', 0).ok).toBe(false);
  });

  it('never passes more than burst plus refill, and forgets those who have gone', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 5_000 }), { maxLength: 200 }), (gaps) => {
        const buckets = new TokenBuckets({ burst: 5, perSecond: 2 });
        let now = 0;
        let passed = 0;
        for (const gap of gaps) {
          now += gap;
          if (buckets.take('lan', now).ok) passed += 1;
        }
        expect(passed).toBeLessThanOrEqual(5 + (now / 1000) * 2 + 1e-6);
        buckets.take('minh', now + 10_000);
        expect(buckets.size).toBe(1);
      }),
    );
  });
});
