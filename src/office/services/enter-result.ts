import { dateInVietNam } from '../../language/calendar.ts';
import { AppError, type ErrorCode } from '../../platform/errors.ts';
import type { Officer } from '../roles.ts';
import { type CheckedResult, checkResult, type EnteredResult } from '../star-bands.ts';
import { type Changed, changeRegistration, move, type Target } from './change-registration.ts';
import { dateColumn, type Office } from './office.ts';

export interface EnteringResult extends Target {
  readonly result: EnteredResult;
}

const ERROR_OF: Record<Extract<CheckedResult, { kind: 'refused' }>['why'], ErrorCode> = {
  inconsistent: 'result-inconsistent',
  'below-band': 'result-below-band',
  day: 'day-impossible',
};

/** What the province or the ministry decided (QĐ 26/2026 Đ.7 k.3, k.4). Entered again, it is put right; the producer hears it each time. */
export function enterResult(office: Office, officer: Officer, { result, ...target }: EnteringResult): Promise<Changed> {
  return changeRegistration(office, officer, 'result.enter', target, async (change) => {
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
    return 'evaluated';
  });
}
