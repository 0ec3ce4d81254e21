import { dateInVietNam } from '../../language/calendar.ts';
import { AppError } from '../../platform/errors.ts';
import { foldAnswers } from '../../registration/fold.ts';
import { formOf } from '../../registration/form.ts';
import { fieldNow } from '../../registration/migrate-log.ts';
import { fieldsOf } from '../../registration/next-field.ts';
import type { ReturnedField } from '../../registration/returned.ts';
import { entryOf } from '../../registration/stored-entry.ts';
import type { Officer } from '../roles.ts';
import { newestEntry } from '../store/office-file.ts';
import { type Change, type Changed, changeRegistration, move, type Target } from './change-registration.ts';
import { dateColumn, type Office } from './office.ts';

export interface Returning extends Target {
  readonly fields: readonly ReturnedField[];
  /** ISO date until which the office hopes to have it again. */
  readonly dueOn: string;
}

/** Not fields of the form's questions: they are settled at each sending. */
const NEVER: ReadonlySet<string> = new Set(['attachments', 'declaration.accepted']);

/** Gives named fields back, each with the officer's words: the producer is asked for those only and sends again. */
export function returnToProducer(
  office: Office,
  officer: Officer,
  { fields, dueOn, ...target }: Returning,
): Promise<Changed> {
  return changeRegistration(office, officer, 'registration.return', target, async (change) => {
    const { tx, registration, at } = change;
    if (dueOn < dateInVietNam(at)) throw new AppError('day-impossible', 'dueOn');
    const asked = await fieldsToAsk(change, fields);
    await move(change, 'return', { who: officer.id, why: 'returned-for-completion' });
    await tx.returnRequest.create({
      data: {
        registrationId: registration.id,
        fields: asked.map(({ field, reason }) => ({ field, reason })),
        dueOn: dateColumn(dueOn),
        logSeq: await newestEntry(tx, registration.id),
        by: officer.id,
        at,
      },
    });
    return 'returned';
  });
}

/**
 * By the ids of the form in force, which asks the producer again: the officer sees the registration by its own.
 * @throws AppError `field-unknown` for a field that this registration has not, or that is asked no more.
 */
async function fieldsToAsk(
  { tx, registration }: Change,
  returned: readonly ReturnedField[],
): Promise<readonly ReturnedField[]> {
  const entries = await tx.answerEntry.findMany({ where: { registrationId: registration.id } });
  const { answers } = foldAnswers(entries.map(entryOf));
  const known = new Set(fieldsOf(formOf(registration.formVersion), answers));
  if (new Set(returned.map(({ field }) => field)).size !== returned.length)
    throw new AppError('field-unknown', 'twice');
  return returned.map(({ field, reason }) => {
    const now = fieldNow(field, registration.formVersion);
    if (!known.has(field) || NEVER.has(field) || now === null) throw new AppError('field-unknown', field);
    return { field: now, reason };
  });
}
