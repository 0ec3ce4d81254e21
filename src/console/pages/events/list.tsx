import { z } from 'zod';
import { eventKind } from '../../../notifications/events/kinds.ts';
import { showWhen } from '../../../notifications/events/show.ts';
import { PERMISSIONS } from '../../../office/permissions.ts';
import { type EventRow, listEvents } from '../../../office/services/events/view-events.ts';
import { Empty } from '../../components/empty.tsx';
import { type Column, Table } from '../../components/table.tsx';
import { choiceInAddress } from '../../form-fields.ts';
import { page } from '../../page.ts';
import { unitName } from '../../words.ts';
import { EventBadge } from './event-badge.tsx';

const TABS = [
  { when: undefined, label: 'Sắp tới', empty: 'Chưa có sự kiện nào sắp tới.' },
  { when: 'drafts', label: 'Bản nháp', empty: 'Không có bản nháp nào.' },
  { when: 'past', label: 'Đã qua', empty: 'Chưa có sự kiện nào đã qua.' },
] as const;

const eventsPage = page({
  path: '/events',
  access: 'event.list',
  query: z.object({ when: choiceInAddress(z.enum(['drafts', 'past'])) }),
  async load({ parts, officer, query: { when } }) {
    const rows = await listEvents(parts.office, officer, { past: when === 'past' });
    if (when === 'past') return rows;
    return rows.filter(({ status }) => (status === 'draft') === (when === 'drafts'));
  },
  render: (rows, { query: { when }, officer }) => ({
    title: 'Sự kiện',
    body: (
      <>
        <div class="heading">
          <h1>Sự kiện</h1>
          {PERMISSIONS[officer.role].has('event.create') ? (
            <p>
              <a class="button" href="/console/events/new">
                Thêm sự kiện
              </a>
            </p>
          ) : null}
        </div>
        <nav class="tabs" aria-label="Sự kiện theo thời gian">
          <ul>
            {TABS.map((tab) => (
              <li key={tab.label}>
                <a
                  href={tab.when ? `/console/events?when=${tab.when}` : '/console/events'}
                  {...(tab.when === when ? { 'aria-current': 'true' as const } : {})}
                >
                  {tab.label}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        {rows.length === 0 ? (
          <Empty>
            <p>{TABS.find((tab) => tab.when === when)?.empty}</p>
          </Empty>
        ) : (
          <Table caption="Sự kiện, theo ngày" columns={COLUMNS} rows={rows} />
        )}
      </>
    ),
  }),
});

const COLUMNS: readonly Column<EventRow>[] = [
  {
    head: 'Sự kiện',
    names: true,
    cell: ({ id, title, kind }) => (
      <>
        <a href={`/console/events/${id}`}>{title}</a>
        <small>{eventKind(kind).label}</small>
      </>
    ),
  },
  {
    head: 'Thời gian, nơi',
    cell: (event) => (
      <>
        {showWhen(event)}
        <small>{event.place}</small>
      </>
    ),
  },
  { head: 'Tổ chức', cell: ({ unit }) => (unit === null ? 'Cấp tỉnh' : unitName(unit)) },
  {
    head: 'Đăng ký',
    cell: ({ takesReplies, going, waiting, capacity }) =>
      takesReplies ? (
        <>
          {going}
          {capacity === null ? '' : `/${capacity}`} người đi
          {waiting > 0 ? <small>{waiting} người chờ</small> : null}
        </>
      ) : (
        <span class="quiet">Không đăng ký</span>
      ),
  },
  { head: 'Trạng thái', cell: ({ status }) => <EventBadge status={status} /> },
];

export const eventListPages = [eventsPage];
