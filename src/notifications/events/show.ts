import { dateInVietNam } from '../../language/calendar.ts';
import type { EventDetails } from './event.ts';

const DAYS = ['Chủ nhật', 'thứ Hai', 'thứ Ba', 'thứ Tư', 'thứ Năm', 'thứ Sáu', 'thứ Bảy'];
const VIET_NAM_MS = 7 * 3_600_000;

/** "8 giờ, thứ Bảy 05/12/2026", in Viet Nam. */
export function showInstant(instant: Date): string {
  return `${showTime(instant)}, ${showDay(instant)}`;
}

/** "8 giờ – 11 giờ 30, thứ Bảy 05/12/2026"; over several days from one to the other. */
export function showWhen({ startsAt, endsAt }: Pick<EventDetails, 'startsAt' | 'endsAt'>): string {
  if (endsAt === null) return showInstant(startsAt);
  if (dateInVietNam(startsAt) === dateInVietNam(endsAt))
    return `${showTime(startsAt)} – ${showTime(endsAt)}, ${showDay(startsAt)}`;
  return `từ ${showInstant(startsAt)} đến ${showInstant(endsAt)}`;
}

/** "05/12": where the year is plain. */
export function showShortDay(instant: Date): string {
  const [, month, day] = dateInVietNam(instant).split('-');
  return `${day}/${month}`;
}

function showTime(instant: Date): string {
  const local = new Date(instant.getTime() + VIET_NAM_MS);
  const minutes = local.getUTCMinutes();
  return `${local.getUTCHours()} giờ${minutes === 0 ? '' : ` ${String(minutes).padStart(2, '0')}`}`;
}

function showDay(instant: Date): string {
  const [year, month, day] = dateInVietNam(instant).split('-');
  return `${DAYS[new Date(instant.getTime() + VIET_NAM_MS).getUTCDay()]} ${day}/${month}/${year}`;
}
