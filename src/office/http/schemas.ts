import { z } from 'zod';
import { unitByCode } from '../../language/places.ts';
import type { FieldId } from '../../registration/types.ts';
import { role } from '../roles.ts';

/** What must be empty: a query or body that nobody reads is refused, not ignored. */
export const nothing = z.strictObject({}).nullish();
export const none = z.strictObject({});

export const id = z.uuid();
export const withId = z.strictObject({ id });
export const day = z.iso.date();
export const version = z.number().int().min(1);
/** Text for people: NFC, trimmed, without control signs but line ends. */
export const words = (most: number) =>
  z
    .string()
    .transform((text) => text.normalize('NFC').trim())
    .pipe(
      z
        .string()
        .min(1)
        .max(most)
        .regex(/^[^\p{Cc}]*(?:[\n\t][^\p{Cc}]*)*$/u),
    );
export const unit = z
  .string()
  .regex(/^\d{5}$/)
  .refine((code) => unitByCode(code) !== undefined);
export const field = z.string().max(60) as unknown as z.ZodType<FieldId>;
export const email = z.email().max(254);
/** A new one is checked by the rules; here only that it can be one. */
export const password = z.string().min(1).max(200);

/** The roles of the province see all of it; the others need units. */
export const place = z
  .strictObject({ role, units: z.array(unit).max(166), name: words(100) })
  .refine(({ role: is, units }) => is === 'administrator' || is === 'provincial-coordinator' || units.length > 0, {
    path: ['units'],
  });

/** The bytes of an XLSX file; whether they are one is for the reader to say. */
export const workbook = z.instanceof(Buffer).default(Buffer.alloc(0));
