import type { Officer } from '../roles.ts';
import { type Changed, changeRegistration, type Target } from './change-registration.ts';
import type { Office } from './office.ts';

/** For colleagues; never shown to the producer. */
export function addNote(
  office: Office,
  officer: Officer,
  { text, ...target }: Target & { text: string },
): Promise<Changed> {
  return changeRegistration(office, officer, 'registration.note', target, async ({ tx, registration, at }) => {
    await tx.officeNote.create({ data: { registrationId: registration.id, text, by: officer.id, at } });
    return null;
  });
}
