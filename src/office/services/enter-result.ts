import { dateInVietNam } from '../../language/calendar.ts';
import { tellResult } from '../../notifications/store/results.ts';
import type { Prisma } from '../../platform/database/generated/client.ts';
import { AppError, type ErrorCode } from '../../platform/errors.ts';
import { foldAnswers } from '../../registration/fold.ts';
import { entryOf } from '../../registration/stored-entry.ts';
import type { Officer } from '../roles.ts';
import { type CheckedResult, checkResult, type EnteredResult } from '../star-bands.ts';
import { type Changed, changeRegistration, move, type Target, type Work } from './change-registration.ts';
import { dateColumn, type Office } from './office.ts';

export interface EnteringResult extends Target {
  readonly result: EnteredResult;
}

export const ERROR_OF: Record<Extract<CheckedResult, { kind: 'refused' }>['why'], ErrorCode> = {
  inconsistent: 'result-inconsistent',
  'below-band': 'result-below-band',
  day: 'day-impossible',
};

/** What the province or the ministry decided (QĐ 26/2026 Đ.7 k.3, k.4). Entered again, it is put right; the producer hears it each time, by the ledger: what was sent, read and understood is seen there. */
export function enterResult(office: Office, officer: Officer, { result, ...target }: EnteringResult): Promise<Changed> {
  return changeRegistration(office, officer, 'result.enter', target, writeResult(office, officer, result));
}

/** What entering it does to the registration, for one or for a whole list. */
export function writeResult(office: Office, officer: Officer, result: EnteredResult): Work {
  return async (change) => {
    const { tx, registration, at } = change;
    const checked = checkResult(result, dateInVietNam(at));
    if (checked.kind === 'refused') throw new AppError(ERROR_OF[checked.why], checked.why);
    if (registration.status !== 'evaluated') await move(change, 'evaluate', { who: officer.id, why: 'result-entered' });
    const entered = {
      points: result.points,
      stars: result.stars,
      certificateNumber: result.certificateNumber,
      certificateOn: result.certificateOn && dateColumn(result.certificateOn),
      expiresOn: checked.expiresOn && dateColumn(checked.expiresOn),
      by: officer.id,
      at,
    };
    await tx.evaluationResult.upsert({
      where: { registrationId: registration.id },
      create: { registrationId: registration.id, ...entered },
      update: entered,
    });
    const reachable = await tellResult(tx, {
      personId: registration.personId,
      registrationId: registration.id,
      version: registration.officeFile.version,
      news: {
        reference: registration.reference ?? '',
        product: await productOf(tx, registration.id),
        points: result.points,
        stars: result.stars,
        certificateNumber: result.certificateNumber,
        expiresOn: checked.expiresOn,
      },
      at,
      seal: office.sealNotice,
    });
    return { reachable };
  };
}

async function productOf(tx: Prisma.TransactionClient, registrationId: string): Promise<string> {
  const entries = await tx.answerEntry.findMany({
    where: { registrationId, field: 'product.name' },
    orderBy: { seq: 'asc' },
  });
  const product = foldAnswers(entries.map(entryOf)).answers['product.name'];
  return typeof product === 'string' ? product : '';
}
