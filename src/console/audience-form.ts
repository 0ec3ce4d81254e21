import { z } from 'zod';
import { FORMER_DISTRICTS } from '../language/places.ts';
import type { Audience } from '../notifications/types.ts';
import { id, unit } from '../office/http/schemas.ts';
import { FORM } from '../registration/form.ts';
import { PRODUCT_SETS } from '../registration/product-sets.ts';
import type { Option } from './components/fields.tsx';
import { dayOf, optional, several, wholeNumber } from './form-fields.ts';
import { STATUS_WORDS, showDay, unitName } from './words.ts';

const REPLIES = ['going', 'waiting', 'declined', 'checked-in', 'absent'] as const;
const STATUSES = ['draft', 'submitted', 'returned', 'accepted', 'forwarded', 'evaluated'] as const;

export const REPLY_OPTIONS: readonly Option[] = [
  { value: 'going', label: 'Đã trả lời sẽ đi' },
  { value: 'waiting', label: 'Trong danh sách chờ' },
  { value: 'declined', label: 'Đã báo không đi' },
  { value: 'checked-in', label: 'Đã có mặt' },
  { value: 'absent', label: 'Đăng ký mà vắng' },
];
export const KIND_OPTIONS: readonly Option[] =
  FORM.fields
    .find((field) => field.id === 'applicant.kind')
    ?.choices?.map(({ value, label }) => ({ value: String(value), label })) ?? [];
export const SET_OPTIONS: readonly Option[] = PRODUCT_SETS.map(({ number, name }) => ({
  value: String(number),
  label: `${number}. ${name}`,
}));
export const STAR_OPTIONS: readonly Option[] = [3, 4, 5].map((stars) => ({
  value: String(stars),
  label: `${stars} sao`,
}));
export const STATUS_OPTIONS: readonly Option[] = STATUSES.map((value) => ({ value, label: STATUS_WORDS[value] }));
export const DISTRICT_OPTIONS: readonly Option[] = FORMER_DISTRICTS.map(({ name }) => ({ value: name, label: name }));

/** Fields of a form that says who is told; empty ones match everybody. */
export const AUDIENCE_FIELDS = {
  units: several(unit).describe('Xã, phường'),
  formerDistricts: several(z.enum(FORMER_DISTRICTS.map(({ name }) => name))).describe('Huyện cũ'),
  kinds: several(z.enum(KIND_OPTIONS.map(({ value }) => value))).describe('Loại hình'),
  productSets: several(wholeNumber(1, 26)).describe('Bộ sản phẩm'),
  stars: several(wholeNumber(3, 5)).describe('Hạng sao'),
  certificateFrom: optional(dayOf).describe('Giấy hết hạn từ ngày'),
  certificateTo: optional(dayOf).describe('Giấy hết hạn đến ngày'),
  registrationStatus: several(z.enum(STATUSES)).describe('Trạng thái phiếu'),
  eventId: optional(id).describe('Sự kiện'),
  eventReply: optional(z.enum(REPLIES)).describe('Trả lời sự kiện'),
};
export type AudienceForm = z.output<z.ZodObject<typeof AUDIENCE_FIELDS>>;

/** For `.superRefine` of a form with these fields. */
export function checkAudience(
  { certificateFrom: from, certificateTo: to, eventId, eventReply }: AudienceForm,
  { addIssue }: Pick<z.RefinementCtx, 'addIssue'>,
): void {
  const say = (path: string, message: string) => addIssue({ code: 'custom', path: [path], message });
  if ((from === null) !== (to === null)) say(from === null ? 'certificateFrom' : 'certificateTo', 'ghi cả hai ngày.');
  else if (from !== null && to !== null && from > to) say('certificateTo', 'phải sau ngày đầu.');
  if (eventId !== null && eventReply === null) say('eventReply', 'chưa chọn.');
}

export function audienceOf(form: AudienceForm): Audience {
  const { units, formerDistricts, kinds, productSets, stars, registrationStatus } = form;
  const { certificateFrom: from, certificateTo: to, eventId, eventReply } = form;
  const lists = { units, formerDistricts, kinds, productSets, stars, registrationStatus };
  return {
    ...Object.fromEntries(Object.entries(lists).filter(([, values]) => values.length > 0)),
    ...(from !== null && to !== null ? { certificateExpires: { from, to } } : {}),
    ...(eventId !== null && eventReply !== null ? { event: { id: eventId, reply: eventReply } } : {}),
  };
}

const labelsOf = (options: readonly Option[], values: readonly (string | number)[]) =>
  values.map((value) => options.find((one) => one.value === String(value))?.label ?? String(value));

/** Each condition in words; none: everybody. */
export function describeAudience(audience: Audience, eventTitle: (id: string) => string): string[] {
  const { units, formerDistricts, kinds, productSets, stars, certificateExpires, registrationStatus, event } = audience;
  const list = (name: string, values: readonly string[] | undefined) =>
    values && values.length > 0 ? [`${name}: ${shorten(values)}`] : [];
  return [
    ...list('Xã, phường', units?.map(unitName)),
    ...list('Huyện cũ', formerDistricts),
    ...list('Loại hình', kinds && labelsOf(KIND_OPTIONS, kinds)),
    ...list('Bộ sản phẩm', productSets && labelsOf(SET_OPTIONS, productSets)),
    ...list('Hạng', stars && labelsOf(STAR_OPTIONS, stars)),
    ...(certificateExpires
      ? [`Giấy chứng nhận hết hạn từ ${showDay(certificateExpires.from)} đến ${showDay(certificateExpires.to)}`]
      : []),
    ...list('Phiếu', registrationStatus && labelsOf(STATUS_OPTIONS, registrationStatus)),
    ...(event ? [`${labelsOf(REPLY_OPTIONS, [event.reply])[0]}: ${eventTitle(event.id)}`] : []),
  ];
}

const MOST_NAMED = 6;
function shorten(values: readonly string[]): string {
  const named = values.slice(0, MOST_NAMED).join(', ');
  return values.length > MOST_NAMED ? `${named} và ${values.length - MOST_NAMED} mục khác` : named;
}
