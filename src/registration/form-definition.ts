import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { FieldId } from './types.ts';

/** The form's data: `form/phieu-dang-ky.v1.json`. Ids stay put between versions; texts and synonyms may change freely. */

const FIELD_IDS = [
  'applicant.kind',
  'applicant.name',
  'applicant.representative',
  'applicant.position',
  'applicant.unit',
  'applicant.address',
  'applicant.phone',
  'applicant.email',
  'applicant.registrationNumber',
  'applicant.registrationDate',
  'applicant.taxCode',
  'product.name',
  'product.set',
  'registration.kind',
  'product.currentStars',
  'product.certificateExpiry',
  'registration.targetStars',
  'idea.description',
  'idea.materials',
  'idea.labour',
  'idea.capacity',
  'idea.revenue',
  'idea.markets',
  'idea.story',
  'idea.documents',
  'idea.supportNeeds',
  'attachments',
  'declaration.accepted',
] as const satisfies readonly FieldId[];

const fieldId = z.enum(FIELD_IDS);

/** A condition on another answer; a list of them holds when all hold. */
const condition = z.union([
  z.strictObject({ field: fieldId, in: z.array(z.string()) }),
  z.strictObject({ field: fieldId, notIn: z.array(z.string()) }),
  z.strictObject({ field: fieldId, answered: z.boolean() }),
]);

const choice = z.strictObject({
  value: z.union([z.string(), z.number(), z.boolean()]),
  label: z.string().min(1),
  synonyms: z.array(z.string()),
});

const READERS = [
  'kind',
  'choice',
  'name',
  'person',
  'position',
  'unit',
  'address',
  'phone',
  'email',
  'registrationNumber',
  'date',
  'taxCode',
  'productName',
  'productSet',
  'stars',
  'expiry',
  'description',
  'materials',
  'labour',
  'capacity',
  'money',
  'markets',
  'documents',
  'supportNeeds',
  'story',
  'attachments',
  'declaration',
] as const;

const field = z.strictObject({
  id: fieldId,
  label: z.string(),
  question: z.string(),
  example: z.string(),
  /** How to pass an optional question, shown after it. */
  skip: z.string().optional(),
  reader: z.enum(READERS),
  required: z.boolean(),
  /** A required field that may stay open at submission when these hold (an empty list: always). */
  mayStayOpen: z.array(condition).optional(),
  /** Asked only when these hold. */
  when: z.array(condition).optional(),
  /** What an answer takes on a phone, for the estimate of the time left. */
  seconds: z.number().int().positive(),
  /** How people name the field when they want to change it. */
  mentions: z.array(z.string()),
  choices: z.array(choice).optional(),
  /** Answers that mean an empty list. */
  none: z.array(z.string()).optional(),
  suggestions: z.array(z.strictObject({ when: z.array(condition), value: z.string() })).optional(),
});

const form = z.strictObject({ id: z.string(), version: z.number().int(), title: z.string(), fields: z.array(field) });

export type Condition = z.infer<typeof condition>;
export type FieldDefinition = z.infer<typeof field>;
export type FieldChoice = z.infer<typeof choice>;
export type Form = z.infer<typeof form>;

/** The form in force, checked when the module loads: a broken data file stops the start, never a conversation. */
export const FORM: Form = form.parse(
  JSON.parse(readFileSync(new URL('./form/phieu-dang-ky.v1.json', import.meta.url), 'utf8')),
);

const byId = new Map<FieldId, FieldDefinition>(FORM.fields.map((one) => [one.id, one]));

export function fieldDefinition(id: FieldId): FieldDefinition {
  const found = byId.get(id);
  if (!found) throw new Error(`no field ${id} in form ${FORM.id} v${FORM.version}`);
  return found;
}

export function fieldLabel(id: FieldId): string {
  return fieldDefinition(id).label;
}
