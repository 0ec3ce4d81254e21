import { addMonths, dateInVietNam } from '../../language/calendar.ts';
import { AppError } from '../../platform/errors.ts';
import { dueOn } from '../deadlines.ts';
import { officialNumber } from '../numbers.ts';
import type { Officer } from '../roles.ts';
import { nextNumber, refuseTaken } from '../store/counters.ts';
import { followRegistration } from '../store/office-file.ts';
import { type Changed, changeRegistration, demandStatus, type Target } from './change-registration.ts';
import { dateColumn, type Office } from './office.ts';

export interface Paper extends Target {
  /** ISO date on which the paper dossier came. */
  readonly receivedOn: string;
  /** As in the commune's own book; left out, the next one of the commune and year is given. */
  readonly officialNumber: string | null;
}

/** Paper may lie at the commune before the form is filled in here; a year back is a slip of the pen. */
const EARLIEST_MONTHS = 12;

/** The paper dossier came: the commune's 15 working days run from that day (QĐ 26/2026 Đ.7 k.2). A wrong day can be put right. */
export function receivePaper(office: Office, officer: Officer, { receivedOn, ...paper }: Paper): Promise<Changed> {
  return changeRegistration(office, officer, 'paper.receive', paper, async (change) => {
    demandStatus(change, 'submitted', 'returned');
    const { tx, registration, at } = change;
    const today = dateInVietNam(at);
    if (receivedOn > today || receivedOn < addMonths(today, -EARLIEST_MONTHS)) {
      throw new AppError('day-impossible', 'receivedOn');
    }
    const { unit, officialNumber: known } = registration.officeFile;
    const given = paper.officialNumber ?? known ?? (await nextNumber(tx, 'officialNumber', officialNumber, unit, at));
    await refuseTaken(
      tx.officeFile.update({
        where: { registrationId: registration.id },
        data: {
          receivedOn: dateColumn(receivedOn),
          dueOn: dateColumn(dueOn(receivedOn)),
          officialNumber: given,
        },
      }),
    );
    await followRegistration(tx, registration.id);
    return 'paper-received';
  });
}
