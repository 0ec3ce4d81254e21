import { dateInVietNam } from '../../language/calendar.ts';
import { AppError } from '../../platform/errors.ts';
import { nextRound } from '../../registration/next-steps.ts';
import { ASSESSMENT_TOPICS } from '../documents/types.ts';
import { productCode } from '../numbers.ts';
import type { Officer } from '../roles.ts';
import { nextNumber } from '../store/counters.ts';
import {
  type Change,
  type Changed,
  changeRegistration,
  demandStatus,
  move,
  type Target,
} from './change-registration.ts';
import { dateColumn, type Office } from './office.ts';

/** Complete at the commune: gets its product code and the round in which the commune proposes it (QĐ 26/2026 Đ.5). */
export function accept(office: Office, officer: Officer, target: Target): Promise<Changed> {
  return changeRegistration(office, officer, 'registration.accept', target, async (change) => {
    demandStatus(change, 'submitted');
    await demandComplete(change);
    const { tx, registration, at } = change;
    await move(change, 'accept', { who: officer.id, why: 'accepted-by-commune' });
    const { unit, productCode: known } = registration.officeFile;
    await tx.officeFile.update({
      where: { registrationId: registration.id },
      data: {
        productCode: known ?? (await nextNumber(tx, 'productCode', productCode, unit, at)),
        roundOn: dateColumn(nextRound(dateInVietNam(at))),
      },
    });
    return null;
  });
}

async function demandComplete({ tx, registration }: Change): Promise<void> {
  const { receivedOn, productSet } = registration.officeFile;
  if (receivedOn === null) throw new AppError('paper-not-received', registration.id);
  if (productSet === null) throw new AppError('product-set-missing', registration.id);
  const written = await tx.assessment.count({ where: { registrationId: registration.id } });
  if (written < ASSESSMENT_TOPICS.length) throw new AppError('assessments-missing', `${written} of 4`);
}
