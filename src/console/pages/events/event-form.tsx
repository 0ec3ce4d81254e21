import type { z } from 'zod';
import { dateInVietNam } from '../../../language/calendar.ts';
import type { EventDetails } from '../../../notifications/events/event.ts';
import { type EventKindId, eventKind, eventKindId } from '../../../notifications/events/kinds.ts';
import { type EventInput, type InputProblem, inputProblem } from '../../../office/event-input.ts';
import { unit } from '../../../office/http/schemas.ts';
import type { Officer } from '../../../office/roles.ts';
import { AUDIENCE_FIELDS, audienceOf, checkAudience } from '../../audience-form.ts';
import { AudienceFields } from '../../components/audience.tsx';
import {
  CheckField,
  DateField,
  HiddenField,
  type Option,
  SelectField,
  TextArea,
  TextField,
} from '../../components/fields.tsx';
import { dayOf, optional, textOf, ticked, timeOf, wholeNumber } from '../../form-fields.ts';
import { instantOf, timeInVietNam } from '../../moment.ts';
import { FormError } from '../../problem.ts';
import { unitOptions } from '../registrations/filters.ts';

const LAST_MINUTE = '23:59';

export const EVENT_FIELDS = {
  kind: eventKindId.describe('Loại sự kiện'),
  title: textOf(150).describe('Tên sự kiện'),
  about: optional(textOf(1_000)).describe('Giới thiệu'),
  place: textOf(200).describe('Địa điểm'),
  unit: optional(unit).describe('Nơi tổ chức'),
  day: dayOf.describe('Ngày bắt đầu'),
  time: timeOf.describe('Giờ bắt đầu'),
  endDay: optional(dayOf).describe('Ngày kết thúc'),
  endTime: optional(timeOf).describe('Giờ kết thúc'),
  whoMayCome: optional(textOf(300)).describe('Ai dự'),
  papers: optional(textOf(300)).describe('Mang theo'),
  contact: optional(textOf(200)).describe('Liên hệ'),
  capacity: optional(wholeNumber(1, 100_000)).describe('Số chỗ'),
  takesReplies: ticked.describe('Đăng ký'),
  replyBy: optional(dayOf).describe('Hạn đăng ký'),
  ...AUDIENCE_FIELDS,
};
export type EventForm = z.output<z.ZodObject<typeof EVENT_FIELDS>>;

/** For `.superRefine` of a form with these fields. */
export function checkEventForm(form: EventForm, context: z.RefinementCtx): void {
  checkAudience(form, context);
  if (form.endDay !== null && form.endTime === null)
    context.addIssue({ code: 'custom', path: ['endTime'], message: 'ghi cả giờ kết thúc.' });
}

/** @throws FormError that names the field. */
export function eventInputOf(form: EventForm, now: Date): EventInput {
  const { kind, title, about, place, unit: code, whoMayCome, papers, contact, capacity, takesReplies } = form;
  const startsAt = instantOf(form.day, form.time);
  const endsAt = form.endTime === null ? null : instantOf(form.endDay ?? form.day, form.endTime);
  const input: EventInput = {
    ...{ kind, title, about, place, unit: code, startsAt, endsAt, whoMayCome, papers, contact, capacity, takesReplies },
    replyBy: takesReplies && form.replyBy !== null ? lastMoment(form.replyBy, startsAt) : null,
    audience: audienceOf(form),
  };
  const problem = inputProblem(input, now);
  if (problem !== null) throw new FormError('Chưa có gì được lưu.', WRONG[problem]);
  return input;
}

/** The whole day counts; on the day of the event until it begins. */
function lastMoment(day: string, startsAt: Date): Date {
  return day === dateInVietNam(startsAt) ? startsAt : instantOf(day, LAST_MINUTE);
}

const WRONG: Readonly<Record<InputProblem, Readonly<Record<string, string>>>> = {
  past: { day: 'Ngày, giờ bắt đầu phải ở phía trước.' },
  end: { endTime: 'Giờ kết thúc phải sau giờ bắt đầu.' },
  'reply-by': { replyBy: 'Hạn đăng ký không được sau ngày bắt đầu.' },
  capacity: { capacity: 'Số chỗ ít hơn số người đã có chỗ.' },
};

