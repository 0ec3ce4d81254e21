import { addDays } from '../../language/calendar.ts';
import { mute } from '../events/notices.ts';
import type { NoticeBody } from '../types.ts';
import { fill, REMINDERS, showDay } from './settings.ts';

const DAY_MS = 86_400_000;

/** ISO dates of the window in which a re-evaluation is filed (QĐ 26/2026 Đ.7 k.6). */
export function refilingWindow(expiresOn: string): { readonly opensOn: string; readonly closesOn: string } {
  const { opens, closes } = REMINDERS.certificate;
  return { opensOn: addDays(expiresOn, -opens), closesOn: addDays(expiresOn, -closes) };
}

/**
 * The reminder that a certificate is due for on a day: the newest whose day has come, while it can still be filed. One that
 * becomes known late gets the one that fits.
 */
export function certificateStep(expiresOn: string, today: string): number | null {
  const left = (Date.parse(expiresOn) - Date.parse(today)) / DAY_MS;
  if (left < REMINDERS.certificate.closes) return null;
  return REMINDERS.certificate.days.filter((day) => left <= day).at(-1) ?? null;
}

export function certificateNotice(certificate: {
  readonly product: string;
  readonly stars: number;
  /** ISO date. */
  readonly expiresOn: string;
}): NoticeBody {
  const { product, stars, expiresOn } = certificate;
  const { opensOn, closesOn } = refilingWindow(expiresOn);
  const values = { product, stars: String(stars), expiresOn: showDay(expiresOn) };
  return {
    text: fill(REMINDERS.certificate.text, { ...values, opensOn: showDay(opensOn), closesOn: showDay(closesOn) }),
    buttons: mute('reminder'),
    template: { purpose: 'expiry', data: { ten: '{name}', san_pham: product.slice(0, 100), han: showDay(expiresOn) } },
  };
}
