import { z } from 'zod';
import { withId } from '../../../office/http/schemas.ts';
import { PERMISSIONS } from '../../../office/permissions.ts';
import {
  type Attendant,
  checkIn,
  exportAttendance,
  viewAttendance,
} from '../../../office/services/events/attendance.ts';
import { viewOwnEvent } from '../../../office/services/events/view-events.ts';
import { Crumbs } from '../../components/crumbs.tsx';
import { Empty } from '../../components/empty.tsx';
import { TextField } from '../../components/fields.tsx';
import { Form, SubmitButton } from '../../components/form.tsx';
import { type Column, Table } from '../../components/table.tsx';
import { action, download, go, page } from '../../page.ts';
import { showTime, unitName } from '../../words.ts';

const GROUPS = [
  { status: 'going', title: 'Sẽ đi' },
  { status: 'waiting', title: 'Danh sách chờ' },
  { status: 'declined', title: 'Không đi' },
] as const;

const attendancePage = page({
  path: '/events/:id/attendance',
  access: 'event.attendance',
  params: withId,
  load: ({ parts, officer, params }) => viewAttendance(parts.office, officer, params.id),
  render: ({ event, people }, { officer }) => ({
    title: 'Danh sách dự',
    body: (
      <>
        <Crumbs trail={[{ href: `/console/events/${event.id}`, label: `← ${event.title}` }]} />
        <div class="heading">
          <h1>Danh sách dự</h1>
          <p class="ways">
            {event.status === 'published' ? <a href={`/console/events/${event.id}/check-in`}>Điểm danh ở cửa</a> : null}
            {PERMISSIONS[officer.role].has('event.export') ? (
              <a href={`/console/events/${event.id}/attendance/workbook`}>Tải danh sách ký (Excel)</a>
            ) : null}
          </p>
        </div>
        {people.length === 0 ? (
          <Empty>
            <p>Chưa ai trả lời.</p>
          </Empty>
        ) : (
          GROUPS.map(({ status, title }) => {
            const rows = people.filter((one) => one.status === status).map((one) => ({ id: one.code, ...one }));
            return rows.length === 0 ? null : (
              <section key={status} aria-labelledby={status}>
                <h2 id={status}>
                  {title} <span class="count">{rows.length}</span>
                </h2>
                <Table caption={`${title}, theo lúc trả lời`} columns={COLUMNS} rows={rows} />
              </section>
            );
          })
        )}
      </>
    ),
  }),
});

const COLUMNS: readonly Column<Attendant>[] = [
  {
    head: 'Người dự',
    names: true,
    cell: ({ name, organisation }) => (
      <>
        <strong>{name ?? organisation ?? 'Chưa cho biết tên'}</strong>
        {name && organisation ? <small>{organisation}</small> : null}
      </>
    ),
  },
  { head: 'Xã, phường', cell: ({ unit }) => (unit === null ? '' : unitName(unit)) },
  { head: 'Điện thoại', cell: ({ phone }) => phone ?? '' },
  { head: 'Mã vào cửa', cell: ({ code }) => code },
  {
    head: 'Có mặt',
    cell: ({ checkedInAt }) => (checkedInAt ? `lúc ${showTime(checkedInAt)}` : <span class="quiet">chưa</span>),
  },
];

const workbookDownload = download({
  path: '/events/:id/attendance/workbook',
  access: 'event.export',
  params: withId,
  load: ({ parts, officer, params }) => exportAttendance(parts.office, officer, params.id),
});

/** One field and one button, for a phone held at the door. */
const checkInPage = page({
  path: '/events/:id/check-in',
  access: 'event.check-in',
  params: withId,
  load: ({ parts, officer, params }) => viewOwnEvent(parts.office, officer, params.id),
  render: ({ id, title, checkedIn, going }) => ({
    title: 'Điểm danh',
    body: (
      <div class="door">
        <Crumbs trail={[{ href: `/console/events/${id}`, label: `← ${title}` }]} />
        <h1>Điểm danh</h1>
        <p class="total">
          Đã có mặt {checkedIn}, đăng ký {going}
        </p>
        <Form action={`/console/events/${id}/check-in`}>
          <TextField
            name="code"
            label="Mã vào cửa"
            hint="4 số, trong tin nhắn của người dự."
            inputMode="numeric"
            maxLength={4}
          />
          <SubmitButton>Ghi có mặt</SubmitButton>
        </Form>
      </div>
    ),
  }),
});

const checkInAction = action({
  path: '/events/:id/check-in',
  access: 'event.check-in',
  params: withId,
  body: z.strictObject({
    code: z
      .string()
      .trim()
      .regex(/^\d{4}$/)
      .describe('Mã vào cửa'),
  }),
  back: checkInPage,
  async run({ parts, officer, params, body }) {
    const { already, status } = await checkIn(parts.office, officer, { ...params, ...body });
    const done = already ? 'checked-in-already' : status === 'going' ? 'checked-in' : 'checked-in-without-place';
    return go(`/console/events/${params.id}/check-in`, done);
  },
});

export const attendancePages = [attendancePage, workbookDownload, checkInPage, checkInAction];
