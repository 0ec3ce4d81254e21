import { AppError } from '../../platform/errors.ts';
import { productSet } from '../../registration/product-sets.ts';
import type { Officer } from '../roles.ts';
import { followRegistration, newestEntry } from '../store/office-file.ts';
import { type Changed, changeRegistration, demandStatus, type Target } from './change-registration.ts';
import type { Office } from './office.ts';

export interface SettingProductSet extends Target {
  /** 1–26. */
  readonly set: number;
}

/** A producer may leave the set to the officer; what it is goes into the same log as every answer. */
export function setProductSet(
  office: Office,
  officer: Officer,
  { set, ...target }: SettingProductSet,
): Promise<Changed> {
  return changeRegistration(office, officer, 'registration.set', target, async (change) => {
    demandStatus(change, 'submitted');
    const { tx, registration, at } = change;
    const known = productSet(set);
    if (!known) throw new AppError('bad-request', 'product set');
    await tx.answerEntry.create({
      data: {
        registrationId: registration.id,
        seq: (await newestEntry(tx, registration.id)) + 1,
        field: 'product.set',
        action: 'set',
        value: set,
        words: known.name,
        rule: 'officer',
        channel: 'office',
        at,
      },
    });
    await followRegistration(tx, registration.id);
    return null;
  });
}
