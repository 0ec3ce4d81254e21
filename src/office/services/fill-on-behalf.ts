import { randomUUID } from 'node:crypto';
import { consentWording } from '../../conversation/consent-text.ts';
import { dateInVietNam } from '../../language/calendar.ts';
import { unitByCode, unitTitle } from '../../language/places.ts';
import { recordConsent } from '../../people/consent.ts';
import type { Prisma } from '../../platform/database/generated/client.ts';
import { AppError } from '../../platform/errors.ts';
import { foldAnswers } from '../../registration/fold.ts';
import { FORM, fieldLabel, showValue } from '../../registration/form.ts';
import { applies, missingRequired } from '../../registration/next-field.ts';
import { readAnswer } from '../../registration/read-answer.ts';
import { showDate } from '../../registration/show-value.ts';
import { entryOf } from '../../registration/stored-entry.ts';
import type { AnswerEntry, FieldId, FieldValue } from '../../registration/types.ts';
import { inScope, type Officer } from '../roles.ts';
import { recordAudit } from '../store/audit.ts';
import { answerReturns, followRegistration } from '../store/office-file.ts';
import { referenceFor } from '../store/reference-number.ts';
import {
  type Change,
  type Changed,
  changeRegistration,
  demandStatus,
  move,
  type Target,
} from './change-registration.ts';
import { type Office, permit } from './office.ts';

const TOURISM_SET = 26;

/** How somebody without a chat agreed: the paper is kept at the office, this is its record. */
export interface PaperConsent {
  /** Who signed, as written on the paper. */
  readonly signer: string;
  /** ISO date on the paper. */
  readonly signedOn: string;
  readonly way: 'tai-tru-so' | 'tai-nha' | 'gui-ban-ky';
}

const WAYS: Record<PaperConsent['way'], string> = {
  'tai-tru-so': 'ký giấy tại trụ sở',
  'tai-nha': 'ký giấy tại nơi sản xuất',
  'gui-ban-ky': 'gửi bản giấy đã ký',
};

/** Opens a form for a producer without a chat; without their signed consent nothing of them is kept. */
export async function startOnBehalf(
  office: Office,
  officer: Officer,
  { unit, consent }: { readonly unit: string; readonly consent: PaperConsent },
): Promise<{ readonly id: string; readonly version: number }> {
  permit(officer, 'behalf.start');
  const known = unitByCode(unit);
  if (!known || !inScope(officer.scope, unit)) throw new AppError('not-in-scope', `unit ${unit}`);
  const at = office.now();
  if (consent.signedOn > dateInVietNam(at)) throw new AppError('day-impossible', 'signedOn');
  const id = randomUUID();
  return office.client.$transaction(async (tx) => {
    const person = await tx.person.create({ data: { createdAt: at }, select: { id: true } });
    await recordConsent(tx, receiptOf(person.id, consent, officer, at));
    await tx.registration.create({
      data: { id, personId: person.id, form: FORM.id, formVersion: FORM.version, createdAt: at, updatedAt: at },
    });
    const log: AnswerEntry[] = [];
    await record(tx, id, log, at, { field: 'applicant.unit', action: 'set', value: unit, words: unitTitle(known) });
    await followRegistration(tx, id);
    const file = await tx.officeFile.update({ where: { registrationId: id }, data: { filledByOffice: true } });
    await recordAudit(tx, { who: officer.id, what: 'behalf.start', registrationId: id, at });
    return { id, version: file.version };
  });
}

function receiptOf(personId: string, { signer, signedOn, way }: PaperConsent, officer: Officer, at: Date) {
  const { text, version, hash } = consentWording({
    controller: 'Ủy ban nhân dân xã, phường nhận hồ sơ và cơ quan OCOP của tỉnh',
    // What an officer types for somebody is read by rules alone.
    abroad: null,
  });
  const proof = `Trên giấy: ${signer}, ngày ${showDate(signedOn)}, ${WAYS[way]}.`;
  return {
    personId,
    channel: 'paper',
    action: 'given',
    version,
    text: `${text}\n${proof}`,
    hash,
    at,
    recordedBy: officer.id,
  } as const;
}

export interface Typed {
  readonly field: FieldId;
  /** As the producer said it; read by the same rules as in the chat. Null: left open. */
  readonly text: string | null;
}

export type Filled =
  | { readonly field: FieldId; readonly kind: 'recorded'; readonly shown: string; readonly warning: string | null }
  /** Not taken: why, and what could be typed instead. */
  | {
      readonly field: FieldId;
      readonly kind: 'refused';
      readonly text: string;
      readonly choices: readonly string[];
    };

export async function fillOnBehalf(
  office: Office,
  officer: Officer,
  { answers: typed, ...target }: Target & { readonly answers: readonly Typed[] },
): Promise<Changed & { readonly answers: readonly Filled[] }> {
  const filled: Filled[] = [];
  const changed = await changeRegistration(office, officer, 'behalf.fill', target, async (change) => {
    demandOwn(change);
    const log = await readLog(change);
    for (const one of typed) filled.push(await fill(change, officer, log, one));
    await clearWhatNoLongerApplies(change, log);
    await followRegistration(change.tx, change.registration.id);
    return null;
  });
  return { ...changed, answers: filled };
}

