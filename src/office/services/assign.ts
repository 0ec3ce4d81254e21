import { AppError } from '../../platform/errors.ts';
import { may } from '../permissions.ts';
import type { Officer } from '../roles.ts';
import { officerOf } from '../store/officer-of.ts';
import { type Changed, changeRegistration, type Target } from './change-registration.ts';
import type { Office } from './office.ts';

export interface Assigning extends Target {
  /** A staff user who may work on it; null: nobody. */
  readonly assigneeId: string | null;
}

export function assign(office: Office, officer: Officer, { assigneeId, ...target }: Assigning): Promise<Changed> {
  return changeRegistration(office, officer, 'registration.assign', target, async ({ tx, registration }) => {
    if (assigneeId !== null) {
      const row = await tx.staffUser.findFirst({ where: { id: assigneeId, disabledAt: null } });
      const able = row && may(officerOf(row), 'registration.assess', registration.officeFile.unit).kind === 'allowed';
      if (!able) throw new AppError('staff-unknown', assigneeId);
    }
    await tx.officeFile.update({ where: { registrationId: registration.id }, data: { assigneeId } });
    return null;
  });
}
