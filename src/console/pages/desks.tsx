import { z } from 'zod';
import { unit } from '../../office/http/schemas.ts';
import { changeDesk, type DeskLine, listDesks, viewDesk } from '../../office/services/settings/desks.ts';
import { Crumbs } from '../components/crumbs.tsx';
import { HiddenField, TextField } from '../components/fields.tsx';
import { Form, SubmitButton } from '../components/form.tsx';
import { type Column, Table } from '../components/table.tsx';
import { optional, textOf, wholeNumber } from '../form-fields.ts';
import { action, go, page } from '../page.ts';

const ROOT = '/console/settings/desks';

const desksPage = page({
  path: '/settings/desks',
  access: 'desk.change',
  load: ({ parts, officer }) => listDesks(parts.office, officer, parts.installation),
  render: (desks) => ({
    title: 'Nơi liên hệ của các xã',
    body: (
      <>
        <h1>Nơi liên hệ và giờ làm việc</h1>
        <p class="lead">
          Trợ lý nói đúng các dòng này khi bà con xin gặp cán bộ, và hẹn giờ trả lời theo giờ làm việc.
        </p>
        <Table caption="Nơi liên hệ và giờ làm việc của các xã, phường" columns={COLUMNS} rows={desks} />
      </>
    ),
  }),
});

const COLUMNS: readonly Column<DeskLine>[] = [
  { head: 'Xã, phường', names: true, cell: ({ id, unit: name }) => <a href={`${ROOT}/${id}`}>{name}</a> },
  {
    head: 'Nơi trả lời',
    cell: ({ name, contact }) => (
      <>
        {name ?? <span class="quiet">chưa đặt</span>}
        {contact ? <small>{contact}</small> : null}
      </>
    ),
  },
  { head: 'Giờ làm việc', cell: ({ hours }) => hours ?? <span class="quiet">chưa đặt</span> },
  {
    head: 'Ai đặt',
    cell: ({ version, changedBy }) => (version === 0 ? 'Chung của tỉnh' : (changedBy ?? 'Tài khoản đã bỏ')),
  },
];

const ofUnit = z.strictObject({ unit });

const deskPage = page({
  path: '/settings/desks/:unit',
  access: 'desk.change',
  params: ofUnit,
  load: ({ parts, officer, params }) => viewDesk(parts.office, officer, parts.installation, params.unit),
  render: ({ id, unit: title, version, name, contact, hours }) => ({
    title,
    body: (
      <div class="narrow">
        <Crumbs trail={[{ href: ROOT, label: '← Nơi liên hệ và giờ làm việc' }]} />
        <h1>{title}</h1>
        <Form action={`${ROOT}/${id}`}>
          <HiddenField name="version" value={version} />
          <TextField
            name="name"
            label="Nơi trả lời"
            value={version === 0 ? '' : (name ?? '')}
            hint="Như bà con gọi, ví dụ: Bộ phận Một cửa xã Thọ Lập."
          />
          <TextField
            name="contact"
            label="Liên hệ"
            required={false}
            value={version === 0 ? '' : (contact ?? '')}
            hint="Số điện thoại hoặc địa chỉ của cơ quan, không phải số riêng."
          />
          <TextField
            name="hours"
            label="Giờ làm việc"
            required={false}
            value={version === 0 ? '' : (hours ?? '').replaceAll('–', '-')}
            hint="Ngày làm việc, ví dụ 07:30-11:30, 13:30-17:00."
          />
          <SubmitButton>Lưu</SubmitButton>
        </Form>
      </div>
    ),
  }),
});

const deskAction = action({
  path: '/settings/desks/:unit',
  access: 'desk.change',
  params: ofUnit,
  body: z.strictObject({
    version: wholeNumber(0, Number.MAX_SAFE_INTEGER),
    name: textOf(200).describe('Nơi trả lời'),
    contact: optional(textOf(200)).describe('Liên hệ'),
    hours: optional(textOf(100)).describe('Giờ làm việc'),
  }),
  back: deskPage,
  async run({ parts, officer, params, body }) {
    await changeDesk(parts.office, officer, parts.installation, { ...params, ...body });
    return go(ROOT, 'desk-saved');
  },
});

export const deskPages = [desksPage, deskPage, deskAction];