async function fill(change: Change, officer: Officer, log: AnswerEntry[], { field, text }: Typed): Promise<Filled> {
  const { tx, registration, at } = change;
  const { answers } = foldAnswers(log);
  const refuse = (why: string, choices: readonly string[] = []): Filled => ({
    field,
    kind: 'refused',
    text: why,
    choices,
  });
  if (field === 'attachments' || field === 'declaration.accepted' || !applies(field, answers)) {
    return refuse('Mục này không khai ở đây.');
  }
  if (text === null) {
    await record(tx, registration.id, log, at, { field, action: 'leave', words: '' });
    return { field, kind: 'recorded', shown: '(để sau)', warning: null };
  }
  const reading = readAnswer(field, text, { today: dateInVietNam(at), answers, mode: 'asked' });
  switch (reading.kind) {
    case 'value': {
      const { value, words, warning = null } = reading;
      if (field === 'applicant.unit' && !inScope(officer.scope, String(value))) {
        return refuse('Xã, phường này ngoài địa bàn của anh/chị.');
      }
      await record(tx, registration.id, log, at, { field, action: 'set', value, words });
      return { field, kind: 'recorded', shown: showValue(field, value), warning };
    }
    case 'choose':
      return refuse(
        reading.text,
        reading.choices.map(({ label }) => label),
      );
    case 'confirm':
      return refuse(reading.text, [showValue(field, reading.value)]);
    case 'invalid':
    case 'barred':
      return refuse(reading.text);
    case 'none':
      return refuse(`Chưa đọc được mục ${fieldLabel(field).toLowerCase()}.`);
    default:
      return reading satisfies never;
  }
}

/** Sends it: the producer has signed the declaration on paper. Lists what is missing instead while something is. */
export async function submitOnBehalf(
  office: Office,
  officer: Officer,
  { declaredOn, ...target }: Target & { readonly declaredOn: string },
): Promise<Changed & { readonly missing: readonly { readonly field: FieldId; readonly label: string }[] }> {
  let missing: FieldId[] = [];
  const changed = await changeRegistration(office, officer, 'behalf.submit', target, async (change) => {
    demandOwn(change);
    const { tx, registration, at } = change;
    if (declaredOn > dateInVietNam(at)) throw new AppError('day-impossible', 'declaredOn');
    const log = await readLog(change);
    const { answers, open } = foldAnswers(log);
    missing = missingRequired(answers);
    // An association can be the applicant for tourism only (QĐ 26/2026 Đ.2 k.3).
    if (answers['applicant.kind'] === 'hoi-hiep-hoi' && answers['product.set'] !== TOURISM_SET)
      missing.push('applicant.kind');
    if (missing.length > 0) return null;
    if (answers.attachments === undefined && !open.has('attachments')) {
      await record(tx, registration.id, log, at, { field: 'attachments', action: 'leave', words: '' });
    }
    const words = `Cam đoan trên giấy, ngày ${showDate(declaredOn)}`;
    await record(tx, registration.id, log, at, { field: 'declaration.accepted', action: 'set', value: true, words });
    await move(change, 'submit', { who: officer.id, why: 'sent-on-behalf' });
    await tx.registration.update({
      where: { id: registration.id },
      data: { submittedAt: at, reference: await referenceFor(tx, registration.id, at) },
    });
    await followRegistration(tx, registration.id);
    await answerReturns(tx, registration.id, at);
    return null;
  });
  return { ...changed, missing: missing.map((field) => ({ field, label: fieldLabel(field) })) };
}

/** Only what the office itself opened: nobody writes into a producer's own form. */
function demandOwn(change: Change): void {
  if (!change.registration.officeFile.filledByOffice) throw new AppError('wrong-status', 'not filled by the office');
  demandStatus(change, 'draft', 'returned');
}

async function readLog({ tx, registration }: Change): Promise<AnswerEntry[]> {
  const rows = await tx.answerEntry.findMany({ where: { registrationId: registration.id }, orderBy: { seq: 'asc' } });
  return rows.map(entryOf);
}

async function clearWhatNoLongerApplies({ tx, registration, at }: Change, log: AnswerEntry[]): Promise<void> {
  for (const { id: field } of FORM.fields) {
    const { answers } = foldAnswers(log);
    if (answers[field] === undefined || applies(field, answers)) continue;
    await record(tx, registration.id, log, at, { field, action: 'clear', words: '' });
  }
}

async function record(
  tx: Prisma.TransactionClient,
  registrationId: string,
  log: AnswerEntry[],
  at: Date,
  entry: { field: FieldId; action: AnswerEntry['action']; value?: FieldValue; words: string },
): Promise<void> {
  const written = { ...entry, seq: (log.at(-1)?.seq ?? 0) + 1, rule: 'officer', channel: 'office' };
  log.push({ ...written, at: at.toISOString() });
  await tx.answerEntry.create({
    data: { ...written, registrationId, at, ...(entry.value === undefined ? {} : { value: entry.value as never }) },
  });
}
