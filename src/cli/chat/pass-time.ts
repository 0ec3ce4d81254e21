import type { NoticesNow } from '../../app/notices-now.ts';
import type { SettableClock } from '../../platform/clock.ts';

const HOUR_MS = 3_600_000;
/** Looked at so often for what nobody has planned yet: a draft left behind, a certificate. */
const USUAL_MS = 6 * HOUR_MS;
/** Over so long a time, less often. */
const LONG_MS = 30 * 24 * HOUR_MS;
const SELDOM_MS = 24 * HOUR_MS;

/** Time passes; what comes due in between comes at its own hour. */
export async function passTime(clock: SettableClock, milliseconds: number, notices: NoticesNow | null): Promise<void> {
  const end = clock.now().getTime() + milliseconds;
  const step = milliseconds > LONG_MS ? SELDOM_MS : USUAL_MS;
  while (notices) {
    const now = clock.now().getTime();
    const next = (await notices.next())?.getTime() ?? Number.POSITIVE_INFINITY;
    const stop = Math.min(now + step, Math.max(next, now + 1));
    if (stop >= end) break;
    clock.advance(stop - now);
    await notices.run();
  }
  clock.advance(end - clock.now().getTime());
  await notices?.run();
}
