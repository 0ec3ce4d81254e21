import { fitMessage } from '../../channels/fit-message.ts';
import type { ChannelId, ChannelLimits } from '../../channels/types.ts';
import { TEMPLATE_PURPOSES } from '../../channels/zalo/templates/purposes.ts';
import { countCharacters } from '../../language/text.ts';
import { TEMPLATE_NAME } from '../dispatch/notice.ts';
import type { NoticeBody, NoticeTemplate } from '../types.ts';

/** What Zalo says of a template: which parameters it wants, and whether it may be sent. */
export interface KnownTemplate {
  readonly status: string;
  readonly parameters: readonly {
    readonly name: string;
    readonly required: boolean;
    readonly maxLength: number | null;
  }[];
  /** đồng; null: not that way. */
  readonly priceUid: number | null;
  readonly pricePhone: number | null;
}

export interface OpenChannel {
  readonly id: ChannelId;
  readonly limits: ChannelLimits;
}

/** Vietnamese, for the officer who writes. */
export interface WordsProblem {
  readonly field: 'text' | 'template';
  readonly text: string;
}

/** A long name takes so much room where `{name}` stands. */
const NAME_ROOM = 60;
const PLACEHOLDER = /\{[^{}]*\}/g;

/** Everything that would keep a notice from being shown whole, once, on every channel; nothing wrong gives nothing. */
export function checkWords(
  words: NoticeBody,
  channels: readonly OpenChannel[],
  known: KnownTemplate | null,
): WordsProblem[] {
  return [...checkText(words, channels), ...(words.template ? checkTemplate(words.template, known) : [])];
}

function checkText({ text, buttons }: NoticeBody, channels: readonly OpenChannel[]): WordsProblem[] {
  const problems: WordsProblem[] = unknownPlaceholders(text).map((name) => ({
    field: 'text',
    text: `Không có ô ${name}; chỉ dùng được {name} cho tên người nhận.`,
  }));
  const longest = text.replaceAll('{name}', 'N'.repeat(NAME_ROOM));
  for (const { id, limits } of channels) {
    const parts = fitMessage({ text: longest, buttons: withoutPayload(buttons), file: null }, limits);
    if (parts.length > 1)
      problems.push({
        field: 'text',
        text: `Dài quá giới hạn ${limits.text.toLocaleString('vi')} ký tự của ${CHANNEL_NAMES[id]} (đang ${countCharacters(longest).toLocaleString('vi')}, kể cả chỗ cho tên và nút).`,
      });
  }
  return problems;
}

function checkTemplate({ purpose, data }: NoticeTemplate, known: KnownTemplate | null): WordsProblem[] {
  const problem = (text: string): WordsProblem => ({ field: 'template', text });
  if (known === null) return [problem('Chưa có tin mẫu Zalo cho việc này: đặt ZALO_TEMPLATES rồi khởi động lại.')];
  if (known.status !== 'ENABLE') return [problem('Tin mẫu Zalo này chưa được duyệt hoặc đang bị tạm ngừng.')];
  const wanted: readonly string[] = TEMPLATE_PURPOSES[purpose];
  const problems: WordsProblem[] = [];
  for (const name of Object.keys(data))
    if (!wanted.includes(name)) problems.push(problem(`Tin mẫu không có tham số ${name}.`));
  for (const { name, required, maxLength } of known.parameters) {
    const value = data[name] ?? '';
    if (required && value.trim() === '') problems.push(problem(`Chưa ghi tham số ${name} của tin mẫu.`));
    for (const unknown of unknownPlaceholders(value)) problems.push(problem(`Tham số ${name}: không có ô ${unknown}.`));
    const length = countCharacters(value.replaceAll('{name}', 'N'.repeat(TEMPLATE_NAME)));
    if (maxLength !== null && length > maxLength) problems.push(problem(`Tham số ${name} dài quá ${maxLength} ký tự.`));
  }
  return problems;
}

const unknownPlaceholders = (text: string) => (text.match(PLACEHOLDER) ?? []).filter((one) => one !== '{name}');

export const CHANNEL_NAMES: Readonly<Record<ChannelId, string>> = {
  zalo: 'Zalo',
  telegram: 'Telegram',
  simulator: 'trang chat',
};

function withoutPayload(buttons: NoticeBody['buttons']) {
  return buttons.map(({ label }) => ({ label, payload: '' }));
}

export interface ChannelPreview {
  readonly channel: ChannelId;
  readonly name: string;
  /** As it stands there: one message, as `checkWords` makes sure. */
  readonly messages: readonly { readonly text: string; readonly buttons: readonly string[] }[];
  /** Characters used and allowed. */
  readonly length: number;
  readonly limit: number;
}

/** How it looks on each channel, to somebody with this name. */
export function previewOnChannels(words: NoticeBody, channels: readonly OpenChannel[], name: string): ChannelPreview[] {
  const text = words.text.replaceAll('{name}', name);
  return channels.map(({ id, limits }) => {
    const parts = fitMessage({ text, buttons: withoutPayload(words.buttons), file: null }, limits);
    const messages = parts.map((part) => ({ text: part.text, buttons: part.buttons.map(({ label }) => label) }));
    return { channel: id, name: CHANNEL_NAMES[id], messages, length: countCharacters(text), limit: limits.text };
  });
}
