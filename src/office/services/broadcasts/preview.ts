import type { Officer } from '../../roles.ts';
import { recordLook } from '../../store/audit.ts';
import { findBroadcast } from '../../store/broadcasts.ts';
import { type Office, permit } from '../office.ts';
import { audienceFor, type BroadcastContent, bodyOf, type ContentProblem, checkContent, noticeOf } from './content.ts';
import { type Reach, reachOf } from './reach.ts';
import { contentOf } from './stored-content.ts';

export interface BroadcastPreview extends Reach {
  /** What keeps it from being saved or sent. */
  readonly problems: readonly ContentProblem[];
  readonly needsApproval: boolean;
}

/** Before anything is saved: how it looks, whom it reaches, by what way, for how much, and who is left out and why. */
export async function previewContent(
  office: Office,
  officer: Officer,
  content: BroadcastContent,
): Promise<BroadcastPreview> {
  permit(officer, 'broadcast.draft');
  return preview(office, officer, { ...content, audience: audienceFor(officer, content.audience) });
}

/** The same of one that is saved. */
export async function previewBroadcast(office: Office, officer: Officer, id: string): Promise<BroadcastPreview> {
  permit(officer, 'broadcast.view');
  return preview(office, officer, contentOf(await findBroadcast(office.client, officer, id)));
}

async function preview(office: Office, officer: Officer, content: BroadcastContent): Promise<BroadcastPreview> {
  const at = new Date(Math.max(office.now().getTime(), Date.parse(content.startsAt ?? '') || 0));
  const notice = await noticeOf(office, content, at);
  const reach = await reachOf(office, officer, { body: bodyOf(content), audience: content.audience, notice });
  await recordLook(office.client, { who: officer.id, what: 'broadcast.preview', at: office.now() });
  return {
    ...reach,
    problems: await checkContent(office, content),
    needsApproval: reach.total > office.broadcasting.approvalAbove,
  };
}
