import { type Home, viewHome } from '../../office/services/home.ts';
import type { QueueRow } from '../../office/services/search-registrations.ts';
import { Clock, StatusBadge } from '../components/badge.tsx';
import { Bars } from '../components/bars.tsx';
import { Empty } from '../components/empty.tsx';
import { type Column, Table } from '../components/table.tsx';
import { page } from '../page.ts';
import { dataRightWords, showDay, showInstant, unitName } from '../words.ts';

const homePage = page({
  path: '/',
  access: 'registration.list',
  load: ({ parts, officer }) => viewHome(parts.office, officer),
  render: (home, { officer }) => ({
    title: 'Việc cần làm',
    body: (
      <>
        <h1>Việc cần làm</h1>
        <div
          id="waiting"
          hx-get="/console"
          hx-trigger="every 60s"
          hx-select="#waiting > *"
          hx-headers='{"x-background":"1"}'
        >
          <Tiles home={home} />
          <section aria-labelledby="urgent">
            <h2 id="urgent">Hồ sơ gấp nhất</h2>
            <Urgent rows={home.urgent} />
          </section>
          {home.dataRequests && home.dataRequests.length > 0 ? <DataRequests requests={home.dataRequests} /> : null}
        </div>
        <Weeks weeks={home.weeks} place={officer.scope === 'province' ? 'toàn tỉnh' : 'địa bàn của anh/chị'} />
      </>
    ),
  }),
});

interface TileProps {
  readonly count: number;
  readonly label: string;
  readonly detail?: string;
  readonly href?: string;
  readonly late?: boolean;
}

/** A number and what it counts, in the order of what presses most. Nothing waits: the number steps back. */
function Tile({ count, label, detail, href, late = false }: TileProps) {
  const words = (
    <>
      <strong>{count}</strong>
      <span>{label}</span>
      {detail ? <small>{detail}</small> : null}
    </>
  );
  const tone = count === 0 ? 'tile none' : late ? 'tile late' : 'tile';
  return (
    <li>
      {href ? (
        <a class={tone} href={href}>
          {words}
        </a>
      ) : (
        <div class={tone}>{words}</div>
      )}
    </li>
  );
}

function Tiles({ home }: { readonly home: Home }) {
  const { deadlines, withoutPaper, mine, conversations, dataRequests, unanswered, notices } = home;
  const list = '/console/registrations';
  return (
    <ul class="tiles">
      <Tile count={deadlines.overdue} label="hồ sơ quá hạn" href={`${list}?deadline=overdue`} late />
      <Tile
        count={deadlines.soon}
        label="hồ sơ sắp tới hạn"
        detail="còn 3 ngày làm việc trở xuống"
        href={`${list}?deadline=soon`}
      />
      <Tile count={withoutPaper} label="phiếu mới, chưa có bản giấy" href={`${list}?status=submitted`} />
      <Tile count={mine} label="hồ sơ giao cho tôi" href={`${list}?assignee=me`} />
      {conversations ? (
        <>
          <Tile
            count={conversations.waiting}
            label="người chờ gặp cán bộ"
            href="/console/conversations"
            {...(conversations.longestSince
              ? { detail: `lâu nhất từ ${showInstant(conversations.longestSince)}` }
              : {})}
          />
          <Tile count={conversations.mine} label="cuộc trò chuyện tôi đang giữ" href="/console/conversations" />
        </>
      ) : null}
      {notices ? (
        <>
          {notices.approvals > 0 ? (
            <Tile count={notices.approvals} label="thông báo chờ duyệt" href="/console/broadcasts" />
          ) : null}
          <Tile count={notices.calls} label="người cần gọi điện báo tin" href="/console/broadcasts/call-list" />
          <Tile
            count={notices.failures}
            label="tin hỏng hoặc không rõ đã tới"
            detail="trong 30 ngày qua"
            href="/console/broadcasts/failures"
          />
        </>
      ) : null}
      {dataRequests ? (
        <Tile count={dataRequests.length} label="yêu cầu về dữ liệu cá nhân" href="/console/data-requests" />
      ) : null}
      {unanswered === null ? null : (
        <Tile
          count={unanswered}
          label="câu hỏi chưa có bài trả lời"
          detail="trong 30 ngày qua"
          href="/console/knowledge/questions"
        />
      )}
    </ul>
  );
}

const COLUMNS: readonly Column<QueueRow>[] = [
  {
    head: 'Hồ sơ',
    names: true,
    cell: ({ id, product, applicant }) => (
      <>
        <a href={`/console/registrations/${id}`}>{product || 'Chưa có tên sản phẩm'}</a>
        <small>{applicant}</small>
      </>
    ),
  },
  { head: 'Xã, phường', cell: ({ unit }) => unitName(unit) },
  { head: 'Trạng thái', cell: ({ status }) => <StatusBadge status={status} /> },
  { head: 'Hạn 15 ngày', cell: ({ deadline }) => <Clock deadline={deadline} /> },
];

function Urgent({ rows }: { readonly rows: readonly QueueRow[] }) {
  if (rows.length === 0) {
    return (
      <Empty>
        <p>Không có hồ sơ nào quá hạn hay sắp tới hạn.</p>
      </Empty>
    );
  }
  return <Table caption="Hồ sơ quá hạn hoặc còn 3 ngày làm việc trở xuống" columns={COLUMNS} rows={rows} />;
}

function DataRequests({ requests }: { readonly requests: NonNullable<Home['dataRequests']> }) {
  return (
    <section aria-labelledby="data-requests">
      <h2 id="data-requests">Yêu cầu về dữ liệu cá nhân</h2>
      <Table
        caption="Yêu cầu chưa xong, gấp nhất trước"
        rows={requests}
        columns={[
          {
            head: 'Yêu cầu',
            names: true,
            cell: ({ id, right }) => <a href={`/console/data-requests/${id}`}>{dataRightWords(right)}</a>,
          },
          { head: 'Trả lời trước', cell: ({ answerBy }) => showDay(answerBy) },
          {
            head: 'Xong trước',
            cell: ({ dueOn, halfTime }) => (
              <span class={halfTime ? 'clock soon' : 'clock'}>
                {showDay(dueOn)}
                {halfTime ? <small>đã quá nửa thời hạn</small> : null}
              </span>
            ),
          },
        ]}
      />
    </section>
  );
}

function Weeks({ weeks, place }: { readonly weeks: Home['weeks']; readonly place: string }) {
  const label = (from: string) => showDay(from).slice(0, 5);
  const now = weeks.at(-1);
  return (
    <section aria-labelledby="weeks">
      <h2 id="weeks">Tuần này, {place}</h2>
      <dl class="figures">
        <div>
          <dt>Phiếu gửi tới</dt>
          <dd>{now?.sent ?? 0}</dd>
        </div>
        <div>
          <dt>Trả lại bổ sung</dt>
          <dd>{now?.returned ?? 0}</dd>
        </div>
        <div>
          <dt>Xã chấp nhận</dt>
          <dd>{now?.accepted ?? 0}</dd>
        </div>
        <div>
          <dt>Gửi lên tỉnh</dt>
          <dd>{now?.forwarded ?? 0}</dd>
        </div>
      </dl>
      <div class="charts">
        <Bars
          title="Phiếu gửi tới, theo tuần (ngày thứ Hai)"
          bars={weeks.map(({ from, sent }) => ({ label: label(from), value: sent }))}
        />
        <Bars
          title="Hồ sơ xã chấp nhận, theo tuần"
          bars={weeks.map(({ from, accepted }) => ({ label: label(from), value: accepted }))}
        />
      </div>
    </section>
  );
}

export const homePages = [homePage];
