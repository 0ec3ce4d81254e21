import { type Inbox, type InboxRow, viewInbox } from '../../office/services/inbox.ts';
import { Badge } from '../components/badge.tsx';
import { Empty } from '../components/empty.tsx';
import { type Column, Table } from '../components/table.tsx';
import { askedWhy, channelName, showAge } from '../conversation-words.ts';
import { page } from '../page.ts';
import { showInstant, unitName } from '../words.ts';

export const inboxPage = page({
  path: '/conversations',
  access: 'conversation.list',
  load: async ({ parts: { office }, officer }) => ({ inbox: await viewInbox(office, officer), now: office.now() }),
  render: ({ inbox, now }) => ({
    title: 'Trò chuyện',
    body: (
      <>
        <h1>Trò chuyện</h1>
        <p class="lead">
          Những người xin gặp cán bộ. Khi anh/chị nhận, trợ lý im lặng cho tới khi anh/chị trả cuộc trò chuyện lại.
        </p>
        <p>
          <a href="/console/conversations/ready-answers">Câu soạn sẵn</a>
        </p>
        <div
          id="inbox"
          hx-get="/console/conversations"
          hx-trigger="every 10s"
          hx-select="#inbox > *"
          hx-headers='{"x-background":"1"}'
        >
          <Sections inbox={inbox} now={now} />
        </div>
      </>
    ),
  }),
});

function Sections({ inbox, now }: { readonly inbox: Inbox; readonly now: Date }) {
  const { waiting, mine, others, closed } = inbox;
  return (
    <>
      {mine.length > 0 ? (
        <section aria-labelledby="mine">
          <h2 id="mine">Tôi đang giữ ({mine.length})</h2>
          <Table caption="Cuộc trò chuyện tôi đang giữ" rows={mine} columns={[WHO, UNIT, CHANNEL, heldSince(now)]} />
        </section>
      ) : null}
      <section aria-labelledby="waiting">
        <h2 id="waiting">Đang chờ ({waiting.length})</h2>
        {waiting.length === 0 ? (
          <Empty>
            <p>Không có ai chờ. Trang này tự cập nhật.</p>
          </Empty>
        ) : (
          <Table
            caption="Người đang chờ, chờ lâu nhất đứng trước"
            rows={waiting}
            columns={[PLACE, WHO, UNIT, CHANNEL, waitingSince(now)]}
          />
        )}
      </section>
      {others.length > 0 ? (
        <section aria-labelledby="others">
          <h2 id="others">Cán bộ khác đang giữ ({others.length})</h2>
          <Table
            caption="Cuộc trò chuyện cán bộ khác đang giữ"
            rows={others}
            columns={[WHO, UNIT, HOLDER, heldSince(now)]}
          />
        </section>
      ) : null}
      {closed.length > 0 ? (
        <section aria-labelledby="closed">
          <h2 id="closed">Đã xong gần đây</h2>
          <Table
            caption="Cuộc trò chuyện đã xong, mới nhất đứng trước"
            rows={closed}
            columns={[WHO, UNIT, HOLDER, ENDED]}
          />
        </section>
      ) : null}
    </>
  );
}

const PLACE: Column<InboxRow> = { head: 'Thứ tự', cell: ({ place }) => place };

const WHO: Column<InboxRow> = {
  head: 'Người hỏi',
  names: true,
  cell: ({ id, applicant, product, reason }) => (
    <>
      <a href={`/console/conversations/${id}`}>{applicant || 'Người chưa có hồ sơ'}</a>
      <small>{product || askedWhy(reason)}</small>
    </>
  ),
};

const UNIT: Column<InboxRow> = {
  head: 'Nơi trả lời',
  cell: ({ unit }) => (unit === null ? 'Tỉnh' : unitName(unit)),
};

const CHANNEL: Column<InboxRow> = { head: 'Kênh', cell: ({ channel }) => channelName(channel) };

const HOLDER: Column<InboxRow> = {
  head: 'Cán bộ',
  cell: ({ holder, claimedAt }) => holder ?? (claimedAt ? 'Trả lời trong ứng dụng của kênh' : 'Không ai nhận'),
};

const waitingSince = (now: Date): Column<InboxRow> => ({
  head: 'Đã chờ',
  cell: ({ since, alerted }) => (
    <>
      {showAge(since, now)}
      {alerted ? (
        <>
          {' '}
          <Badge tone="late">chờ quá lâu</Badge>
        </>
      ) : null}
      <small>từ {showInstant(since)}</small>
    </>
  ),
});

const heldSince = (now: Date): Column<InboxRow> => ({
  head: 'Đã giữ',
  cell: ({ claimedAt, since }) => showAge(claimedAt ?? since, now),
});

const ENDED: Column<InboxRow> = {
  head: 'Xong lúc',
  cell: ({ finishedAt }) => (finishedAt ? showInstant(finishedAt) : ''),
};

export const inboxPages = [inboxPage];
