import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { FieldId } from './types.ts';

/** A version of the form may have fields that no code names; `FieldId` lists those that some code does. */
const fieldId = z.string().regex(/^[a-z]+(?:\.[a-zA-Z]+)?$/) as unknown as z.ZodType<FieldId, string>;

/** A condition on another answer; a list of them holds when all hold. */
const condition = z.union([
  z.strictObject({ field: fieldId, in: z.array(z.union([z.string(), z.number()])) }),
  z.strictObject({ field: fieldId, notIn: z.array(z.union([z.string(), z.number()])) }),
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
  /** What is otherwise when these hold. */
  variants: z
    .array(
      z.strictObject({
        when: z.array(condition).min(1),
        question: z.string(),
        example: z.string(),
        skip: z.string(),
        required: z.boolean(),
      }),
    )
    .optional(),
  /** Answers that mean an empty list. */
  none: z.array(z.string()).optional(),
  suggestions: z.array(z.strictObject({ when: z.array(condition), value: z.string() })).optional(),
});

function byField<T>(value: z.ZodType<T>): z.ZodType<{ readonly [K in FieldId]?: T }> {
  return z.record(z.string(), value).default({}) as unknown as z.ZodType<{ readonly [K in FieldId]?: T }>;
}

/** How a draft of the version before is carried over (`migrate-log.ts`). */
const migration = z.strictObject({
  /** Old id → new id; the answer goes along. */
  renamed: byField(fieldId),
  /** Old option → the new one that takes its place, or null: asked again, or left out of a list. */
  options: byField(z.record(z.string(), z.string().nullable())),
  /** Fields whose values have another form now: the person's words are read once more, else asked again. */
  reread: z.array(fieldId).default([]),
});

const form = z.strictObject({
  id: z.string(),
  version: z.number().int(),
  title: z.string(),
  /** What changed since the version before; the first one has none. */
  since: migration.optional(),
  fields: z.array(field),
});

export type Condition = z.infer<typeof condition>;
export type FieldDefinition = z.infer<typeof field>;
export type FieldChoice = z.infer<typeof choice>;
export type Migration = z.infer<typeof migration>;
export type Form = z.infer<typeof form>;

/** `phieu-dang-ky.v1.json`, `…v2.json`: the versions in a folder, oldest first. */
function readVersions(folder: string): readonly Form[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => form.parse(JSON.parse(readFileSync(path.join(folder, name), 'utf8'))))
    .sort((a, b) => a.version - b.version);
}

/**
 * Every version of the form, checked when the module loads: a broken data file stops the start, never a conversation.
 * `FORM_DIR` names another folder, for an office with a form of its own.
 */
export const FORM_VERSIONS = readVersions(process.env.FORM_DIR || fileURLToPath(new URL('./form', import.meta.url)));

/** The newest one is in force. */
export const FORM: Form = newest(FORM_VERSIONS);

function newest(versions: readonly Form[]): Form {
  const last = versions.at(-1);
  if (!last) throw new Error('no form');
  return last;
}

/** The one that a registration was filled in by; the one in force where that version is not there any more. */
export function formOf(version: number): Form {
  return FORM_VERSIONS.find((one) => one.version === version) ?? FORM;
}

const byId = new Map<FieldId, FieldDefinition>(FORM.fields.map((one) => [one.id, one]));

export function fieldDefinition(id: FieldId): FieldDefinition {
  const found = byId.get(id);
  if (!found) throw new Error(`no field ${id} in form ${FORM.id} v${FORM.version}`);
  return found;
}

/** Whether the form in force has it: finders and older logs may speak of fields that it has not. */
export function isField(id: FieldId): boolean {
  return byId.has(id);
}

export function fieldLabel(id: FieldId, form: Form = FORM): string {
  return definitionIn(form, id).label;
}

/** As this version has it, else as the newest that has it: a registration that was sent keeps answers of fields since gone. */
export function definitionIn(form: Form, id: FieldId): FieldDefinition {
  const versions = [form, ...FORM_VERSIONS.toReversed()];
  const found = versions.flatMap(({ fields }) => fields.find((one) => one.id === id) ?? [])[0];
  if (!found) throw new Error(`no field ${id} in any version of form ${form.id}`);
  return found;
}

/** What a stored choice was called: also one that the form has no more. */
export function choiceLabel(form: Form, id: FieldId, value: unknown): string | null {
  const versions = [form, ...FORM_VERSIONS.toReversed()];
  const choices = versions.flatMap(({ fields }) => fields.find((one) => one.id === id)?.choices ?? []);
  return choices.find((one) => one.value === value)?.label ?? null;
}
