import { z } from 'zod';
import { words } from '../office/http/schemas.ts';

/**
 * What a form field sends, read. Everything comes as text; an empty field is `''`. End each with `.describe('Nhãn')`: the
 * label under which a mistake is told.
 */
export const textOf = words;

/** Left empty: null. */
export const optional = <T extends z.ZodType>(schema: T) =>
  z.preprocess(
    (value) => (value === undefined || (typeof value === 'string' && value.trim() === '') ? null : value),
    schema.nullable(),
  );

export const wholeNumber = (from: number, to: number) =>
  z
    .string()
    .regex(/^\s*\d+\s*$/)
    .transform(Number)
    .pipe(z.number().min(from).max(to));

/** "86,5" or "86.5". */
export const decimal = (from: number, to: number) =>
  z
    .string()
    .regex(/^\s*\d+([.,]\d{1,2})?\s*$/)
    .transform((text) => Number(text.replace(',', '.')))
    .pipe(z.number().min(from).max(to));

/** "26/11/2026" → ISO date. */
export const dayOf = z
  .string()
  .trim()
  .transform((text) => {
    const [, day = '', month = '', year = ''] = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text) ?? [];
    return year ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : text;
  })
  .pipe(z.iso.date());

/** "8:00", "14h30", "8 giờ" → "08:00". */
export const timeOf = z
  .string()
  .trim()
  .transform((text) => {
    const [, hour = '', minute = ''] = /^(\d{1,2})\s*(?:[:h.]|giờ)\s*(\d{2})?$/i.exec(text) ?? [];
    return hour ? `${hour.padStart(2, '0')}:${minute || '00'}` : text;
  })
  .pipe(z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/));

/** Where a long list goes on: number of the last row seen. */
export const sequence = z.string().regex(/^\d{1,18}$/);

export const version = wholeNumber(1, Number.MAX_SAFE_INTEGER);

/** A box that is ticked or not. */
export const ticked = z
  .literal('yes')
  .optional()
  .transform((value) => value === 'yes');

/** Boxes of one name: none, one or many. */
export const several = <T extends z.ZodType>(each: T) =>
  z.preprocess((value) => (value === undefined ? [] : [value].flat()), z.array(each));

/** A choice in an address that was left empty, or that is none of ours: as if it were not there. */
export const choiceInAddress = <T extends z.ZodType>(schema: T) => schema.optional().catch(undefined);
