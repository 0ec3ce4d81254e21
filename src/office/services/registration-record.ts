import { dateInVietNam } from '../../language/calendar.ts';
import type { Prisma } from '../../platform/database/generated/client.ts';
import type { RegistrationRecord } from '../documents/types.ts';
import { foldedAnswers, OF_ENTRIES } from '../store/folded-answers.ts';
import { isoDate } from './office.ts';

export const RECORD_PARTS = {
  officeFile: true,
  entries: OF_ENTRIES,
  result: true,
} as const satisfies Prisma.RegistrationInclude;

/** A registration as the documents take it. */
export function recordOf(row: Prisma.RegistrationGetPayload<{ include: typeof RECORD_PARTS }>): RegistrationRecord {
  const { officeFile: file, result } = row;
  return {
    reference: row.reference ?? '',
    status: row.status,
    answers: foldedAnswers(row.entries),
    submittedOn: row.submittedAt && dateInVietNam(row.submittedAt),
    receivedOn: isoDate(file?.receivedOn ?? null),
    dueOn: isoDate(file?.dueOn ?? null),
    officialNumber: file?.officialNumber ?? null,
    productCode: file?.productCode ?? null,
    roundOn: isoDate(file?.roundOn ?? null),
    result: result && {
      points: Number(result.points),
      stars: result.stars,
      certificateNumber: result.certificateNumber,
      certificateOn: isoDate(result.certificateOn),
      expiresOn: isoDate(result.expiresOn),
    },
  };
}
