import type { ComponentChildren } from 'preact';
import { z } from 'zod';
import { withId } from '../../../office/http/schemas.ts';
import type { Action } from '../../../office/permissions.ts';
import { receivePaper } from '../../../office/services/receive-paper.ts';
import { withdraw } from '../../../office/services/withdraw.ts';
import { DateField, HiddenField, TextArea, TextField } from '../../components/fields.tsx';
import { Form, SubmitButton } from '../../components/form.tsx';
import { dayOf, optional, textOf, version } from '../../form-fields.ts';
import { action, type ConsoleRoute, page } from '../../page.ts';
import { recordAddress } from './address.ts';
import { changed } from './changed.ts';
import { loadWork, type WorkData, WorkPage } from './of-record.tsx';

function workPage(
  rest: string,
  access: Action,
  title: string,
  render: (data: WorkData) => ComponentChildren,
): ConsoleRoute {
  return page({
    path: `/registrations/:id/${rest}`,
    access,
    params: withId,
    load: loadWork,
    render: (data) => ({
      title,
      body: (
        <WorkPage record={data.record} title={title}>
          {render(data)}
        </WorkPage>
      ),
    }),
  });
}

const paperPage = workPage('paper', 'paper.receive', 'Ghi nhận bản giấy', ({ record, today }) => (
  <Form action={recordAddress(record.id, '/paper')}>
    <HiddenField name="version" value={record.version} />
    <DateField
      name="receivedOn"
      label="Ngày nhận bản giấy"
      hint="Từ ngày làm việc kế tiếp, xã có 15 ngày làm việc để đánh giá."
      value={record.deadline?.receivedOn ?? today}
    />
    <TextField
      name="officialNumber"
      label="Số phiếu của xã"
      hint="Như trong sổ của xã. Để trống thì hệ thống cấp số kế tiếp."
      required={false}
      value={record.officialNumber ?? ''}
      width="medium"
    />
    <SubmitButton>Ghi nhận</SubmitButton>
  </Form>
));

const paperAction = action({
  path: '/registrations/:id/paper',
  access: 'paper.receive',
  params: withId,
  body: z.strictObject({
    version,
    receivedOn: dayOf.describe('Ngày nhận bản giấy'),
    officialNumber: optional(textOf(60)).describe('Số phiếu của xã'),
  }),
  back: paperPage,
  run: async ({ parts, officer, params, body }) =>
    changed(
      params.id,
      await receivePaper(parts.office, officer, { ...params, ...body }),
      'paper-received',
      'paper-received-untold',
    ),
});

const withdrawPage = workPage('withdraw', 'registration.withdraw', 'Dừng hồ sơ', ({ record }) => (
  <>
    <p>Dừng theo đề nghị của chủ thể, hoặc khi hồ sơ không thể đi tiếp. Hồ sơ đã dừng không mở lại được.</p>
    <Form action={recordAddress(record.id, '/withdraw')}>
      <HiddenField name="version" value={record.version} />
      <TextArea name="reason" label="Lý do" hint="Chủ thể đọc đúng lời này." />
      <SubmitButton kind="danger">Dừng hồ sơ</SubmitButton>
    </Form>
  </>
));

const withdrawAction = action({
  path: '/registrations/:id/withdraw',
  access: 'registration.withdraw',
  params: withId,
  body: z.strictObject({ version, reason: textOf(500).describe('Lý do') }),
  back: withdrawPage,
  run: async ({ parts, officer, params, body }) =>
    changed(params.id, await withdraw(parts.office, officer, { ...params, ...body }), 'withdrawn', 'withdrawn-untold'),
});

export const workPages = [paperPage, paperAction, withdrawPage, withdrawAction];
