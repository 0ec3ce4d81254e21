import { ZodError, z } from 'zod';
import { AppError, ERRORS, type ErrorCode } from '../platform/errors.ts';
import { CSRF_FIELD } from './csrf.ts';
import type { Problem } from './view.ts';

/** What whoever sent the form can't mend on it: told on a page of its own. */
const NOT_OF_THE_FORM: ReadonlySet<ErrorCode> = new Set([
  'sign-in-needed',
  'second-factor-needed',
  'password-change-needed',
  'second-factor-setup-needed',
  'not-allowed',
  'not-in-scope',
  'not-found',
  'export-gone',
  'other-site',
  'internal',
]);

/** A form that was not taken, or only in part: thrown by an action that knows more than a schema does. */
export class FormError extends Error {
  readonly fields: Readonly<Record<string, string>>;

  /** @param text Vietnamese, says also what was kept. */
  constructor(text: string, fields: Readonly<Record<string, string>> = {}) {
    super(text);
    this.name = 'FormError';
    this.fields = fields;
  }
}

/** Null for what is no matter of the form: a broken machine, a missing right, an unknown address. */
export function problemOf(error: unknown, action: string, body: unknown, schema: z.ZodType): Problem | null {
  const typed = typedIn(body);
  if (error instanceof ZodError) {
    return {
      action,
      text: 'Một vài mục chưa điền hoặc chưa đúng. Chưa có gì được lưu.',
      fields: fieldsOf(error, schema),
      typed,
    };
  }
  if (error instanceof FormError) return { action, text: error.message, fields: error.fields, typed };
  if (!(error instanceof AppError) || NOT_OF_THE_FORM.has(error.code)) return null;
  return { action, text: ERRORS[error.code].text, fields: {}, typed };
}

/** Passwords and codes are typed anew. */
function typedIn(body: unknown): Readonly<Record<string, unknown>> {
  const entries = Object.entries((body ?? {}) as Record<string, unknown>);
  return Object.fromEntries(entries.filter(([name]) => name !== CSRF_FIELD && !/password|code/i.test(name)));
}

function fieldsOf({ issues }: ZodError, schema: z.ZodType): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const issue of issues) {
    const name = issue.path.map(String).join('.') || 'form';
    const label = labelOf(schema, name);
    fields[name] ??= label === null ? sentence(issue) : `${label}: ${sentence(issue)}`;
  }
  return fields;
}

function sentence(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'custom':
      return issue.message;
    case 'too_small':
      return issue.origin === 'number' || issue.origin === 'int' ? `phải từ ${issue.minimum} trở lên.` : 'chưa điền.';
    case 'too_big':
      return issue.origin === 'string' ? `dài quá ${issue.maximum} ký tự.` : `nhiều nhất là ${issue.maximum}.`;
    case 'invalid_type':
      return issue.input === undefined ? 'chưa chọn.' : 'chưa đúng.';
    case 'invalid_value':
      return 'chưa chọn.';
    default:
      return 'chưa đúng.';
  }
}

/** As `.describe()` of the field says it; null for one without, whose sentence stands alone. */
function labelOf(schema: z.ZodType, name: string): string | null {
  const shape = schema instanceof z.ZodObject ? (schema.shape as Record<string, z.ZodType>) : {};
  return shape[name]?.description ?? null;
}
