import { z } from 'zod';
import { withId } from '../../../office/http/schemas.ts';
import { enterResult } from '../../../office/services/enter-result.ts';
import { CheckField, DateField, HiddenField, SelectField, TextField } from '../../components/fields.tsx';
import { Form, SubmitButton } from '../../components/form.tsx';
import { dayOf, decimal, optional, textOf, ticked, version } from '../../form-fields.ts';
import { action, page } from '../../page.ts';
import { recordAddress } from './address.ts';
import { changed } from './changed.ts';
import { loadWork, WorkPage } from './of-record.tsx';

const STARS = [
  { value: '', label: 'Chưa được công nhận' },
  { value: '3', label: '3 sao (từ 50 điểm)' },
  { value: '4', label: '4 sao (từ 70 điểm)' },
  { value: '5', label: '5 sao (từ 90 điểm)' },
];

const resultPage = page({
  path: '/registrations/:id/result',
  access: 'result.enter',
  params: withId,
  load: loadWork,
  render: ({ record: { result, ...record } }) => ({
    title: 'Ghi kết quả đánh giá',
    body: (
      <WorkPage record={{ result, ...record }} title="Ghi kết quả đánh giá">
        <p>Chủ thể được báo ngay khi ghi. Ghi lại lần nữa là sửa, chủ thể được báo lại.</p>
        <Form action={recordAddress(record.id, '/result')}>
          <HiddenField name="version" value={record.version} />
          <TextField
            name="points"
            label="Điểm trung bình"
            hint="Từ 0 đến 100, nhiều nhất hai số lẻ, ví dụ 86,5."
            inputMode="decimal"
            width="short"
            value={result ? String(result.points).replace('.', ',') : ''}
          />
          <SelectField name="stars" label="Hạng" options={STARS} value={String(result?.stars ?? '')} />
          <CheckField
            name="belowBand"
            label="Hạng thấp hơn khung điểm vì chưa đạt một tiêu chí tối thiểu (Phụ lục II)"
          />
          <TextField
            name="certificateNumber"
            label="Số giấy chứng nhận"
            required={false}
            width="medium"
            value={result?.certificateNumber ?? ''}
          />
          <DateField name="certificateOn" label="Ngày cấp giấy" required={false} value={result?.certificateOn ?? ''} />
          <DateField
            name="expiresOn"
            label="Ngày hết hạn"
            hint="Để trống là 36 tháng từ ngày cấp."
            required={false}
            value={result?.expiresOn ?? ''}
          />
          <SubmitButton>Ghi kết quả</SubmitButton>
        </Form>
      </WorkPage>
    ),
  }),
});

const resultAction = action({
  path: '/registrations/:id/result',
  access: 'result.enter',
  params: withId,
  body: z.strictObject({
    version,
    points: decimal(0, 100).describe('Điểm trung bình'),
    stars: z
      .enum(['', '3', '4', '5'])
      .transform((stars) => (stars === '' ? null : (Number(stars) as 3 | 4 | 5)))
      .describe('Hạng'),
    belowBand: ticked,
    certificateNumber: optional(textOf(60)).describe('Số giấy chứng nhận'),
    certificateOn: optional(dayOf).describe('Ngày cấp giấy'),
    expiresOn: optional(dayOf).describe('Ngày hết hạn'),
  }),
  back: resultPage,
  async run({ parts, officer, params, body: { version: seen, ...result } }) {
    const done = await enterResult(parts.office, officer, { id: params.id, version: seen, result });
    return changed(params.id, done, 'result-entered', 'result-entered-untold');
  },
});

export const resultPages = [resultPage, resultAction];
