import { dateInVietNam } from '../../language/calendar.ts';
import type { Prisma } from '../../platform/database/generated/client.ts';
import { foldAnswers } from '../../registration/fold.ts';
import { type Form, fieldLabel, formOf, showValue } from '../../registration/form.ts';
import { fieldsOf } from '../../registration/next-field.ts';
import { entryOf } from '../../registration/stored-entry.ts';
import type { AnswerEntry, Answers, FieldId, FieldValue } from '../../registration/types.ts';
import { deadlineOf } from '../deadlines.ts';
import type { Officer } from '../roles.ts';
import { recordAudit } from '../store/audit.ts';
import { findInScope } from '../store/scope.ts';
import { differences, versionsOf } from '../versions.ts';
import { findDuplicates } from './duplicates.ts';
import { isoDate, type Office, permit } from './office.ts';

/** One line of the form as an officer reads it: the value beside the words that it stands on. */
export interface AnswerLine {
  readonly field: FieldId;
  readonly label: string;
  readonly value: FieldValue | null;
  readonly shown: string;
  /** What the producer typed, or the button they pressed. */
  readonly words: string | null;
  readonly rule: string | null;
  readonly channel: string | null;
  /** ISO instant. */
  readonly at: string | null;
}

export type RegistrationView = Awaited<ReturnType<typeof viewRegistration>>;

/** Everything that the office has of one registration. The look is logged with it. */
export async function viewRegistration(office: Office, officer: Officer, id: string) {
  permit(officer, 'registration.view');
  const at = office.now();
  return office.client.$transaction(async (tx) => {
    const row = await findInScope(tx, officer, id);
    const parts = await readParts(tx, row.id, row.personId);
    const { officeFile: file } = row;
    const log = parts.entries.map(entryOf);
    const form = formOf(row.formVersion);
    const receivedOn = isoDate(file.receivedOn);
    const due = isoDate(file.dueOn);
    const duplicates = await findDuplicates(tx, officer, file);
    await recordAudit(tx, { who: officer.id, what: 'registration.view', registrationId: id, at });
    return {
      id: row.id,
      reference: row.reference,
      status: row.status,
      version: file.version,
      form: row.form,
      formVersion: row.formVersion,
      submittedAt: row.submittedAt?.toISOString() ?? null,
      unit: file.unit,
      officialNumber: file.officialNumber,
      productCode: file.productCode,
      roundOn: isoDate(file.roundOn),
      assigneeId: file.assigneeId,
      filledByOffice: file.filledByOffice,
      deadline: receivedOn && due ? deadlineOf(receivedOn, due, row.status, dateInVietNam(at)) : null,
      answers: answerLines(log, form),
      history: historyOf(parts.statusChanges),
      versions: changesOf(log, parts.statusChanges, form),
      assessments: parts.assessments.map(({ topic, text, met, by, at: when }) => ({
        topic,
        text,
        met,
        by,
        at: when.toISOString(),
      })),
      returns: parts.returns.map(({ fields, dueOn, by, at: when, answeredAt }) => ({
        fields,
        dueOn: isoDate(dueOn),
        by,
        at: when.toISOString(),
        answeredAt: answeredAt?.toISOString() ?? null,
      })),
      notes: parts.officeNotes.map(({ text, by, at: when }) => ({ text, by, at: when.toISOString() })),
      result: parts.result && {
        points: Number(parts.result.points),
        stars: parts.result.stars,
        certificateNumber: parts.result.certificateNumber,
        certificateOn: isoDate(parts.result.certificateOn),
        expiresOn: isoDate(parts.result.expiresOn),
      },
      consent: parts.consent && {
        action: parts.consent.action,
        channel: parts.consent.channel,
        at: parts.consent.at.toISOString(),
        recordedBy: parts.consent.recordedBy,
      },
      duplicates,
    };
  });
}

async function readParts(tx: Prisma.TransactionClient, id: string, personId: string) {
  const of = { where: { registrationId: id } };
  return {
    entries: await tx.answerEntry.findMany({ ...of, orderBy: { seq: 'asc' } }),
    statusChanges: await tx.statusChange.findMany({ ...of, orderBy: [{ at: 'asc' }, { id: 'asc' }] }),
    assessments: await tx.assessment.findMany(of),
    returns: await tx.returnRequest.findMany({ ...of, orderBy: { at: 'asc' } }),
    officeNotes: await tx.officeNote.findMany({ ...of, orderBy: { at: 'asc' } }),
    result: await tx.evaluationResult.findUnique(of),
    consent: await tx.consentReceipt.findFirst({ where: { personId }, orderBy: [{ at: 'desc' }, { id: 'desc' }] }),
  };
}

/** By the form in which the producer answered, not by a newer one that nobody has asked them. */
function answerLines(log: readonly AnswerEntry[], form: Form): AnswerLine[] {
  const { answers, open } = foldAnswers(log);
  return fieldsOf(form, answers).map((field) => {
    const value = answers[field] ?? null;
    const newest = value === null ? undefined : log.findLast((entry) => entry.field === field);
    return {
      field,
      label: fieldLabel(field, form),
      value,
      shown: value === null ? (open.has(field) ? '(để sau)' : '') : showValue(field, value, form),
      words: newest?.words ?? null,
      rule: newest?.rule ?? null,
      channel: newest?.channel ?? null,
      at: newest?.at ?? null,
    };
  });
}

function historyOf(changes: readonly Prisma.StatusChangeModel[]) {
  return changes.map(({ from, to, who, why, at }) => ({ from, to, who, why, at: at.toISOString() }));
}

/** Each sending, with what it changed against the one before; of the first, nothing. */
function changesOf(log: readonly AnswerEntry[], changes: readonly Prisma.StatusChangeModel[], form: Form) {
  const sendings = changes
    .filter(({ to }) => to === 'submitted')
    .map(({ at, logSeq }) => ({ at: at.toISOString(), logSeq }));
  let before: Answers | null = null;
  return versionsOf(log, sendings).map(({ number, at, answers }) => {
    const changed = before === null ? [] : differences(before, answers, form);
    before = answers;
    return {
      number,
      at,
      changes: changed.map(({ field, before: old, after }) => ({
        field,
        label: fieldLabel(field, form),
        before: old === null ? '' : showValue(field, old, form),
        after: after === null ? '' : showValue(field, after, form),
      })),
    };
  });
}
