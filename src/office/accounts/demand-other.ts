import { AppError } from '../../platform/errors.ts';
import type { Officer } from '../roles.ts';

/**
 * What opens a colleague's account again asks no password; on one's own it would make a session left open enough to take
 * the account over. @throws AppError `own-account`.
 */
export function demandOther({ id }: Pick<Officer, 'id'>, staffId: string): void {
  if (id === staffId) throw new AppError('own-account', staffId);
}
