import { z } from 'zod';
import { addDays } from '../../../language/calendar.ts';
import { withId } from '../../../office/http/schemas.ts';
import { returnToProducer } from '../../../office/services/return.ts';
import type { AnswerLine } from '../../../office/services/view-registration.ts';
import type { FieldId } from '../../../registration/types.ts';
import { DateField, HiddenField, TextArea } from '../../components/fields.tsx';
import { Form, SubmitButton, useField } from '../../components/form.tsx';
import { dayOf, version } from '../../form-fields.ts';
import { action, page } from '../../page.ts';
import { recordAddress } from './address.ts';
import { changed } from './changed.ts';
import { loadWork, WorkPage } from './of-record.tsx';

const SUGGESTED_DAYS = 10;
const MOST_FIELDS = 12;
const LONGEST_REASON = 500;
const PREFIX = 'reason:';
/** Settled at each sending, so never given back. */
const NEVER: readonly string[] = ['attachments', 'declaration.accepted'];

const returnPage = page({
  path: '/registrations/:id/return',
  access: 'registration.return',
  params: withId,
  load: loadWork,
  render: ({ record, today }) => ({
    title: 'Trả lại để bổ sung',
    body: (
      <WorkPage record={record} title="Trả lại để bổ sung">
        <p>
          Mở mục cần sửa và viết cần sửa gì. Chủ thể đọc đúng lời này trong khung chat và chỉ bị hỏi lại các mục ấy. Hạn
          15 ngày làm việc của xã vẫn chạy.
        </p>
        <Form action={recordAddress(record.id, '/return')}>
          <HiddenField name="version" value={record.version} />
          {record.answers
            .filter(({ field }) => !NEVER.includes(field))
            .map((line) => (
              <Reason key={line.field} line={line} />
            ))}
          <DateField name="dueOn" label="Mong nhận lại trước ngày" value={addDays(today, SUGGESTED_DAYS)} />
          <SubmitButton>Trả lại cho chủ thể</SubmitButton>
        </Form>
      </WorkPage>
    ),
  }),
});

function Reason({ line: { field, label, shown } }: { readonly line: AnswerLine }) {
  const name = `${PREFIX}${field}`;
  const { typed } = useField(name);
  return (
    <details class="pick" open={typed !== null && typed !== ''}>
      <summary>
        <strong>{label}</strong> <span class="quiet">{shown || 'chưa có'}</span>
      </summary>
      <TextArea name={name} label={`${label}: cần sửa gì?`} rows={2} />
    </details>
  );
}

const body = z
  .looseObject({ version, dueOn: dayOf.describe('Mong nhận lại trước ngày') })
  .superRefine((given, context) => {
    const reasons = reasonsOf(given);
    const say = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message });
    if (reasons.length === 0) say('reasons', 'Chưa mục nào có lời nhắn. Mở mục cần sửa và viết cần sửa gì.');
    if (reasons.length > MOST_FIELDS) say('reasons', `Mỗi lần trả lại nhiều nhất ${MOST_FIELDS} mục.`);
    for (const { field, reason } of reasons) {
      if (reason.length > LONGEST_REASON) say(`${PREFIX}${field}`, `Lời nhắn dài quá ${LONGEST_REASON} ký tự.`);
    }
  });

function reasonsOf(given: Readonly<Record<string, unknown>>): { field: FieldId; reason: string }[] {
  return Object.entries(given).flatMap(([name, value]) => {
    const reason = typeof value === 'string' ? value.normalize('NFC').replace(/\r\n/g, '\n').trim() : '';
    return name.startsWith(PREFIX) && reason ? [{ field: name.slice(PREFIX.length) as FieldId, reason }] : [];
  });
}

const returnAction = action({
  path: '/registrations/:id/return',
  access: 'registration.return',
  params: withId,
  body,
  back: returnPage,
  async run({ parts, officer, params, body: given }) {
    const done = await returnToProducer(parts.office, officer, {
      id: params.id,
      version: given.version,
      dueOn: given.dueOn,
      fields: reasonsOf(given),
    });
    return changed(params.id, done, 'returned', 'returned-untold');
  },
});

export const returnPages = [returnPage, returnAction];
