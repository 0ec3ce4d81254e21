import { dateInVietNam } from '../../language/calendar.ts';
import { AppError } from '../../platform/errors.ts';
import { foldAnswers } from '../../registration/fold.ts';
import { FORM } from '../../registration/form.ts';
import { applies } from '../../registration/next-field.ts';
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
    await demandFields(change, fields);
    await move(change, 'return', { who: officer.id, why: 'returned-for-completion' });
    await tx.returnRequest.create({
      data: {
        registrationId: registration.id,
        fields: fields.map(({ field, reason }) => ({ field, reason })),
        dueOn: dateColumn(dueOn),
        logSeq: await newestEntry(tx, registration.id),
        by: officer.id,
        at,
      },
    });
    return 'returned';
  });
}

async function demandFields({ tx, registration }: Change, fields: readonly ReturnedField[]): Promise<void> {
  const entries = await tx.answerEntry.findMany({ where: { registrationId: registration.id } });
  const { answers } = foldAnswers(entries.map(entryOf));
  const known = new Set(FORM.fields.map(({ id }) => id));
  for (const { field } of fields) {
    if (!known.has(field) || NEVER.has(field) || !applies(field, answers)) throw new AppError('field-unknown', field);
  }
  if (new Set(fields.map(({ field }) => field)).size !== fields.length) throw new AppError('field-unknown', 'twice');
}
