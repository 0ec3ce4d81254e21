import type { Channel, ChannelId, SendOutcome } from '../../channels/types.ts';
import type { TemplateSender } from '../../channels/zalo/templates/template-sender.ts';
import type { Crypto } from '../../platform/crypto.ts';
import type { DueRow } from '../store/due-rows.ts';
import type { RecipientFacts } from '../store/facts.ts';
import type { NoticeBody, Way } from '../types.ts';
import { internationalPhone } from './notice.ts';
import { noticePayload } from './payloads.ts';

export interface Transmission {
  readonly row: DueRow;
  readonly way: Way;
  /** Id of the Identity; null: the phone number. */
  readonly account: string | null;
  readonly facts: RecipientFacts;
  readonly words: NoticeBody;
}

export interface TransmitParts {
  readonly crypto: Crypto;
  readonly channels: ReadonlyMap<ChannelId, Channel>;
  /** null: no Zalo account, so no template. */
  readonly templates: TemplateSender | null;
}

const REASONS = {
  noChannel: 'Kênh này hiện không hoạt động.',
  noTemplate: 'Chưa có tin mẫu cho việc này.',
  noAccount: 'Không còn tài khoản để gửi tới.',
  broken: 'Kênh báo lỗi không rõ khi gửi; không rõ tin đã tới hay chưa.',
};
const CHANNEL_OF: Readonly<Partial<Record<Way, ChannelId>>> = {
  'zalo-window': 'zalo',
  'zalo-paid': 'zalo',
  telegram: 'telegram',
  simulator: 'simulator',
};

/** One call of a channel. An adapter that throws has broken its contract: what the person saw is unknown. */
export async function transmit(transmission: Transmission, parts: TransmitParts): Promise<SendOutcome> {
  try {
    const channelId = CHANNEL_OF[transmission.way];
    return await (channelId === undefined
      ? byTemplate(transmission, parts)
      : byChannel(channelId, transmission, parts));
  } catch {
    return { kind: 'uncertain', reason: REASONS.broken };
  }
}

async function byChannel(
  id: ChannelId,
  { row, account, facts, words }: Transmission,
  { crypto, channels }: TransmitParts,
): Promise<SendOutcome> {
  const channel = channels.get(id);
  if (!channel) return { kind: 'failed', retryable: false, reason: REASONS.noChannel, cause: 'account' };
  const externalId = account === null ? undefined : facts.externalIds.get(account);
  if (externalId === undefined) return gone();
  const buttons = words.buttons.map(({ label }, index) => ({
    label,
    payload: noticePayload(crypto, { seq: row.seq, index }),
  }));
  return channel.send(externalId, { key: keyOf(row), text: words.text, buttons, notice: true });
}

async function byTemplate(
  { row, way, account, facts, words }: Transmission,
  { templates }: TransmitParts,
): Promise<SendOutcome> {
  if (!templates || !words.template) {
    return { kind: 'failed', retryable: false, reason: REASONS.noTemplate, cause: 'template' };
  }
  const { purpose, data } = words.template;
  const externalId = way === 'zbs-uid' && account !== null ? (facts.externalIds.get(account) ?? null) : null;
  const phone = way === 'zbs-phone' && facts.phone !== null ? internationalPhone(facts.phone) : null;
  if (externalId === null && phone === null) return gone();
  return templates.send({ key: keyOf(row), purpose, externalId, phone, data });
}

const gone = (): SendOutcome => ({ kind: 'failed', retryable: false, reason: REASONS.noAccount, cause: 'recipient' });

/** Another key only after the channel certainly showed nothing. */
const keyOf = ({ seq, attempts }: DueRow) => `notice:${seq}:${attempts}`;
