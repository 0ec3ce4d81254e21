import { z } from 'zod';
import { WAYS, type Way } from '../types.ts';
import type { DeliverySettings, Hours } from './types.ts';

const DAY_MINUTES = 24 * 60;
const hours = z.object({
  from: z.int().min(0).max(DAY_MINUTES),
  to: z.int().min(0).max(DAY_MINUTES),
});

/** What would let a notice wait for ever, or into the hours it waited for, is no setting. */
const schema = z
  .object({
    quiet: hours,
    template: hours.refine(({ from, to }) => from !== to, 'tin mẫu cần có giờ gửi'),
    spreadMinutes: z.int().min(0),
    perDay: z.int().min(1),
    perWeek: z.int().min(1),
    order: z.array(z.enum(WAYS)).refine((ways) => new Set(ways).size === ways.length, 'một cách gửi được kể hai lần'),
    zaloPaidPrice: z.int().min(0),
    marginMinutes: z.int().min(0),
    retryMinutes: z.int().min(1),
  })
  .refine(
    ({ quiet, template, spreadMinutes }) => spreadMinutes <= Math.min(DAY_MINUTES - long(quiet), long(template)),
    {
      path: ['spreadMinutes'],
      message: 'dài hơn số giờ được gửi trong ngày',
    },
  );

function long({ from, to }: Hours): number {
  return (to - from + DAY_MINUTES) % DAY_MINUTES;
}

/** The platforms' people sleep: nothing is sent unasked in these, whatever an office sets. */
export const NIGHT: Hours = { from: 21 * 60, to: 7 * 60 };

/** Whether `quiet` leaves nothing of the night open; a whole day of quiet is none. */
export function coversNight(quiet: Hours): boolean {
  const before = (NIGHT.from - quiet.from + DAY_MINUTES) % DAY_MINUTES;
  return before + long(NIGHT) <= long(quiet);
}

/** Settings that are left out are these. Zalo carries the product alone, so it comes first, and paying is off. */
export const DEFAULT_SETTINGS: DeliverySettings = {
  quiet: NIGHT,
  // Sources disagree on Zalo's hours for templates (06–22, 07–22); these lie within all of them.
  template: { from: 8 * 60, to: 20 * 60 },
  spreadMinutes: 120,
  perDay: 2,
  perWeek: 5,
  order: ['zalo-window', 'zbs-uid', 'zbs-phone', 'telegram', 'simulator'],
  zaloPaidPrice: 55,
  marginMinutes: 10,
  retryMinutes: 15,
};

/** Throws a ZodError that names the setting. */
export function readSettings(given: Partial<DeliverySettings>): DeliverySettings {
  return schema.parse({ ...DEFAULT_SETTINGS, ...given });
}

/** Longer than this, hardly a morning is left to send in. */
const LONGEST_QUIET_MINUTES = 18 * 60;
/** The longest spread that fits between any such quiet hours. */
export const MOST_SPREAD_MINUTES = 4 * 60;

/** "21:00-07:00"; null when it is not that, or nearly the whole day. */
export function readQuietHours(text: string): Hours | null {
  const match = /^\s*([01]?\d|2[0-3]):([0-5]\d)\s*[-–]\s*([01]?\d|2[0-3]):([0-5]\d)\s*$/u.exec(text);
  if (!match) return null;
  const [, hour, minute, endHour, endMinute] = match.map(Number);
  const quiet = { from: (hour ?? 0) * 60 + (minute ?? 0), to: (endHour ?? 0) * 60 + (endMinute ?? 0) };
  return long(quiet) > LONGEST_QUIET_MINUTES ? null : quiet;
}

/** "zalo-window, telegram": the ways in use, the preferred one first; null when it names none, an unknown one or one twice. */
export function readOrder(text: string): readonly Way[] | null {
  const named = text.split(',').map((one) => one.trim());
  const ways = named.filter((one): one is Way => (WAYS as readonly string[]).includes(one));
  return ways.length === named.length && new Set(ways).size === ways.length ? ways : null;
}
