import { z } from 'zod';
import { TEMPLATE_PURPOSES, type TemplatePurpose } from '../channels/zalo/templates/purposes.ts';
import { dateInVietNam } from '../language/calendar.ts';
import { TOPICS } from '../notifications/types.ts';
import type { BroadcastContent } from '../office/services/broadcasts/content.ts';
import { AUDIENCE_FIELDS, audienceOf, checkAudience } from './audience-form.ts';
import { dayOf, optional, textOf, timeOf } from './form-fields.ts';
import { instantOf } from './moment.ts';

const PURPOSES = Object.keys(TEMPLATE_PURPOSES) as [TemplatePurpose, ...TemplatePurpose[]];
const LAST_MINUTE = '23:59';
/** Where the day is chosen and the hour is not. */
const USUAL_TIME = '08:00';

export const parameterField = (purpose: TemplatePurpose, name: string) => `${purpose}:${name}`;

/** What each template is for, in officers' words. */
export const PURPOSE_WORDS: Readonly<Record<TemplatePurpose, string>> = {
  returned: 'Hồ sơ cần bổ sung',
  accepted: 'Hồ sơ được chấp nhận',
  result: 'Kết quả đánh giá',
  event: 'Mời dự sự kiện',
  reminder: 'Nhắc việc',
  expiry: 'Giấy chứng nhận sắp hết hạn',
};

export const PARAMETER_WORDS: Readonly<Record<string, string>> = {
  ten: 'Tên người nhận ({name} là tên từng người)',
  ma_phieu: 'Mã phiếu',
  so_muc: 'Số mục',
  han: 'Hạn',
  noi_nhan: 'Nơi nhận',
  ket_qua: 'Kết quả',
  su_kien: 'Sự kiện',
  thoi_gian: 'Thời gian',
  dia_diem: 'Địa điểm',
  viec: 'Việc',
  san_pham: 'Sản phẩm',
};

/** Those that say the same to everybody; the others are each recipient's own. */
export const OFFERED_PURPOSES: readonly TemplatePurpose[] = ['event', 'reminder'];

const PARAMETERS = z.object(
  Object.fromEntries(
    OFFERED_PURPOSES.flatMap((purpose) =>
      TEMPLATE_PURPOSES[purpose].map((name) => [parameterField(purpose, name), optional(textOf(400))]),
    ),
  ),
);

export const BROADCAST_FIELDS = {
  title: textOf(120).describe('Tên gọi'),
  // News of one's own file is no broadcast: it can't be turned off.
  topic: z.enum(TOPICS).exclude(['own-file']).describe('Chủ đề'),
  text: textOf(4_000).describe('Lời nhắn'),
  template: optional(z.enum(PURPOSES)).describe('Tin mẫu Zalo'),
  startDay: optional(dayOf).describe('Ngày gửi'),
  startTime: optional(timeOf).describe('Giờ gửi'),
  expiresDay: dayOf.describe('Thôi gửi sau ngày'),
  ...AUDIENCE_FIELDS,
};

export type BroadcastForm = z.output<z.ZodObject<typeof BROADCAST_FIELDS>>;

/** For `.superRefine` of a loose object with these fields; the parameters of templates come beside them. */
export function checkBroadcast(form: BroadcastForm, context: z.RefinementCtx): void {
  checkAudience(form, context);
  const say = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message });
  if (form.startDay === null && form.startTime !== null) say('startDay', 'ghi cả ngày gửi.');
  for (const { path } of PARAMETERS.safeParse(form).error?.issues ?? []) say(String(path[0]), 'chưa đúng.');
}

export const broadcastBody = z.looseObject(BROADCAST_FIELDS).superRefine(checkBroadcast);

export function contentOf(form: BroadcastForm): BroadcastContent {
  const { title, topic, text, template, startDay, startTime, expiresDay } = form;
  return {
    title,
    topic,
    text,
    template: template === null ? null : { purpose: template, data: parametersOf(form, template) },
    audience: audienceOf(form),
    startsAt: startDay === null ? null : instantOf(startDay, startTime ?? USUAL_TIME).toISOString(),
    expiresAt: instantOf(expiresDay, LAST_MINUTE).toISOString(),
  };
}

function parametersOf(form: Readonly<Record<string, unknown>>, purpose: TemplatePurpose): Record<string, string> {
  const entries = TEMPLATE_PURPOSES[purpose].map((name) => {
    const value = form[parameterField(purpose, name)];
    return [name, typeof value === 'string' ? value.normalize('NFC').trim() : ''] as const;
  });
  return Object.fromEntries(entries);
}

/** A day that usually is late enough. */
const USUAL_DAYS = 7;
export const usualExpiry = (now: Date): string => dateInVietNam(new Date(now.getTime() + USUAL_DAYS * 86_400_000));

/** Which field of the form a problem of the content stands at. */
export const FIELD_OF = { text: 'text', template: 'template', expiresAt: 'expiresDay', audience: 'units' } as const;
