import { type ChannelPreview, previewOnChannels } from '../../../notifications/campaigns/check-words.ts';
import { type AccountDuration, durations } from '../../../notifications/campaigns/duration.ts';
import { type Estimate, estimateDelivery } from '../../../notifications/members/estimate.ts';
import { maskName, maskPhone } from '../../../notifications/members/mask.ts';
import { reasonText } from '../../../notifications/policy/reasons.ts';
import type { Notice } from '../../../notifications/policy/types.ts';
import { groupAudience } from '../../../notifications/store/audience-groups.ts';
import { createAudienceReader } from '../../../notifications/store/audience-reader.ts';
import { describeRecipients } from '../../../notifications/store/recipient-details.ts';
import type { Audience, NoticeBody } from '../../../notifications/types.ts';
import type { Officer } from '../../roles.ts';
import type { Office } from '../office.ts';

/** How a notice looks, whom it reaches, by what way, for how much, and who is left out and why. */
export interface Reach {
  readonly channels: readonly ChannelPreview[];
  readonly total: number;
  readonly byWay: Estimate['byWay'];
  readonly calls: readonly ToldReason[];
  readonly excluded: readonly ToldReason[];
  /** đồng. */
  readonly cost: number;
  readonly durations: readonly AccountDuration[];
  /** A few of them, masked. */
  readonly sample: readonly { readonly name: string; readonly phone: string | null; readonly unit: string | null }[];
}

export interface ToldReason {
  readonly reason: string;
  /** Vietnamese. */
  readonly text: string;
  readonly count: number;
}

const SAMPLE = 5;
/** Behind every member, before every person. */
const LAST_MEMBER = 'member:ffffffff-ffff-ffff-ffff-ffffffffffff';

/** Asked before anybody is told. The audience must lie within the officer's communes already. */
export async function reachOf(
  { client, broadcasting }: Office,
  officer: Officer,
  { body, audience, notice }: { readonly body: NoticeBody; readonly audience: Audience; readonly notice: Notice },
): Promise<Reach> {
  const groups = await groupAudience(client, audience, notice.topic, notice.notBefore);
  const estimate = estimateDelivery(groups, notice, broadcasting.settings, notice.notBefore);
  return {
    channels: previewOnChannels(body, broadcasting.channels, officer.name),
    total: estimate.total,
    byWay: estimate.byWay,
    calls: estimate.calls.map(tell),
    excluded: estimate.excluded.map(tell),
    cost: estimate.cost,
    durations: durations(estimate.byWay, broadcasting.limits),
    sample: await sampleOf(client, audience),
  };
}

function tell({ reason, count }: Estimate['calls'][number]): ToldReason {
  return { reason, text: reasonText(reason), count };
}

/** Of both kinds, where there are both. */
async function sampleOf(client: Office['client'], audience: Audience): Promise<Reach['sample']> {
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
