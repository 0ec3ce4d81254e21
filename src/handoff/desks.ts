import { z } from 'zod';
import { unitByCode } from '../language/places.ts';
import { type Hours, readHours } from './hours.ts';

/** Whoever answers where the assistant can't. What nobody has filled in is null and is said so, never made up. */
export interface Desk {
  readonly name: string | null;
  readonly contact: string | null;
  readonly hours: Hours | null;
}

/** The desk of a commune by its code; the province's for null and for communes without one of their own. */
export type DeskOf = (unit: string | null) => Desk;

const hours = z.string().transform((text, context) => {
  const read = readHours(text);
  if (read) return read;
  context.addIssue({ code: 'custom', message: 'giờ làm việc phải có dạng 07:30-11:30, 13:30-17:00' });
  return z.NEVER;
});

/** `{ "15568": { "name": "UBND xã …", "contact": "0237 …", "hours": "07:30-11:30, 13:30-17:00" } }` by the commune's code. */
const schema = z.record(
  z.string().refine((code) => unitByCode(code) !== undefined, 'không có xã, phường nào mang mã này'),
  z.strictObject({
    name: z.string().trim().min(1).max(200),
    contact: z.string().trim().min(1).max(200).nullable().default(null),
    hours: hours.nullable().default(null),
  }),
);

/** @throws ZodError naming what is wrong in the data. */
export function createDesks(province: Desk, communes: unknown = {}): DeskOf {
  const desks = schema.parse(communes);
  return (unit) => (unit === null ? province : (desks[unit] ?? province));
}

/** As far as nobody has said anything. */
export const NO_DESK: Desk = { name: null, contact: null, hours: null };
