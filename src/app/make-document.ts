import type { OutgoingFile } from '../channels/types.ts';
import type { Store } from '../conversation/store/store.ts';
import { dateInVietNam } from '../language/calendar.ts';
import type { Clock } from '../platform/clock.ts';
import type { DocumentKind } from '../registration/documents/kinds.ts';
import type { NextStepsInput } from '../registration/documents/next-steps-sheet.ts';
import { foldAnswers } from '../registration/fold.ts';

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const NAMES: Readonly<Record<DocumentKind, string>> = {
  'mau-01': 'Mau-01',
  'mau-02': 'Mau-02',
  'next-steps': 'Viec-can-lam',
};

/** The file that a message carries, made when it is sent; null for a registration that is gone or was never sent. */
export async function makeDocument(
  store: Pick<Store, 'registration'>,
  clock: Clock,
  { kind, registrationId }: { readonly kind: DocumentKind; readonly registrationId: string },
): Promise<OutgoingFile | null> {
  const registration = await store.registration(registrationId);
  if (!registration?.submittedAt) return null;
  const bytes = await draw(kind, {
    answers: foldAnswers(registration.log).answers,
    reference: registration.reference ?? '',
    submittedAt: dateInVietNam(registration.submittedAt),
    today: dateInVietNam(clock.now().toISOString()),
  });
  return { name: `${NAMES[kind]}-${registration.reference}.docx`, mime: DOCX, bytes };
}

/** Loaded when first needed: the writer of Word files is large and most turns send none. */
async function draw(kind: DocumentKind, input: NextStepsInput): Promise<Uint8Array> {
  switch (kind) {
    case 'mau-01':
      return (await import('../registration/documents/mau-01.ts')).mau01(input);
    case 'mau-02':
      return (await import('../registration/documents/mau-02.ts')).mau02(input);
    case 'next-steps':
      return (await import('../registration/documents/next-steps-sheet.ts')).nextStepsSheet(input);
    default:
      return kind satisfies never;
  }
}
