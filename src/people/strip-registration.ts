import type { Prisma } from '../platform/database/generated/client.ts';

/** What the office counts and reports by; none of it tells who. */
const KEPT_FIELDS = [
  'applicant.kind',
  'applicant.unit',
  'product.set',
  'registration.kind',
  'product.currentStars',
  'registration.targetStars',
];

/**
 * Takes the person out of a registration that an office has had: its kind, commune, product set, dates, status and result
 * stay for the office's records, every answer, name, number, word and note goes.
 */
export async function stripRegistration(
  tx: Prisma.TransactionClient,
  registrationId: string,
  nobodyId: string,
): Promise<void> {
  const where = { registrationId };
  await tx.answerEntry.deleteMany({ where: { registrationId, field: { notIn: KEPT_FIELDS } } });
  await tx.answerEntry.updateMany({ where, data: { words: '' } });
  await tx.officeNote.deleteMany({ where });
  await tx.returnRequest.deleteMany({ where });
  await tx.assessment.updateMany({ where, data: { text: '' } });
  await tx.statusChange.updateMany({ where, data: { why: '' } });
  await tx.evaluationResult.updateMany({ where, data: { certificateNumber: null } });
  await tx.officeFile.updateMany({
    where,
    data: { phone: null, taxCode: null, productKey: '', search: '', officialNumber: null, productCode: null },
  });
  await tx.registration.update({
    where: { id: registrationId },
    data: { personId: nobodyId, reference: null },
  });
}
