import type { Officer } from '../roles.ts';
import { type Changed, changeRegistration, move, type Target } from './change-registration.ts';
import type { Office } from './office.ts';

/** Sent to the province with the commune's report (QĐ 26/2026 Đ.7 k.2); the producer hears of it. */
export function forward(office: Office, officer: Officer, target: Target): Promise<Changed> {
  return changeRegistration(office, officer, 'registration.forward', target, async (change) => {
    await move(change, 'forward', { who: officer.id, why: 'forwarded-to-province' });
    return 'forwarded';
  });
}
