import { z } from 'zod';
import { FORMER_DISTRICTS, UNITS, unitByCode } from '../../language/places.ts';
import type { Scope } from '../../office/roles.ts';
import { FORM } from '../../registration/form.ts';
import type { Audience } from '../types.ts';

const KINDS = FORM.fields.find(({ id }) => id === 'applicant.kind')?.choices ?? [];
const DISTRICTS = new Set(FORMER_DISTRICTS.map(({ name }) => name));
const list = <T>(value: z.ZodType<T>) => z.array(value).min(1).max(200);

/** What an office may ask for; what is not here matches everybody. */
export const audienceSchema: z.ZodType<Audience> = z
  .strictObject({
    units: list(z.string().refine((code) => unitByCode(code) !== undefined)),
    formerDistricts: list(z.string().refine((name) => DISTRICTS.has(name))),
    kinds: list(z.string().refine((kind) => KINDS.some(({ value }) => value === kind))),
    productSets: list(z.number().int().min(1).max(26)),
    stars: list(z.number().int().min(3).max(5)),
    certificateExpires: z.strictObject({ from: z.iso.date(), to: z.iso.date() }).refine(({ from, to }) => from <= to),
    registrationStatus: list(z.enum(['draft', 'submitted', 'returned', 'accepted', 'forwarded', 'evaluated'])),
    event: z.strictObject({
      id: z.uuid(),
      reply: z.enum(['going', 'waiting', 'declined', 'checked-in', 'absent']),
    }),
  })
  .partial() as unknown as z.ZodType<Audience>;

/** Codes that both conditions on the place leave; null: neither is given. */
export function unitsOf({ units, formerDistricts }: Audience): readonly string[] | null {
  if (units === undefined && formerDistricts === undefined) return null;
  const inDistricts = ({ formerDistrict }: { formerDistrict: string }) =>
    formerDistricts === undefined || formerDistricts.includes(formerDistrict);
  return UNITS.filter((unit) => inDistricts(unit) && (units === undefined || units.includes(unit.code))).map(
    ({ code }) => code,
  );
}

/**
 * The audience as far as an officer's communes go. What is written down names the communes, so that it means the same later,
 * whoever sends it. Null: none of it lies within.
 */
export function withinScope(audience: Audience, scope: Scope): Audience | null {
  if (scope === 'province') return audience;
  const { formerDistricts: _, ...rest } = audience;
  const units = (unitsOf(audience) ?? scope).filter((code) => scope.includes(code));
  return units.length > 0 ? { ...rest, units } : null;
}