/** What the form begins with: an event, or what is usual for its kind. */
export type EventStart = { readonly kind: EventKindId } | EventDetails;

/** The fields of an event. The kind is settled before: what is usual depends on it. */
export function EventFields({
  start,
  officer,
  events,
}: {
  readonly start: EventStart;
  readonly officer: Officer;
  readonly events: readonly Option[];
}) {
  const event = 'title' in start ? start : null;
  const usual = eventKind(start.kind);
  const first = officer.scope === 'province' ? [{ value: '', label: 'Cấp tỉnh' }] : [];
  const [only] = unitOptions(officer).slice(1);
  return (
    <>
      <HiddenField name="kind" value={start.kind} />
      <TextField name="title" label="Tên sự kiện" maxLength={150} value={event?.title ?? ''} />
      <TextField name="place" label="Địa điểm" maxLength={200} value={event?.place ?? ''} />
      <div class="filter-fields">
        <DateField name="day" label="Ngày bắt đầu" value={event ? dateInVietNam(event.startsAt) : ''} />
        <TimeField name="time" label="Giờ bắt đầu" value={event ? timeInVietNam(event.startsAt) : ''} />
        <DateField
          name="endDay"
          label="Ngày kết thúc"
          hint="Để trống nếu trong ngày."
          required={false}
          value={endDayOf(event)}
        />
        <TimeField
          name="endTime"
          label="Giờ kết thúc"
          required={false}
          value={event?.endsAt ? timeInVietNam(event.endsAt) : ''}
        />
      </div>
      <SelectField
        name="unit"
        label="Nơi tổ chức"
        options={[...first, ...unitOptions(officer).slice(1)]}
        value={event ? (event.unit ?? '') : first.length > 0 ? '' : (only?.value ?? '')}
      />
      <TextArea
        name="about"
        label="Giới thiệu"
        required={false}
        rows={3}
        value={event?.about ?? ''}
        hint="Một, hai câu người nhận đọc ngay dưới lời mời."
      />
      <TextField name="whoMayCome" label="Ai dự" required={false} maxLength={300} value={event?.whoMayCome ?? ''} />
      <TextArea
        name="papers"
        label="Mang theo"
        required={false}
        rows={2}
        value={(event ? event.papers : null) ?? usual.papers ?? ''}
      />
      <TextField
        name="contact"
        label="Liên hệ"
        hint="Tên và số điện thoại của người trả lời câu hỏi."
        required={false}
        maxLength={200}
        value={event?.contact ?? ''}
      />
      <CheckField
        name="takesReplies"
        label="Nhận đăng ký: người được mời bấm “Tôi đi” hoặc “Không đi được”"
        checked={event?.takesReplies ?? usual.takesReplies}
      />
      <TextField
        name="capacity"
        label="Số chỗ"
        hint="Để trống là không giới hạn. Đủ chỗ thì người sau vào danh sách chờ."
        required={false}
        inputMode="numeric"
        width="short"
        value={event?.capacity ? String(event.capacity) : ''}
      />
      <DateField
        name="replyBy"
        label="Hạn đăng ký"
        hint="Hết ngày này thôi nhận đăng ký."
        required={false}
        value={event?.replyBy ? dateInVietNam(event.replyBy) : ''}
      />
      <AudienceFields officer={officer} events={events} value={event?.audience ?? {}} />
    </>
  );
}

function endDayOf(event: EventDetails | null): string {
  if (!event?.endsAt) return '';
  const day = dateInVietNam(event.endsAt);
  return day === dateInVietNam(event.startsAt) ? '' : day;
}

export function TimeField(props: {
  readonly name: string;
  readonly label: string;
  readonly required?: boolean;
  readonly value?: string;
}) {
  return <TextField {...props} hint="Ví dụ 8:00 hoặc 14h30." width="short" maxLength={8} />;
}
