import { z } from 'zod';
import { withId } from '../../office/http/schemas.ts';
import {
  closeDone,
  type DataRequestRow,
  type DataRequestStatus,
  type DataRequestView,
  listDataRequests,
  noteAnswered,
  refuse,
  viewDataRequest,
} from '../../office/services/data-requests.ts';
import { Badge, StatusBadge, type Tone } from '../components/badge.tsx';
import { Crumbs } from '../components/crumbs.tsx';
import { Empty } from '../components/empty.tsx';
import { Facts } from '../components/facts.tsx';
import { HiddenField, TextArea } from '../components/fields.tsx';
import { Form, SubmitButton } from '../components/form.tsx';
import { type Column, Table } from '../components/table.tsx';
import { channelName } from '../conversation-words.ts';
import { textOf, version } from '../form-fields.ts';
import { action, go, page } from '../page.ts';
import { dataRightWords, showDay, showDayOf, showInstant } from '../words.ts';

const ROOT = '/console/data-requests';
const LONGEST_REASON = 1_000;

const STATUS: Readonly<Record<DataRequestStatus, { readonly tone: Tone; readonly words: string }>> = {
  received: { tone: 'wait', words: 'Chưa trả lời' },
  answered: { tone: 'wait', words: 'Đã trả lời, đang làm' },
  done: { tone: 'good', words: 'Đã xong' },
  refused: { tone: 'neutral', words: 'Đã từ chối' },
};

const listPage = page({
  path: '/data-requests',
  access: 'data-request.list',
  load: ({ parts, officer }) => listDataRequests(parts.office, officer),
  render: ({ open, closed }) => ({
    title: 'Yêu cầu về dữ liệu cá nhân',
    body: (
      <>
        <Crumbs trail={[{ href: '/console', label: '← Việc cần làm' }]} />
        <h1>Yêu cầu về dữ liệu cá nhân</h1>
        <p class="lead">
          Người dân xin xóa dữ liệu hay rút đồng ý khi phiếu đã gửi. Thời hạn theo luật, tính theo ngày.
        </p>
        <section aria-labelledby="open">
          <h2 id="open">Đang mở ({open.length})</h2>
          {open.length === 0 ? (
            <Empty>
              <p>Không có yêu cầu nào đang chờ.</p>
            </Empty>
          ) : (
            <Table
              caption="Yêu cầu đang mở, gấp nhất trước"
              rows={open}
              columns={[RIGHT, RECEIVED, ANSWER_BY, DUE_ON, STANDING]}
            />
          )}
        </section>
        {closed.length > 0 ? (
          <section aria-labelledby="closed">
            <h2 id="closed">Đã đóng gần đây</h2>
            <Table
              caption="Yêu cầu đã đóng, mới nhất trước"
              rows={closed}
              columns={[RIGHT, RECEIVED, DUE_ON, CLOSED, STANDING]}
            />
          </section>
        ) : null}
      </>
    ),
  }),
});

const RIGHT: Column<DataRequestRow> = {
  head: 'Yêu cầu',
  names: true,
  cell: ({ id, right }) => <a href={`${ROOT}/${id}`}>{dataRightWords(right)}</a>,
};
const RECEIVED: Column<DataRequestRow> = { head: 'Nhận ngày', cell: ({ receivedAt }) => showDayOf(receivedAt) };
const ANSWER_BY: Column<DataRequestRow> = {
  head: 'Trả lời trước',
  cell: ({ answerBy, answerLeft }) => <Due day={answerBy} left={answerLeft} />,
};
const DUE_ON: Column<DataRequestRow> = {
  head: 'Xong trước',
  cell: ({ dueOn, left }) => <Due day={dueOn} left={left} />,
};
const CLOSED: Column<DataRequestRow> = {
  head: 'Đóng ngày',
  cell: ({ closedAt }) => (closedAt ? showDayOf(closedAt) : ''),
};
const STANDING: Column<DataRequestRow> = { head: 'Trạng thái', cell: ({ status }) => <Standing status={status} /> };

function Standing({ status }: { readonly status: DataRequestStatus }) {
  const { tone, words } = STATUS[status];
  return <Badge tone={tone}>{words}</Badge>;
}

const SOON_DAYS = 3;

/** @param left Calendar days; null: this clock has stopped. */
function Due({ day, left }: { readonly day: string; readonly left: number | null }) {
  if (left === null) return <span class="quiet">{showDay(day)}</span>;
  const tone = left < 0 ? 'clock overdue' : left <= SOON_DAYS ? 'clock soon' : 'clock';
  const words = left < 0 ? `quá hạn ${-left} ngày` : left === 0 ? 'hôm nay là hạn cuối' : `còn ${left} ngày`;
  return (
    <span class={tone}>
      {showDay(day)} <small>{words}</small>
    </span>
  );
}

