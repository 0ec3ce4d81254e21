import { z } from 'zod';
import { withId } from '../../office/http/schemas.ts';
import {
  cancelExport,
  type ExportKind,
  type ExportStatus,
  type ExportView,
  fetchExport,
  listExports,
  viewExport,
} from '../../office/services/exports/exports.ts';
import { Badge, type Tone } from '../components/badge.tsx';
import { Crumbs } from '../components/crumbs.tsx';
import { Empty } from '../components/empty.tsx';
import { Form, SubmitButton } from '../components/form.tsx';
import { Table } from '../components/table.tsx';
import { action, download, go, page } from '../page.ts';
import { showInstant } from '../words.ts';

const ROOT = '/console/exports';

const STATUS: Readonly<Record<ExportStatus, readonly [string, Tone]>> = {
  waiting: ['Chờ đến lượt', 'wait'],
  running: ['Đang lập', 'wait'],
  ready: ['Tải được', 'good'],
  failed: ['Không lập được', 'late'],
  cancelled: ['Đã hủy', 'neutral'],
};

const KINDS: Readonly<Record<ExportKind, string>> = { xlsx: 'Bảng Excel', zip: 'Các mẫu Word, nén ZIP' };

const number = (value: number) => value.toLocaleString('vi-VN');

const exportsPage = page({
  path: '/exports',
  access: 'registration.export',
  load: ({ parts, officer }) => listExports(parts.office, officer),
  render: (rows) => ({
    title: 'Các tệp đã yêu cầu',
    body: (
      <>
        <Crumbs trail={[{ href: '/console/registrations', label: '← Danh sách hồ sơ' }]} />
        <h1>Các tệp đã yêu cầu</h1>
        <p class="lead">Chỉ anh/chị thấy các tệp này. Mỗi tệp được giữ 24 giờ rồi xóa.</p>
        {rows.length === 0 ? (
          <Empty>
            <p>Chưa có tệp nào. Ở danh sách hồ sơ, lọc như ý rồi bấm “Bảng Excel” hoặc “Các mẫu”.</p>
          </Empty>
        ) : (
          <Table
            caption="Tệp đã yêu cầu, mới nhất đứng trước"
            rows={rows}
            columns={[
              {
                head: 'Tệp',
                names: true,
                cell: ({ id, kind, wanted }) => (
                  <a href={`${ROOT}/${id}`}>
                    {KINDS[kind]}: {number(wanted)} hồ sơ
                  </a>
                ),
              },
              { head: 'Tình trạng', cell: ({ status }) => <Badge tone={STATUS[status][1]}>{STATUS[status][0]}</Badge> },
              { head: 'Yêu cầu lúc', cell: ({ createdAt }) => showInstant(createdAt) },
            ]}
          />
        )}
      </>
    ),
  }),
});

const exportPage = page({
  path: '/exports/:id',
  access: 'registration.export',
  params: withId,
  load: ({ parts, officer, params }) => viewExport(parts.office, officer, params.id),
  render: (file) => ({
    title: `${KINDS[file.kind]}: ${number(file.wanted)} hồ sơ`,
    body: (
      <div class="narrow">
        <Crumbs trail={[{ href: ROOT, label: '← Các tệp đã yêu cầu' }]} />
        <h1>
          {KINDS[file.kind]}: {number(file.wanted)} hồ sơ
        </h1>
        <Progress file={file} />
        <p class="quiet">
          Yêu cầu lúc {showInstant(file.createdAt)}. Anh/chị có thể làm việc khác rồi quay lại trang này; tệp được giữ
          tới {showInstant(file.expiresAt)} và chỉ anh/chị tải được.
        </p>
      </div>
    ),
  }),
});

/** Asked again by itself while it is written; without script there is the link. */
function Progress({ file: { id, status, wanted, done, size } }: { readonly file: ExportView }) {
  const at = `${ROOT}/${id}`;
  const open = status === 'waiting' || status === 'running';
  const [words, tone] = STATUS[status];
  return (
    <section
      id="progress"
      aria-label="Tiến độ"
      {...(open
        ? {
            'hx-get': at,
            'hx-trigger': 'every 2s',
            'hx-select': '#progress',
            'hx-swap': 'outerHTML',
            'hx-headers': '{"x-background":"1"}',
          }
        : {})}
    >
      <p role="status">
        <Badge tone={tone}>{words}</Badge>
      </p>
      {open ? (
        <>
          <label for="done">
            {number(done)}/{number(wanted)} hồ sơ
          </label>
          <progress id="done" max={wanted} value={done} />
          <p>
            <a href={at}>Xem số mới nhất</a>
          </p>
        </>
      ) : null}
      {status === 'failed' ? <p>Máy không lập được tệp này. Anh/chị thử lại, hoặc lọc hẹp hơn.</p> : null}
      <div class="buttons">
        {status === 'ready' ? (
          <a class="button main" href={`${at}/file`} download>
            Tải về ({showSize(size ?? 0)})
          </a>
        ) : null}
        {open || status === 'ready' ? (
          <Form action={`${at}/cancel`}>
            <SubmitButton kind="second">{open ? 'Hủy' : 'Xóa tệp này'}</SubmitButton>
          </Form>
        ) : null}
      </div>
    </section>
  );
}

function showSize(bytes: number): string {
  const megabytes = bytes / 1_048_576;
  if (megabytes < 1) return `${Math.max(1, Math.round(bytes / 1_024))} kB`;
  return `${megabytes.toFixed(1).replace('.', ',')} MB`;
}

const cancelAction = action({
  path: '/exports/:id/cancel',
  access: 'registration.export',
  params: withId,
  body: z.strictObject({}),
  back: exportPage,
  async run({ parts, officer, params }) {
    await cancelExport(parts.office, officer, parts.exports, params.id);
    return go(ROOT, 'export-cancelled');
  },
});

const fileDownload = download({
  path: '/exports/:id/file',
  access: 'registration.export',
  params: withId,
  load: ({ parts, officer, params }) => fetchExport(parts.office, officer, parts.exports, params.id),
});

export const exportFilePages = [exportsPage, exportPage, cancelAction, fileDownload];
