import { z } from 'zod';
import { topicLabel } from '../../../notifications/topics.ts';
import type { Topic } from '../../../notifications/types.ts';
import { PERMISSIONS } from '../../../office/permissions.ts';
import { type BroadcastRow, listBroadcasts } from '../../../office/services/broadcasts/view.ts';
import { CAMPAIGN_WORDS } from '../../broadcast-words.ts';
import { Badge } from '../../components/badge.tsx';
import { Empty } from '../../components/empty.tsx';
import { type Column, Table } from '../../components/table.tsx';
import { wholeNumber } from '../../form-fields.ts';
import { page } from '../../page.ts';
import { showInstant } from '../../words.ts';
import { BroadcastTabs } from './tabs.tsx';

export const broadcastsPage = page({
  path: '/broadcasts',
  access: 'broadcast.list',
  query: z.object({ page: wholeNumber(1, 1_000).catch(1) }),
  load: ({ parts, officer, query }) => listBroadcasts(parts.office, officer, query),
  render: ({ rows, page: at, more }, { officer }) => ({
    title: 'Thông báo',
    body: (
      <>
        <div class="heading">
          <h1>Thông báo</h1>
          {PERMISSIONS[officer.role].has('broadcast.draft') ? (
            <p>
              <a class="button" href="/console/broadcasts/new">
                Soạn thông báo
              </a>
            </p>
          ) : null}
        </div>
        <BroadcastTabs officer={officer} />
        {rows.length === 0 ? (
          <Empty>
            <p>Chưa có thông báo nào. Lời mời dự sự kiện và tin nhắc nằm ở từng sự kiện.</p>
          </Empty>
        ) : (
          <Table caption="Thông báo, mới nhất trước" columns={COLUMNS} rows={rows} />
        )}
        {at > 1 || more ? (
          <nav class="pages" aria-label="Các trang">
            {at > 1 ? <a href={`/console/broadcasts?page=${at - 1}`}>← Mới hơn</a> : null}
            {more ? <a href={`/console/broadcasts?page=${at + 1}`}>Cũ hơn →</a> : null}
          </nav>
        ) : null}
      </>
    ),
  }),
});

const COLUMNS: readonly Column<BroadcastRow>[] = [
  {
    head: 'Thông báo',
    names: true,
    cell: ({ id, title, topic }) => (
      <>
        <a href={`/console/broadcasts/${id}`}>{title}</a>
        <small>Tin {topicLabel(topic as Topic)}</small>
      </>
    ),
  },
  { head: 'Giờ gửi', cell: ({ startsAt, status }) => (status === 'draft' ? '' : showInstant(startsAt)) },
  { head: 'Người nhận', numeric: true, cell: ({ recipients }) => recipients?.toLocaleString('vi-VN') ?? '' },
  {
    head: 'Trạng thái',
    cell: ({ status }) => {
      const [words, tone] = CAMPAIGN_WORDS[status];
      return <Badge tone={tone}>{words}</Badge>;
    },
  },
];

export const broadcastListPages = [broadcastsPage];
