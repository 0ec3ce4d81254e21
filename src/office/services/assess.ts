import type { AssessmentTopic } from '../documents/types.ts';
import type { Officer } from '../roles.ts';
import { type Changed, changeRegistration, demandStatus, type Target } from './change-registration.ts';
import type { Office } from './office.ts';

export interface Assessing extends Target {
  readonly topic: AssessmentTopic;
  readonly text: string;
  readonly met: boolean;
}

/** One of the commune's four assessments (QĐ 26/2026 Đ.7 k.2); writing it again replaces it. */
export function assess(office: Office, officer: Officer, { topic, text, met, ...target }: Assessing): Promise<Changed> {
  return changeRegistration(office, officer, 'registration.assess', target, async (change) => {
    demandStatus(change, 'submitted', 'returned');
    const { tx, registration, at } = change;
    const written = { text, met, by: officer.id, at };
    await tx.assessment.upsert({
      where: { registrationId_topic: { registrationId: registration.id, topic } },
      create: { registrationId: registration.id, topic, ...written },
      update: written,
    });
    return null;
  });
}