const requestPage = page({
  path: '/data-requests/:id',
  access: 'data-request.view',
  params: withId,
  load: ({ parts, officer, params }) => viewDataRequest(parts.office, officer, params.id),
  render: (request) => ({
    title: dataRightWords(request.right),
    body: (
      <>
        <Crumbs trail={[{ href: ROOT, label: '← Yêu cầu về dữ liệu cá nhân' }]} />
        <h1>{dataRightWords(request.right)}</h1>
        <Clocks request={request} />
        <section aria-labelledby="concerned">
          <h2 id="concerned">Hồ sơ liên quan</h2>
          {request.registrations.length === 0 ? (
            <p>Không có hồ sơ nào trong địa bàn của anh/chị, hoặc dữ liệu đã được xóa.</p>
          ) : (
            <Table
              caption="Hồ sơ của người yêu cầu trong địa bàn của anh/chị"
              rows={request.registrations}
              columns={REGISTRATIONS}
            />
          )}
        </section>
        {request.closedAt === null ? <Steps request={request} /> : null}
      </>
    ),
  }),
});

const REGISTRATIONS: readonly Column<DataRequestView['registrations'][number]>[] = [
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
  { head: 'Trạng thái', cell: ({ status }) => <StatusBadge status={status} /> },
];

function Clocks({ request }: { readonly request: DataRequestView }) {
  const { channel, receivedAt, answerBy, answerLeft, answeredAt, answeredBy, dueOn, left, status } = request;
  const { closedAt, closedBy, refusal } = request;
  return (
    <Facts
      rows={[
        ['Trạng thái', <Standing key="status" status={status} />],
        ['Nhận', `${showInstant(receivedAt)}, ${channelName(channel)}`],
        ['Trả lời trước', <Due key="answer" day={answerBy} left={answerLeft} />],
        answeredAt ? ['Đã trả lời', [showInstant(answeredAt), answeredBy].filter(Boolean).join(', ')] : null,
        ['Xong trước', <Due key="due" day={dueOn} left={left} />],
        closedAt ? ['Đóng', [showInstant(closedAt), closedBy].filter(Boolean).join(', ')] : null,
        refusal ? ['Lý do từ chối', refusal] : null,
      ]}
    />
  );
}

function Steps({ request: { id, right, version, answeredAt, personId } }: { readonly request: DataRequestView }) {
  const seen = <HiddenField name="version" value={version} />;
  return (
    <section class="narrow" aria-labelledby="steps">
      <h2 id="steps">Việc tiếp theo</h2>
      <p>
        Anh/chị làm xong việc ở ngoài rồi ghi lại ở đây. Trợ lý nhắn ngay cho người yêu cầu; không kênh nào tới được thì
        trang báo anh/chị gọi điện.
      </p>
      {answeredAt === null ? (
        <Form action={`${ROOT}/${id}/answer`}>
          {seen}
          <SubmitButton>Ghi là đã trả lời</SubmitButton>
        </Form>
      ) : null}
      {right === 'erase' ? (
        <p>
          Quyết định xóa thì quản trị máy chủ chạy lệnh sau; yêu cầu tự đóng khi dữ liệu đã xóa thật.{' '}
          <code>npm run -s erase -- --person {personId} --sent</code>
        </p>
      ) : (
        <Form action={`${ROOT}/${id}/done`}>
          {seen}
          <SubmitButton kind="second">Ghi là đã xong</SubmitButton>
        </Form>
      )}
      <details>
        <summary>Từ chối yêu cầu</summary>
        <Form action={`${ROOT}/${id}/refuse`}>
          {seen}
          <TextArea
            name="reason"
            label="Lý do từ chối"
            hint="Căn cứ pháp luật; người yêu cầu đọc nguyên lời này. Không ghi tên hay số điện thoại của ai."
          />
          <SubmitButton kind="second">Ghi là đã từ chối</SubmitButton>
        </Form>
      </details>
    </section>
  );
}

const seen = z.strictObject({ version });

const answerAction = action({
  path: '/data-requests/:id/answer',
  access: 'data-request.answer',
  params: withId,
  body: seen,
  back: requestPage,
  async run({ parts, officer, params, body }) {
    const { told } = await noteAnswered(parts.office, officer, { ...params, ...body });
    return go(`${ROOT}/${params.id}`, told ? 'data-request-answered' : 'data-request-answered-untold');
  },
});

const doneAction = action({
  path: '/data-requests/:id/done',
  access: 'data-request.close',
  params: withId,
  body: seen,
  back: requestPage,
  async run({ parts, officer, params, body }) {
    const { told } = await closeDone(parts.office, officer, { ...params, ...body });
    return go(`${ROOT}/${params.id}`, told ? 'data-request-done' : 'data-request-done-untold');
  },
});

const refuseAction = action({
  path: '/data-requests/:id/refuse',
  access: 'data-request.refuse',
  params: withId,
  body: z.strictObject({ version, reason: textOf(LONGEST_REASON).describe('Lý do từ chối') }),
  back: requestPage,
  async run({ parts, officer, params, body }) {
    const { told } = await refuse(parts.office, officer, { ...params, ...body });
    return go(`${ROOT}/${params.id}`, told ? 'data-request-refused' : 'data-request-refused-untold');
  },
});

export const dataRequestPages = [listPage, requestPage, answerAction, doneAction, refuseAction];
