import { type ChannelPreview, previewOnChannels } from '../../../notifications/campaigns/check-words.ts';
import { type AccountDuration, durations } from '../../../notifications/campaigns/duration.ts';
import { type Estimate, estimateDelivery } from '../../../notifications/members/estimate.ts';
import { maskName, maskPhone } from '../../../notifications/members/mask.ts';
import { reasonText } from '../../../notifications/policy/reasons.ts';
import { groupAudience } from '../../../notifications/store/audience-groups.ts';
import { createAudienceReader } from '../../../notifications/store/audience-reader.ts';
import { describeRecipients } from '../../../notifications/store/recipient-details.ts';
import type { Audience } from '../../../notifications/types.ts';
import type { Officer } from '../../roles.ts';
import { recordAudit } from '../../store/audit.ts';
import { findBroadcast } from '../../store/broadcasts.ts';
import { type Office, permit } from '../office.ts';
import { audienceFor, type BroadcastContent, bodyOf, type ContentProblem, checkContent, noticeOf } from './content.ts';
import { contentOf } from './stored-content.ts';

export interface BroadcastPreview {
  /** What keeps it from being saved or sent. */
  readonly problems: readonly ContentProblem[];
  readonly channels: readonly ChannelPreview[];
  readonly total: number;
  readonly byWay: Estimate['byWay'];
  readonly calls: readonly ToldReason[];
  readonly excluded: readonly ToldReason[];
  /** đồng. */
  readonly cost: number;
  readonly durations: readonly AccountDuration[];
  readonly needsApproval: boolean;
  /** A few of them, masked. */
  readonly sample: readonly { readonly name: string; readonly phone: string | null; readonly unit: string | null }[];
}

interface ToldReason {
  readonly reason: string;
  /** Vietnamese. */
  readonly text: string;
  readonly count: number;
}

const SAMPLE = 5;
/** Behind every member, before every person. */
const LAST_MEMBER = 'member:ffffffff-ffff-ffff-ffff-ffffffffffff';

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
  const { client, broadcasting } = office;
  const at = new Date(Math.max(office.now().getTime(), Date.parse(content.startsAt ?? '') || 0));
  const groups = await groupAudience(client, content.audience, content.topic, at);
  const estimate = estimateDelivery(groups, await noticeOf(office, content, at), broadcasting.settings, at);
  await recordAudit(client, { who: officer.id, what: 'broadcast.preview', at: office.now() });
  return {
    problems: await checkContent(office, content),
    channels: previewOnChannels(bodyOf(content), broadcasting.channels, officer.name),
    total: estimate.total,
    byWay: estimate.byWay,
    calls: estimate.calls.map(tell),
    excluded: estimate.excluded.map(tell),
    cost: estimate.cost,
    durations: durations(estimate.byWay, broadcasting.limits),
    needsApproval: estimate.total > broadcasting.approvalAbove,
    sample: await sampleOf(client, content.audience),
  };
}

function tell({ reason, count }: Estimate['calls'][number]): ToldReason {
  return { reason, text: reasonText(reason), count };
}

/** Of both kinds, where there are both. */
async function sampleOf(client: Office['client'], audience: Audience): Promise<BroadcastPreview['sample']> {
  const reader = createAudienceReader(client);
  const persons = await reader.read(audience, LAST_MEMBER, SAMPLE - 2);
  const members = await reader.read(audience, null, SAMPLE);
  const some = [...new Map([...persons, ...members].map((one) => [one.recipientKey, one])).values()].slice(0, SAMPLE);
  const describe = await describeRecipients(client, some);
  return some.map((one) => {
    const { name, phone, unit } = describe(one);
    return { name: name === null ? '(chưa rõ tên)' : maskName(name), phone: phone && maskPhone(phone), unit };
  });
}
