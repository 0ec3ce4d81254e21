import type { Prisma, PrismaClient } from '../platform/database/generated/client.ts';
import { isDoorClosed } from './link-codes.ts';

/** Who in the office's lists shows themselves by a code or by a number that the channel vouches for. */
export type ListedPerson =
  | { readonly kind: 'member'; readonly memberId: string; readonly unit: string }
  | { readonly kind: 'officer'; readonly staffId: string }
  | { readonly kind: 'joined' }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'closed' };

const MEMBER = 'm-';
const OFFICER = 'cb-';

export async function findByJoinCode(
  client: PrismaClient,
  code: string,
  personId: string,
  now: Date,
): Promise<ListedPerson> {
  if (await isDoorClosed(client, now)) return { kind: 'closed' };
  if (code.startsWith(OFFICER)) {
    const officer = await client.staffUser.findUnique({ where: { chatToken: code.slice(OFFICER.length) } });
    return officer && officer.disabledAt === null ? { kind: 'officer', staffId: officer.id } : { kind: 'unknown' };
  }
  if (!code.startsWith(MEMBER)) return { kind: 'unknown' };
  const member = await client.member.findUnique({ where: { linkToken: code.slice(MEMBER.length) } });
  return member ? judge(member, personId) : { kind: 'unknown' };
}

/** One number on several rows is nobody's own: whoever has several memberships shows a code for each. */
export async function findByPhone(client: PrismaClient, phone: string, personId: string): Promise<ListedPerson> {
  const found = await client.member.findMany({ where: { phone }, take: 2 });
  const [member] = found;
  return member && found.length === 1 ? judge(member, personId) : { kind: 'unknown' };
}

function judge(
  { id, unit, personId: whose }: { readonly id: string; readonly unit: string; readonly personId: string | null },
  personId: string,
): ListedPerson {
  if (whose === personId) return { kind: 'joined' };
  return whose === null ? { kind: 'member', memberId: id, unit } : { kind: 'unknown' };
}

/** False when somebody else was faster. */
export async function joinMember(
  tx: Prisma.TransactionClient,
  { memberId, personId, at }: { readonly memberId: string; readonly personId: string; readonly at: Date },
): Promise<boolean> {
  const { count } = await tx.member.updateMany({
    where: { id: memberId, personId: null },
    data: { personId, linkedAt: at, updatedAt: at },
  });
  return count === 1;
}

/** The code is used up. False when it was used or replaced since it was looked up. */
export async function joinOfficer(
  tx: Prisma.TransactionClient,
  { staffId, code, personId }: { readonly staffId: string; readonly code: string; readonly personId: string },
): Promise<boolean> {
  const { count } = await tx.staffUser.updateMany({
    where: { id: staffId, chatToken: code.slice(OFFICER.length), disabledAt: null },
    data: { personId, chatToken: null },
  });
  return count === 1;
}
