import { randomUUID } from 'node:crypto';
import { searchKey } from '../../src/office/office-columns.ts';
import type { PrismaClient } from '../../src/platform/database/generated/client.ts';

const AT = new Date('2026-11-20T02:00:00Z');

/** A member of the office's list; gives their id. */
export async function newMember(
  client: PrismaClient,
  member: {
    unit?: string;
    name?: string;
    phone?: string | null;
    personId?: string;
    kind?: string;
    linkToken?: string;
    certificates?: readonly { productName?: string; productSet?: number; stars?: number; expiresOn?: string }[];
  } = {},
): Promise<string> {
  const { unit = '15568', name = 'Hộ Lê Văn Nam', phone = null, personId, kind, linkToken = randomUUID() } = member;
  const { id } = await client.member.create({
    data: {
      name,
      nameKey: searchKey(name),
      phone,
      unit,
      kind: kind ?? null,
      linkToken,
      personId: personId ?? null,
      linkedAt: personId ? AT : null,
      importedBy: 'test',
      createdAt: AT,
      updatedAt: AT,
      certificates: {
        create: (member.certificates ?? []).map(({ productName = 'Mắm tép', productSet, stars = 4, expiresOn }) => ({
          productName,
          productSet: productSet ?? null,
          stars,
          expiresOn: expiresOn ? new Date(`${expiresOn}T00:00:00Z`) : null,
        })),
      },
    },
  });
  return id;
}
