import type { Prisma } from '../../platform/database/generated/client.ts';
import { AppError } from '../../platform/errors.ts';
import { searchKey } from '../office-columns.ts';
import { inScope, type Officer } from '../roles.ts';
import { recordAudit } from '../store/audit.ts';
import { findMember, membersOf } from '../store/members.ts';
import { isoDate, type Office, permit } from './office.ts';

export interface MemberSearch {
  readonly unit?: string | undefined;
  readonly linked?: boolean | undefined;
  /** Part of a name, with or without marks, or digits of a phone number. */
  readonly text?: string | undefined;
  /** From 1. */
  readonly page: number;
}

const PAGE_SIZE = 50;
const PARTS = { certificates: { orderBy: { expiresOn: 'desc' } } } as const satisfies Prisma.MemberInclude;

/** The office's own list, by name. */
export async function searchMembers(office: Office, officer: Officer, search: MemberSearch) {
  permit(officer, 'member.list');
  const where = { AND: [membersOf(officer), conditionOf(search)] };
  return office.client.$transaction(async (tx) => {
    const total = await tx.member.count({ where });
    const linked = await tx.member.count({ where: { AND: [where, { personId: { not: null } }] } });
    const rows = await tx.member.findMany({
      where,
      orderBy: [{ nameKey: 'asc' }, { id: 'asc' }],
      skip: (search.page - 1) * PAGE_SIZE,
      take: PAGE_SIZE,
      include: PARTS,
    });
    await recordAudit(tx, { who: officer.id, what: 'member.list', at: office.now() });
    return { total, linked, page: search.page, pageSize: PAGE_SIZE, rows: rows.map(rowOf) };
  });
}

/** One of them. @throws AppError `member-unknown`. */
export async function viewMember(office: Office, officer: Officer, id: string): Promise<MemberRow> {
  permit(officer, 'member.list');
  return office.client.$transaction(async (tx) => {
    await findMember(tx, officer, id);
    const row = await tx.member.findUniqueOrThrow({ where: { id }, include: PARTS });
    await recordAudit(tx, { who: officer.id, what: 'member.list', memberId: id, at: office.now() });
    return rowOf(row);
  });
}

export type MemberRow = ReturnType<typeof rowOf>;

function conditionOf({ unit, linked, text }: MemberSearch): Prisma.MemberWhereInput {
  const digits = text?.replace(/[\s.+()-]/g, '').replace(/^84(?=\d{9}$)/, '0') ?? '';
  const words = searchKey(text ?? '').split(' ');
  const named = { AND: words.map((word) => ({ nameKey: { contains: word } })) };
  return {
    ...(unit === undefined ? {} : { unit }),
    ...(linked === undefined ? {} : { personId: linked ? { not: null } : null }),
    ...(text === undefined ? {} : /^\d{4,}$/.test(digits) ? { OR: [named, { phone: { contains: digits } }] } : named),
  };
}

function rowOf({ certificates, ...row }: Prisma.MemberGetPayload<{ include: typeof PARTS }>) {
  return {
    id: row.id,
    name: row.name,
    phone: row.phone,
    unit: row.unit,
    kind: row.kind,
    /** ISO instant; null: no account yet, so they are called. */
    linkedAt: row.personId === null ? null : (row.linkedAt?.toISOString() ?? null),
    certificates: certificates.map(({ number, productName, productSet, stars, issuedOn, expiresOn }) => ({
      number,
      productName,
      productSet,
      stars,
      issuedOn: isoDate(issuedOn),
      expiresOn: isoDate(expiresOn),
    })),
  };
}

export interface InvitationLinks {
  /** What to type in any chat. */
  readonly code: string;
  /** Opens the chat with the code typed already; null where the channel is not set up. */
  readonly telegram: string | null;
  /** Opens the chat; the code has to be typed there. */
  readonly zalo: string | null;
}

/** For the member's own QR code: whoever opens it and consents is this member. */
export async function inviteMember(office: Office, officer: Officer, id: string): Promise<InvitationLinks> {
  permit(officer, 'member.link');
  return office.client.$transaction(async (tx) => {
    const { linkToken } = await findMember(tx, officer, id);
    await recordAudit(tx, { who: officer.id, what: 'member.link', memberId: id, at: office.now() });
    return linksTo(office, `m-${linkToken}`);
  });
}

/** For a commune's poster: whoever opens it, consents and shares their number is found in the list by it. */
export async function inviteCommune(office: Office, officer: Officer, unit: string): Promise<InvitationLinks> {
  permit(officer, 'member.link');
  if (!inScope(officer.scope, unit)) throw new AppError('not-in-scope', `unit ${unit}`);
  return linksTo(office, `xa-${unit}`);
}

export function linksTo({ links }: Office, code: string): InvitationLinks {
  return {
    code,
    telegram: links.telegramBot && `https://t.me/${links.telegramBot}?start=${code}`,
    zalo: links.zaloOa && `https://zalo.me/${links.zaloOa}`,
  };
}

/** The wrong account was linked: a new code, so that the old one opens nothing. */
export async function unlinkMember(office: Office, officer: Officer, id: string): Promise<void> {
  permit(officer, 'member.link');
  await office.client.$transaction(async (tx) => {
    await findMember(tx, officer, id);
    const data = { personId: null, linkedAt: null, linkToken: office.newLinkToken(), updatedAt: office.now() };
    await tx.member.update({ where: { id }, data });
    await recordAudit(tx, { who: officer.id, what: 'member.unlink', memberId: id, at: office.now() });
  });
}

/** Out of the list, with their certificates; what was sent to them stays in the ledger. */
export async function removeMember(office: Office, officer: Officer, id: string): Promise<void> {
  permit(officer, 'member.remove');
  const at = office.now();
  await office.client.$transaction(async (tx) => {
    await findMember(tx, officer, id);
    await tx.delivery.updateMany({
      where: { memberId: id, status: { in: ['waiting', 'callList'] } },
      data: { status: 'cancelled', reason: 'member-removed', finishedAt: at },
    });
    await tx.member.delete({ where: { id } });
    await recordAudit(tx, { who: officer.id, what: 'member.remove', memberId: id, at });
  });
}
