import type { OutgoingFile } from '../channels/types.ts';
import { dateInVietNam } from '../language/calendar.ts';
import { collectPersonalData } from '../people/personal-data.ts';
import type { Clock } from '../platform/clock.ts';
import type { Crypto } from '../platform/crypto.ts';
import type { PrismaClient } from '../platform/database/generated/client.ts';

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** "Dữ liệu của tôi" as a file for whoever's registration it is; null when it is gone. */
export async function personalDataFile(
  { client, crypto, clock }: { readonly client: PrismaClient; readonly crypto: Crypto; readonly clock: Clock },
  registrationId: string,
): Promise<OutgoingFile | null> {
  const owner = await client.registration.findUnique({ where: { id: registrationId }, select: { personId: true } });
  const data = owner && (await collectPersonalData(client, crypto, owner.personId));
  if (!data) return null;
  const { personalDataDocument } = await import('../people/personal-data-document.ts');
  const bytes = await personalDataDocument(data, dateInVietNam(clock.now().toISOString()));
  return { name: 'Du-lieu-cua-toi.docx', mime: DOCX, bytes };
}
