import { addDays, dateInVietNam } from '../../language/calendar.ts';
import { searchKey } from '../../office/office-columns.ts';
import type { PrismaClient } from '../../platform/database/generated/client.ts';
import { foldAnswers } from '../../registration/fold.ts';
import { entryOf } from '../../registration/stored-entry.ts';
import type { CancelReason } from '../policy/reasons.ts';
import { certificateNotice, certificateStep } from '../reminders/certificates.ts';
import { REMINDERS } from '../reminders/settings.ts';
import type { RecipientDraft } from '../types.ts';
import { addRecipients } from './campaigns.ts';
import type { SealBody } from './notice-body.ts';
import { STANDING, standingCampaign } from './standing.ts';

interface Expiring {
  readonly id: string;
  readonly number: string | null;
  readonly product: string;
  readonly stars: number;
  /** ISO date. */
  readonly expiresOn: string;
  readonly personId: string | null;
  readonly memberId: string | null;
  /** Of the member: by it they are found in the registrations where no account is linked. */
  readonly phone: string | null;
  readonly registrationId?: string;
}

/**
 * Whose certificate can be filed for again now, by what we decided on and by the office's own list; whoever has filed is
 * not reminded, and what still waits for them is taken back. Gives how many rows are new.
 */
export async function remindOfCertificates(client: PrismaClient, seal: SealBody, now: Date): Promise<number> {
  const today = dateInVietNam(now);
  const expiring = await expiringBetween(client, today);
  const filed = await filedAgain(client, expiring, now);
  await takeBackFiled(client, filed, now);
  const open = expiring.filter(({ id }) => !filed.has(id));
  const due = open.flatMap((one): RecipientDraft[] => {
    const step = certificateStep(one.expiresOn, today);
    if (step === null) return [];
    const { id, personId, memberId, registrationId } = one;
    return [
      {
        recipientKey: `certificate:${id}:${one.expiresOn}:${step}`,
        personId,
        memberId,
        ...(registrationId === undefined ? {} : { registrationId }),
        body: certificateNotice(one),
        notBefore: now,
        expiresAt: new Date(`${addDays(one.expiresOn, -REMINDERS.certificate.closes)}T17:00:00Z`),
      },
    ];
  });
  if (due.length === 0) return 0;
  return client.$transaction(async (tx) => {
    const campaign = await standingCampaign(tx, STANDING.certificates, now);
    const known = await tx.delivery.findMany({
      where: { campaignId: campaign.id, recipientKey: { in: due.map(({ recipientKey }) => recipientKey) } },
      select: { recipientKey: true },
    });
    const there = new Set(known.map(({ recipientKey }) => recipientKey));
    return addRecipients(
      tx,
      campaign,
      due.filter(({ recipientKey }) => !there.has(recipientKey)),
      seal,
    );
  });
}

async function expiringBetween(client: PrismaClient, today: string): Promise<Expiring[]> {
  const { opens, closes } = REMINDERS.certificate;
  const day = (days: number) => new Date(`${addDays(today, days)}T00:00:00Z`);
  const expiresOn = { gte: day(closes), lte: day(opens) };
  const [results, listed] = await Promise.all([
    client.evaluationResult.findMany({
      where: { expiresOn, stars: { not: null } },
      include: {
        registration: {
          select: {
            personId: true,
            entries: { where: { field: 'product.name' }, orderBy: { seq: 'asc' } },
          },
        },
      },
    }),
    client.certificate.findMany({
      where: { expiresOn },
      include: { member: { select: { personId: true, phone: true } } },
    }),
  ]);
  const decided = results.map((one): Expiring => {
    const product = foldAnswers(one.registration.entries.map(entryOf)).answers['product.name'];
    return {
      id: one.registrationId,
      number: one.certificateNumber,
      product: typeof product === 'string' ? product : '',
      stars: one.stars ?? 0,
      expiresOn: isoDay(one.expiresOn),
      personId: one.registration.personId,
      memberId: null,
      phone: null,
      registrationId: one.registrationId,
    };
  });
  // A certificate of ours may stand in the office's list too.
  const ours = new Set(decided.map(({ number }) => number));
  return [
    ...decided,
    ...listed
      .filter(({ number }) => number === null || !ours.has(number))
      .map((one) => ({
        id: one.id,
        number: one.number,
        product: one.productName,
        stars: one.stars,
        expiresOn: isoDay(one.expiresOn),
        personId: one.member.personId,
        memberId: one.memberId,
        phone: one.member.phone,
      })),
  ];
}

/** A registration of the certificate's last months that is about keeping its stars. */
const FILED_WITHIN_MS = 365 * 24 * 3_600_000;

/** Ids of those whose holder has sent a registration for re-evaluation of that product since. */
async function filedAgain(
  client: PrismaClient,
  expiring: readonly Expiring[],
  now: Date,
): Promise<ReadonlySet<string>> {
  const files = await client.officeFile.findMany({
    where: {
      kind: 'danh-gia-lai',
      registration: {
        status: { notIn: ['draft', 'withdrawn'] },
        createdAt: { gt: new Date(now.getTime() - FILED_WITHIN_MS) },
        id: { notIn: expiring.flatMap(({ registrationId }) => registrationId ?? []) },
      },
      OR: [
        { registration: { personId: { in: expiring.flatMap(({ personId }) => personId ?? []) } } },
        { phone: { in: expiring.flatMap(({ phone }) => phone ?? []) } },
      ],
    },
    select: { productKey: true, phone: true, registration: { select: { personId: true } } },
  });
  const keys = new Set(
    files.flatMap(({ productKey, phone, registration }) => [
      `${registration.personId} ${productKey}`,
      ...(phone === null ? [] : [`${phone} ${productKey}`]),
    ]),
  );
  const has = (owner: string | null, product: string) => owner !== null && keys.has(`${owner} ${searchKey(product)}`);
  return new Set(
    expiring
      .filter(({ personId, phone, product }) => has(personId, product) || has(phone, product))
      .map(({ id }) => id),
  );
}

async function takeBackFiled(client: PrismaClient, filed: ReadonlySet<string>, now: Date): Promise<void> {
  if (filed.size === 0) return;
  await client.$executeRaw`
    UPDATE delivery d SET status = 'cancelled', reason = ${'certificate-refiled' satisfies CancelReason},
      claimed_until = NULL, finished_at = ${now}
    FROM campaign c
    WHERE c.source_key = ${STANDING.certificates.sourceKey} AND d.campaign_id = c.id AND d.status = 'waiting'
      AND split_part(d.recipient_key, ':', 2) = ANY(${[...filed]})`;
}

const isoDay = (date: Date | null): string => date?.toISOString().slice(0, 10) ?? '';
