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

/** Somebody with accounts, an answer to the consent message, topics turned off and an answer to an event; gives their id. */
export async function newPerson(
  client: PrismaClient,
  person: {
    /** Of a person who is there already. */
    id?: string;
    accounts?: readonly ('zalo' | 'telegram' | 'simulator')[];
    lastInteractionAt?: Date;
    consent?: 'given' | 'refused' | 'withdrawn' | null;
    off?: readonly string[];
    reply?: { eventId: string; status: 'going' | 'waiting' | 'declined'; checkedInAt?: Date | null } | undefined;
  } = {},
): Promise<string> {
  const { accounts = ['zalo'], lastInteractionAt, consent = 'given', off = [], reply } = person;
  const id = person.id ?? (await client.person.create({ data: { createdAt: AT } })).id;
  const identity = (channel: string) => ({
    personId: id,
    channel,
    externalId: randomUUID(),
    createdAt: AT,
    lastInteractionAt: lastInteractionAt ?? null,
  });
  await client.identity.createMany({ data: accounts.map(identity) });
  if (consent !== null) {
    await client.consentReceipt.create({
      data: {
        personId: id,
        purpose: 'registration',
        action: consent,
        version: '1',
        text: '…',
        channel: 'zalo',
        at: AT,
      },
    });
  }
  await client.topicPreference.createMany({ data: off.map((topic) => ({ personId: id, topic, on: false, at: AT })) });
  if (reply) await client.eventReply.create({ data: { ...reply, personId: id, code: randomUUID(), repliedAt: AT } });
  return id;
}

export async function newEvent(client: PrismaClient, { unit = null }: { unit?: string | null } = {}): Promise<string> {
  const { id } = await client.event.create({
    data: {
      kind: 'fair',
      title: 'Hội chợ thử',
      place: 'Nhà văn hóa',
      unit,
      startsAt: new Date('2026-12-10T01:00:00Z'),
      audience: {},
      status: 'published',
      createdBy: 'test',
      createdAt: AT,
      updatedAt: AT,
    },
  });
  return id;
}
