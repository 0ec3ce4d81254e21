import type { Officer } from '../roles.ts';
import { answerReturns } from '../store/office-file.ts';
import { type Changed, changeRegistration, move, type Target } from './change-registration.ts';
import type { Office } from './office.ts';

export interface Withdrawing extends Target {
  /** Shown to the producer as it is. */
  readonly reason: string;
}

/** Stopped, at the producer's wish or because it can't go on; the producer hears why. */
export function withdraw(office: Office, officer: Officer, { reason, ...target }: Withdrawing): Promise<Changed> {
  return changeRegistration(office, officer, 'registration.withdraw', target, async (change) => {
    await move(change, 'withdraw', { who: officer.id, why: reason });
    await answerReturns(change.tx, change.registration.id, change.at);
    return 'withdrawn';
  });
}
