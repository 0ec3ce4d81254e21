import { PRIORITIES } from '../../../notifications/types.ts';
import { Prisma } from '../../../platform/database/generated/client.ts';
import type { Officer } from '../../roles.ts';
import { recordAudit } from '../../store/audit.ts';
import { type Office, permit } from '../office.ts';
import { type BroadcastTarget, type ChangedBroadcast, changeBroadcast, demandAct } from './change-broadcast.ts';
import { audienceFor, type BroadcastContent, bodyOf, type ContentProblem, checkContent } from './content.ts';

/** `refused`: nothing was saved; every reason is told. */
export type SavedBroadcast =
  | ({ readonly kind: 'saved'; readonly id: string } & ChangedBroadcast)
  | { readonly kind: 'refused'; readonly problems: readonly ContentProblem[] };

/** Begins a broadcast. What could not be shown whole on every channel is not even saved. */
export async function draftBroadcast(
  office: Office,
  officer: Officer,
  content: BroadcastContent,
): Promise<SavedBroadcast> {
  permit(officer, 'broadcast.draft');
  const audience = audienceFor(officer, content.audience);
  const problems = await checkContent(office, content);
  if (problems.length > 0) return { kind: 'refused', problems };
  const at = office.now();
  return office.client.$transaction(async (tx) => {
    const { id, version, status } = await tx.campaign.create({
      data: {
        ...columnsOf({ ...content, audience }, at),
        kind: 'broadcast',
        priority: PRIORITIES.broadcast,
        createdBy: officer.id,
        createdAt: at,
      },
      select: { id: true, version: true, status: true },
    });
    await recordAudit(tx, { who: officer.id, what: 'broadcast.draft', campaignId: id, at });
    return { kind: 'saved', id, version, status };
  });
}

/** Whoever writes it last is its author, who never approves it. @throws AppError `broadcast-wrong-status`. */
export async function editBroadcast(
  office: Office,
  officer: Officer,
  { content, ...target }: BroadcastTarget & { readonly content: BroadcastContent },
): Promise<SavedBroadcast> {
  permit(officer, 'broadcast.draft');
  const audience = audienceFor(officer, content.audience);
  const problems = await checkContent(office, content);
  if (problems.length > 0) return { kind: 'refused', problems };
  const changed = await changeBroadcast(office, officer, 'broadcast.draft', target, async (change) => {
    demandAct(change, 'edit');
    const data = { ...columnsOf({ ...content, audience }, change.at), createdBy: officer.id, recipients: null };
    await change.tx.campaign.update({ where: { id: target.id }, data });
  });
  return { kind: 'saved', id: target.id, ...changed };
}

/** A draft that nobody wants. @throws AppError `broadcast-wrong-status`. */
export async function discardBroadcast(office: Office, officer: Officer, target: BroadcastTarget): Promise<void> {
  await changeBroadcast(office, officer, 'broadcast.draft', target, async (change) => {
    demandAct(change, 'discard');
    await change.tx.campaign.delete({ where: { id: target.id } });
  });
}

function columnsOf(content: BroadcastContent, at: Date) {
  const { title, topic, text, template, audience, startsAt, expiresAt } = content;
  const { buttons } = bodyOf(content);
  return {
    title,
    topic,
    text,
    buttons: buttons as unknown as Prisma.InputJsonValue,
    template: template ? (template as unknown as Prisma.InputJsonValue) : Prisma.DbNull,
    audience: audience as unknown as Prisma.InputJsonValue,
    startsAt: startsAt === null ? at : new Date(startsAt),
    expiresAt: new Date(expiresAt),
  };
}
